import { deflateRawSync } from 'node:zlib';
import { gzipSync, zipSync } from 'fflate';
import type { Manifest } from '../../../src/lab/submission/manifest.ts';

export const MANIFEST: Manifest = { version: 1, name: 'first-try', kind: 'data' };

export const HEADER = 'body_mass_g,bill_length_mm,bill_depth_mm,flipper_length_mm,male,chinstrap,gentoo';

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A table of plausible birds, with some of its lines replaced; line 1 is the header. */
export function csvWith(replaced: Readonly<Record<number, string>> = {}, rows = 60): string {
  const lines = Array.from({ length: rows }, (_, row) => `${String(3000 + row)},39.1,18.7,${String(180 + row)},1,0,0`);
  return [HEADER, ...lines].map((line, at) => replaced[at + 1] ?? line).join('\n');
}

/** An archive whose table unpacks to 60 MB and claims to have ten bytes. To pack as much takes fflate seconds, so zlib does. */
export function bomb(): Uint8Array {
  const table = deflateRawSync(Buffer.alloc(60_000_000));
  const archive = Buffer.from(
    zipSync({ 'manifest.json': bytes(JSON.stringify(MANIFEST)), 'train.csv': [table, { level: 0 }] }),
  );
  const entry = archive.lastIndexOf('PK\x01\x02');
  archive.writeUInt16LE(DEFLATED, archive.lastIndexOf('PK\x03\x04') + 8);
  archive.writeUInt16LE(DEFLATED, entry + 10);
  archive.writeUInt32LE(10, entry + 24);
  return archive;
}

/** The method of compression in a zip file's headers. */
const DEFLATED = 8;

export interface TarFile {
  readonly name: string;
  readonly content?: Uint8Array;
  readonly type?: string;
}

/** As the program `tar` writes it. */
export function modelArchive(files: readonly TarFile[]): Uint8Array {
  const blocks = files.flatMap(({ name, content = bytes('model'), type = '0' }) => {
    const padded = new Uint8Array(Math.ceil(content.length / 512) * 512);
    padded.set(content);
    return [header(name, content.length, type), padded];
  });
  return gzipSync(Buffer.concat([...blocks, new Uint8Array(1024)]), { mtime: 0 });
}

function header(name: string, size: number, type: string): Uint8Array {
  const block = Buffer.alloc(512);
  block.write(name, 0);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write('        ', 148);
  block.write(type, 156);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}
