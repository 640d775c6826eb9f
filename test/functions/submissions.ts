import { gzipSync } from 'fflate';
import { packSubmission } from '../../src/lab/submission/submission.ts';
import { COLUMNS } from '../../src/lab/submission/columns.ts';
import type { Manifest } from '../../src/lab/submission/manifest.ts';

/** Penguins that weigh twenty times the length of their flippers. */
export function penguins(count: number): number[][] {
  return Array.from({ length: count }, (_, at) => {
    const flipper = 170 + (at % 60);
    return [flipper * 20, 40 + (at % 9), 17, flipper, at % 2, 0, at % 3 === 0 ? 1 : 0];
  });
}

export function csv(rows: readonly (readonly (number | string)[])[]): string {
  return [COLUMNS, ...rows].map((row) => `${row.join(',')}\n`).join('');
}

export function dataSubmission(text = csv(penguins(60)), manifest: Partial<Manifest> = {}): Uint8Array {
  return packSubmission({ version: 1, name: 'adelie', kind: 'data', ...manifest }, { kind: 'data', bytes: utf8(text) });
}

export function modelSubmission(model = trainedModel()): Uint8Array {
  return packSubmission({ version: 1, name: 'gentoo', kind: 'model' }, { kind: 'model', bytes: model });
}

/** A tar archive of one file, packed. */
export function trainedModel(): Uint8Array {
  const header = new Uint8Array(512);
  const write = (at: number, text: string) => header.set(utf8(text), at);
  write(0, 'xgboost-model');
  write(100, '0000644\0');
  write(124, '00000000005\0');
  write(156, '0');
  write(257, 'ustar\0');
  write(148, '        ');
  const sum = header.reduce((total, byte) => total + byte, 0);
  write(148, `${sum.toString(8).padStart(6, '0')}\0 `);
  const content = new Uint8Array(512);
  content.set(utf8('trees'));
  return gzipSync(Buffer.concat([header, content, new Uint8Array(1024)]), { mtime: 0 });
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
