import { Refusal } from './refusal.ts';

export interface TarEntry {
  readonly name: string;
  readonly type: 'file' | 'folder' | 'other';
  readonly size: number;
}

/** The format of POSIX.1-1988 (ustar): headers and contents in blocks of 512 bytes, numbers octal. */
const BLOCK = 512;
const FIELDS = { name: [0, 100], size: [124, 12], checksum: [148, 8], type: [156, 1], prefix: [345, 155] } as const;

/** Entries that only describe the one after them: extended headers of pax and GNU. */
const DESCRIPTIONS = new Set(['x', 'g', 'L', 'K']);

/** What a tar archive lists; `archive` names it in messages. */
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
    if (!DESCRIPTIONS.has(type)) entries.push({ name: nameOf(header), type: kindOf(type), size });
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return entries;
}

/** The sum of all bytes of the header, those of the sum itself taken for spaces. */
function isHeader(header: Uint8Array): boolean {
  const [start, length] = FIELDS.checksum;
  const sum = header.reduce((total, byte, at) => total + (at >= start && at < start + length ? 32 : byte), 0);
  return octal(header, 'checksum') === sum;
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
