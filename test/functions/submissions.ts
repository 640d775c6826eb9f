import { modelArchive } from '../lab/submission/archives.ts';
import { modelJson } from '../lab/submission/models.ts';
import { packSubmission } from '../../src/lab/submission/submission.ts';
import { columnsOf } from '../../src/lab/course/course.ts';
import { PENGUINS } from '../support/course.ts';
import type { Manifest } from '../../src/lab/submission/manifest.ts';

/** Penguins that weigh twenty times the length of their flippers. */
export function penguins(count: number): number[][] {
  return Array.from({ length: count }, (_, at) => {
    const flipper = 170 + (at % 60);
    return [flipper * 20, 40 + (at % 9), 17, flipper, at % 2, 0, at % 3 === 0 ? 1 : 0];
  });
}

export function csv(rows: readonly (readonly (number | string)[])[]): string {
  return [columnsOf(PENGUINS).map(({ name }) => name), ...rows].map((row) => `${row.join(',')}\n`).join('');
}

export function dataSubmission(text = csv(penguins(60)), manifest: Partial<Manifest> = {}): Uint8Array {
  return packSubmission({ version: 1, name: 'adelie', kind: 'data', ...manifest }, { kind: 'data', bytes: utf8(text) });
}

export function modelSubmission(model = trainedModel()): Uint8Array {
  return packSubmission({ version: 1, name: 'gentoo', kind: 'model' }, { kind: 'model', bytes: model });
}

export function trainedModel(): Uint8Array {
  return modelArchive([{ name: 'xgboost-model', content: modelJson() }]);
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
