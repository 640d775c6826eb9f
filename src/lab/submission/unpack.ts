import { Gunzip, Inflate } from 'fflate';
import { crc32 } from './crc32.ts';
import { Refusal } from './refusal.ts';

/** Deflate expands at most 1032 times, so that one step never takes more than 17 MB. */
const STEP_BYTES = 16_384;

/** A packed part of a submission: its name in messages, and how large it may be unpacked. */
export interface Bounds {
  readonly name: string;
  readonly most: number;
}

export function inflate(packed: Uint8Array, bounds: Bounds): Uint8Array {
  return unpack(new Inflate(), packed, bounds);
}

/** The checksum and length of the content, after each member of a gzip file (RFC 1952). */
const TRAILER = 8;

/** Programs that compress with several threads write one per megabyte or so. */
const MOST_MEMBERS = 1000;

/** Reads all members and verifies their checksums, which `Gunzip` does not. */
export function gunzip(packed: Uint8Array, bounds: Bounds): Uint8Array {
  // Some tools pad a file with zeros, and a length field may end with zeros, too.
  const used = packed.findLastIndex((byte) => byte !== 0) + 1;
  const ends: number[] = [];
  const stream = new Gunzip();
  stream.onmember = (start) => {
    if (ends.push(start) > MOST_MEMBERS)
      throw new Refusal(`${bounds.name} has more than ${MOST_MEMBERS} members of gzip`);
  };
  const content = unpack(stream, packed.subarray(0, used + 3), bounds);
  if (isSound(content, packed, ends, used)) return content;
  throw new Refusal(`${bounds.name} is damaged: its checksum is wrong; pack it again`);
}

/** `ends` are the ends of all members but the last, which ends where only zeros follow, or shortly after. */
function isSound(content: Uint8Array, packed: Uint8Array, ends: readonly number[], used: number): boolean {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const matches = (end: number, part: Uint8Array) =>
    end >= TRAILER &&
    end <= packed.length &&
    view.getUint32(end - 4, true) === part.length &&
    view.getUint32(end - TRAILER, true) === crc32(part);
  let at = 0;
  for (const end of ends) {
    const part = content.subarray(at, at + view.getUint32(end - 4, true));
    if (!matches(end, part)) return false;
    at += part.length;
  }
  const last = content.subarray(at);
  return Array.from({ length: TRAILER + 1 }, (_, zeros) => used + zeros).some((end) => matches(end, last));
}

/** The sizes that an archive declares are not reliable, so output is counted, and reading stops at the limit. */
function unpack(stream: Inflate | Gunzip, packed: Uint8Array, { name, most }: Bounds): Uint8Array {
  const chunks: Uint8Array[] = [];
  let size = 0;
  stream.ondata = (chunk) => {
    size += chunk.length;
    chunks.push(chunk);
  };
  for (let at = 0; at < packed.length && size <= most; at += STEP_BYTES) {
    push(stream, packed.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= packed.length, name);
  }
  if (size > most) throw new Refusal(`${name} unpacks to more than ${megabytes(most)}`);
  return joined(chunks, size);
}

function push(stream: Inflate | Gunzip, chunk: Uint8Array, final: boolean, name: string): void {
  try {
    stream.push(chunk, final);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`${name} is damaged or was cut short: it cannot be unpacked`);
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** `20 MB`, `23.1 MB`, `64 kB`. */
export function megabytes(bytes: number): string {
  if (bytes < 1_000_000) return `${String(Math.ceil(bytes / 1000))} kB`;
  return `${String(Math.ceil(bytes / 100_000) / 10)} MB`;
}
