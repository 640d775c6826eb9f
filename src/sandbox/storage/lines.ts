import { readSync } from 'node:fs';

const NEWLINE = 0x0a;
const CHUNK = 1_000_000;

export interface Line {
  /** Without its newline. */
  readonly bytes: Buffer;
  /** Where it ends in the file. */
  readonly end: number;
  /** Only the last line may be without its end. */
  readonly isWhole: boolean;
}

/** The lines of a file, one by one: a file may be longer than what fits into memory well. */
export function* linesIn(descriptor: number): Generator<Line> {
  let rest = Buffer.alloc(0);
  let end = 0;
  for (let chunk = read(descriptor); chunk.length > 0; chunk = read(descriptor)) {
    rest = Buffer.concat([rest, chunk]);
    for (let at = rest.indexOf(NEWLINE); at >= 0; at = rest.indexOf(NEWLINE)) {
      end += at + 1;
      yield { bytes: rest.subarray(0, at), end, isWhole: true };
      rest = rest.subarray(at + 1);
    }
  }
  if (rest.length > 0) yield { bytes: rest, end: end + rest.length, isWhole: false };
}

function read(descriptor: number): Buffer {
  const chunk = Buffer.allocUnsafe(CHUNK);
  return chunk.subarray(0, readSync(descriptor, chunk));
}
