import { createHash } from 'node:crypto';

const SEAL = /^,"sha256":"([0-9a-f]{64})"\}$/;
const SEAL_LENGTH = ',"sha256":""}'.length + 64;

/** The checksum before the first line. */
export const NOTHING = '';

export interface SealedLine {
  /** The line, in which the checksum is one more member. */
  readonly json: string;
  readonly sum: string;
}

/** A line of JSON with a checksum over it and all lines before it, so that none can be missing or moved. */
export function seal(json: string, before: string): { line: Buffer; sum: string } {
  const content = json.slice(0, -1);
  const sum = sumOf(content, before);
  return { line: Buffer.from(`${content},"sha256":"${sum}"}\n`), sum };
}

/** Undefined for what is no such line, or follows other ones. */
export function opened(line: Buffer, before: string): SealedLine | undefined {
  const [, sum] = SEAL.exec(line.subarray(-SEAL_LENGTH).toString('latin1')) ?? [];
  if (!sum || sumOf(line.subarray(0, -SEAL_LENGTH), before) !== sum) return undefined;
  return { json: line.toString('utf8'), sum };
}

/** Of JSON that lacks its last brace. */
function sumOf(content: string | Buffer, before: string): string {
  return createHash('sha256').update(before).update(content).update('}').digest('hex');
}
