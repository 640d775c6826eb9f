import { crc32 } from './crc32.ts';
import { strangeFormat } from './formats.ts';
import { Refusal } from './refusal.ts';
import { inflate, megabytes } from './unpack.ts';

/** An entry of an archive, still packed. */
export interface ZipEntry {
  readonly name: string;
  readonly encrypted: boolean;
  /** A symbolic link; its content is the target path. */
  readonly isLink: boolean;
  readonly method: number;
  readonly checksum: number;
  readonly packed: Uint8Array;
}

const STORED = 0;
const DEFLATED = 8;

/** Signatures and sizes of the records, from PKWARE's APPNOTE 6.3, section 4.3. */
const LOCAL_HEADER = { signature: 0x04034b50, size: 30 };
const DIRECTORY_ENTRY = { signature: 0x02014b50, size: 46 };
const END_OF_DIRECTORY = { signature: 0x06054b50, size: 22 };
const LONGEST_COMMENT = 65_535;

/** The records of Zip64 archives, in the same order (4.3.14, 4.3.15 and 4.5.3). */
const ZIP64_LOCATOR = { signature: 0x07064b50, size: 20 };
const ZIP64_END_SIGNATURE = 0x06064b50;
const ZIP64_EXTRA = 1;
/** Marks a number that is stored in the Zip64 record instead. */
const ELSEWHERE = 0xffffffff;

/** The file type in the upper half of the external attributes, if written on Unix (inode(7)). */
const UNIX_LINK = 0xa;

/** The entries in the archive's directory; refuses more than the given number. */
export function zipEntries(archive: Uint8Array, most: number): ZipEntry[] {
  const bytes = reader(archive);
  const directory = directoryOf(bytes, archive);
  if (directory.count > most) {
    throw new Refusal(`the submission holds ${String(directory.count)} entries; pack only what is submitted`);
  }
  const entries: ZipEntry[] = [];
  let { at } = directory;
  while (entries.length < directory.count) {
    if (bytes.u32(at) !== DIRECTORY_ENTRY.signature) throw damaged();
    entries.push(entryAt(bytes, at));
    at += DIRECTORY_ENTRY.size + bytes.u16(at + 28) + bytes.u16(at + 30) + bytes.u16(at + 32);
  }
  return entries;
}

/** The content of an entry; refuses more than the allowed size. */
export function unpackEntry({ name, method, packed, checksum }: ZipEntry, most: number): Uint8Array {
  if (method !== STORED && method !== DEFLATED) {
    throw new Refusal(`${name} is packed by method ${String(method)}; pack it with the usual one, deflate`);
  }
  if (method === STORED && packed.length > most) throw new Refusal(`${name} has more than ${megabytes(most)}`);
  const content = method === STORED ? packed : inflate(packed, { name, most });
  if (crc32(content) !== checksum) throw new Refusal(`${name} is damaged: its checksum is wrong; pack it again`);
  return content;
}

function entryAt(bytes: Reader, at: number): ZipEntry {
  const { size, start } = placeOf(bytes, at);
  if (bytes.u32(start) !== LOCAL_HEADER.signature) throw damaged();
  const content = start + LOCAL_HEADER.size + bytes.u16(start + 26) + bytes.u16(start + 28);
  return {
    name: new TextDecoder().decode(bytes.slice(at + DIRECTORY_ENTRY.size, bytes.u16(at + 28))),
    encrypted: (bytes.u16(at + 8) & 1) === 1,
    isLink: bytes.u16(at + 40) >>> 12 === UNIX_LINK,
    method: bytes.u16(at + 10),
    checksum: bytes.u32(at + 16),
    packed: bytes.slice(content, size),
  };
}

/** The size of an entry's content, and the position of its header. */
function placeOf(bytes: Reader, at: number): { readonly size: number; readonly start: number } {
  const [unpacked, packed, start] = [bytes.u32(at + 24), bytes.u32(at + 20), bytes.u32(at + 42)];
  if (![unpacked, packed, start].includes(ELSEWHERE)) return { size: packed, start };
  let next = zip64Extra(bytes, at);
  const take = (value: number) => {
    if (value !== ELSEWHERE) return value;
    next += 8;
    return bytes.u64(next - 8);
  };
  take(unpacked);
  return { size: take(packed), start: take(start) };
}

/** The position of the Zip64 numbers in an entry's extra field. */
function zip64Extra(bytes: Reader, at: number): number {
  const first = at + DIRECTORY_ENTRY.size + bytes.u16(at + 28);
  const end = first + bytes.u16(at + 30);
  for (let field = first; field + 4 <= end; field += 4 + bytes.u16(field + 2)) {
    if (bytes.u16(field) === ZIP64_EXTRA) return field + 4;
  }
  throw damaged();
}

function directoryOf(bytes: Reader, archive: Uint8Array): { readonly count: number; readonly at: number } {
  const end = endOfDirectory(bytes, archive);
  const locator = end - ZIP64_LOCATOR.size;
  if (locator < 0 || bytes.u32(locator) !== ZIP64_LOCATOR.signature) {
    return { count: bytes.u16(end + 10), at: bytes.u32(end + 16) };
  }
  const record = bytes.u64(locator + 8);
  if (bytes.u32(record) !== ZIP64_END_SIGNATURE) throw damaged();
  return { count: bytes.u64(record + 32), at: bytes.u64(record + 48) };
}

/** It is at the end of the file, before an optional comment that may contain anything. */
function endOfDirectory(bytes: Reader, archive: Uint8Array): number {
  const last = bytes.length - END_OF_DIRECTORY.size;
  let isZip = false;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1) {
    if (bytes.u32(at) !== END_OF_DIRECTORY.signature) continue;
    if (at + bytes.u16(at + 20) <= last && leads(bytes, at)) return at;
    isZip = true;
  }
  const format = strangeFormat(archive);
  if (isZip || format === 'a zip archive') throw damaged();
  throw new Refusal(`the submission is not a zip archive${format ? `: it is ${format}` : ''}`);
}

/** Whether a directory begins at the position given here or in the Zip64 record, or there are no entries. */
function leads(bytes: Reader, end: number): boolean {
  const at = bytes.u32(end + 16);
  return at === ELSEWHERE || bytes.u16(end + 10) === 0 || (at < end && bytes.u32(at) === DIRECTORY_ENTRY.signature);
}

/** Reads little-endian numbers; a position outside of the archive means that it is damaged. */
interface Reader {
  readonly length: number;
  u16(at: number): number;
  u32(at: number): number;
  u64(at: number): number;
  slice(at: number, length: number): Uint8Array;
}

function reader(archive: Uint8Array): Reader {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const within = (at: number, length: number) => {
    if (!(at + length <= archive.length)) throw damaged();
    return at;
  };
  return {
    length: archive.length,
    u16: (at) => view.getUint16(within(at, 2), true),
    u32: (at) => view.getUint32(within(at, 4), true),
    u64: (at) => Number(view.getBigUint64(within(at, 8), true)),
    slice: (at, length) => archive.subarray(within(at, length), at + length),
  };
}

function damaged(): Refusal {
  return new Refusal('the zip archive is damaged or was cut short; pack it again');
}
