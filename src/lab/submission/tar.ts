import { Refusal } from './refusal.ts';

export interface TarEntry {
  readonly name: string;
  readonly type: 'file' | 'folder' | 'other';
  readonly content: Uint8Array;
}

/** The format of POSIX.1-1988 (ustar): headers and contents in blocks of 512 bytes, numbers octal. */
const BLOCK = 512;
const FIELDS = { name: [0, 100], size: [124, 12], checksum: [148, 8], type: [156, 1], prefix: [345, 155] } as const;

const MOST_ENTRIES = 1000;

/** Entries that only describe the one after them: extended headers of pax and GNU. */
const DESCRIPTIONS = new Set(['x', 'g', 'L', 'K']);

/** The entries of a tar archive; messages call it `archive`. */
export function tarEntries(bytes: Uint8Array, archive: string): TarEntry[] {
  const entries: TarEntry[] = [];
  let at = 0;
  while (at + BLOCK <= bytes.length && bytes[at] !== 0) {
    const header = bytes.subarray(at, at + BLOCK);
    const size = octal(header, 'size');
    if (!isHeader(header) || !(at + BLOCK + size <= bytes.length)) {
      throw new Refusal(`${archive} is not a tar archive packed with gzip, or is damaged`);
    }
    const type = text(header, 'type');
    const content = bytes.subarray(at + BLOCK, at + BLOCK + size);
    if (!DESCRIPTIONS.has(type)) entries.push({ name: nameOf(header), type: kindOf(type), content });
    if (entries.length > MOST_ENTRIES) throw new Refusal(`${archive} holds more than ${MOST_ENTRIES} entries`);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return entries;
}

/** A tar archive of one file; the same content gives the same bytes. */
export function tarOf(name: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(BLOCK * (3 + Math.ceil(content.length / BLOCK)));
  const header = bytes.subarray(0, BLOCK);
  const put = (text: string, at: number) => header.set(new TextEncoder().encode(text), at);
  const digits = (value: number, length: number) => value.toString(8).padStart(length, '0');
  put(name, FIELDS.name[0]);
  put(digits(0o644, 7), 100);
  put(digits(0, 7), 108);
  put(digits(0, 7), 116);
  put(digits(content.length, 11), FIELDS.size[0]);
  put(digits(0, 11), 136);
  put('0', FIELDS.type[0]);
  put('ustar\x0000', 257);
  put(`${digits(checksum(header), 6)}\0 `, FIELDS.checksum[0]);
  bytes.set(content, BLOCK);
  return bytes;
}

function isHeader(header: Uint8Array): boolean {
  return octal(header, 'checksum') === checksum(header);
}

/** The checksum of a header: the sum of its bytes, with the checksum field counted as spaces. */
function checksum(header: Uint8Array): number {
  const [start, length] = FIELDS.checksum;
  return header.reduce((total, byte, at) => total + (at >= start && at < start + length ? 32 : byte), 0);
}

function nameOf(header: Uint8Array): string {
  const prefix = text(header, 'prefix');
  const isPosix = new TextDecoder().decode(header.subarray(257, 263)) === 'ustar\0';
  return isPosix && prefix ? `${prefix}/${text(header, 'name')}` : text(header, 'name');
}

function kindOf(type: string): TarEntry['type'] {
  if (type === '5') return 'folder';
  return type === '0' || type === '' ? 'file' : 'other';
}

function octal(header: Uint8Array, field: keyof typeof FIELDS): number {
  const digits = text(header, field).trim();
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
}

function text(header: Uint8Array, field: keyof typeof FIELDS): string {
  const [start, length] = FIELDS[field];
  const value = new TextDecoder().decode(header.subarray(start, start + length));
  const end = value.indexOf('\0');
  return end < 0 ? value : value.slice(0, end);
}
