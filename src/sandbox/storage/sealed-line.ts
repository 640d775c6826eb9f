import { createHash } from 'node:crypto';

const SEAL = /,"sha256":"([0-9a-f]{64})"\}$/;

/** The checksum before the first line. */
export const NOTHING = '';

export interface SealedLine {
  /** The content of the line, without its checksum. */
  readonly json: string;
  readonly sum: string;
}

/** A line of JSON with a checksum over it and all lines before it, so that none can be missing or moved. */
export function seal(json: string, before: string): { line: Buffer; sum: string } {
  const sum = sumOf(json, before);
  return { line: Buffer.from(`${json.slice(0, -1)},"sha256":"${sum}"}\n`), sum };
}

/** Undefined for what is no such line, or follows other ones. */
export function opened(line: Buffer, before: string): SealedLine | undefined {
  const text = line.toString('utf8');
  const [sealed, sum] = SEAL.exec(text.slice(-100)) ?? [];
  if (!sealed || !sum) return undefined;
  const json = `${text.slice(0, -sealed.length)}}`;
  return sumOf(json, before) === sum ? { json, sum } : undefined;
}

function sumOf(json: string, before: string): string {
  return createHash('sha256').update(before).update(json).digest('hex');
}
