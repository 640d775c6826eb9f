import { gunzipSync } from 'node:zlib';

import { gzipSync } from 'fflate';

const BLOCK = 512;
const LARGEST_MODEL = 256 * 1024 * 1024;

/** `model.tar.gz` with the one file that XGBoost's container makes: the same bytes for the same model on any machine. */
export function packModel(model: Uint8Array): Uint8Array {
  const padding = new Uint8Array(-model.length & (BLOCK - 1));
  const end = new Uint8Array(2 * BLOCK);
  return gzipSync(Buffer.concat([header('xgboost-model', model.length), model, padding, end]), { mtime: 0 });
}

export interface ModelFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** The model files in an archive: all at its top whose names have no dot before them (`serve_utils.py`). */
export function unpackModels(archive: Uint8Array): ModelFile[] {
  const files = [...filesOf(gunzipSync(archive, { maxOutputLength: LARGEST_MODEL }))]
    .map(({ name, content }) => ({ name: name.replace(/^\.\//, ''), content }))
    .filter(({ name }) => !name.includes('/') && !name.startsWith('.'));
  if (files.length === 0) throw new Error('the archive has no model file at its top');
  return files;
}

/** Source: POSIX, "pax Interchange Format", ustar. Times and owners are left at zero. */
function header(name: string, size: number): Uint8Array {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, length: number) => value.toString(8).padStart(length - 1, '0');
  block.write(name, 0);
  block.write(octal(0o644, 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  block.write(octal(size, 12), 124);
  block.write(octal(0, 12), 136);
  block.write('        ', 148);
  block.write('0', 156);
  block.write('ustar\0' + '00', 257);
  const checksum = block.reduce((sum, byte) => sum + byte, 0);
  block.write(`${octal(checksum, 7)}\0 `, 148);
  return block;
}

function* filesOf(tar: Uint8Array): Generator<ModelFile> {
  const bytes = Buffer.from(tar.buffer, tar.byteOffset, tar.byteLength);
  for (let at = 0; at + BLOCK <= bytes.length && bytes[at] !== 0;) {
    const size = Number.parseInt(textAt(bytes, at + 124, 12), 8);
    if (!Number.isSafeInteger(size) || at + BLOCK + size > bytes.length) throw new Error('the archive is damaged');
    const type = textAt(bytes, at + 156, 1);
    const content = bytes.subarray(at + BLOCK, at + BLOCK + size);
    if (type === '0' || type === '') yield { name: textAt(bytes, at, 100), content };
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

function textAt(bytes: Buffer, offset: number, length: number): string {
  return bytes.toString('latin1', offset, offset + length).split('\0', 1)[0] ?? '';
}
