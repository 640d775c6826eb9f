import { createHash } from 'node:crypto';

const NEWLINE = 0x0a;
const SEAL = /,"sha256":"([0-9a-f]{64})"\}$/;

/** The checksum before the first line. */
export const NOTHING = '';

export interface SealedLine {
  /** The content of the line, without its checksum. */
  readonly json: string;
  readonly sum: string;
  /** Where the next line begins. */
  readonly end: number;
}

/** A line of JSON with a checksum over it and all lines before it, so that none can be missing or moved. */
export function seal(json: string, before: string): { line: Buffer; sum: string } {
  const sum = sumOf(json, before);
  return { line: Buffer.from(`${json.slice(0, -1)},"sha256":"${sum}"}\n`), sum };
}

/**
 * Reads the line at `start`; undefined after the last one, and for one that a killed process left unfinished. Throws
 * `damaged` for anything else.
 */
export function lineAt(bytes: Buffer, start: number, before: string, damaged: () => Error): SealedLine | undefined {
  const newline = bytes.indexOf(NEWLINE, start);
  if (newline < 0) {
    // A line with a changed newline is not an unfinished one.
    if (opened(bytes.toString('utf8', start, bytes.length - 1), before)) throw damaged();
    return undefined;
  }
  const line = opened(bytes.toString('utf8', start, newline), before);
  if (!line) throw damaged();
  return { ...line, end: newline + 1 };
}

function opened(line: string, before: string): Pick<SealedLine, 'json' | 'sum'> | undefined {
  const [seal, sum] = SEAL.exec(line.slice(-100)) ?? [];
  if (!seal || !sum) return undefined;
  const json = `${line.slice(0, -seal.length)}}`;
  return sumOf(json, before) === sum ? { json, sum } : undefined;
}

function sumOf(json: string, before: string): string {
  return createHash('sha256').update(before).update(json).digest('hex');
}
