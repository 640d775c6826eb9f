import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, readSync, fstatSync, writeSync } from 'node:fs';
import type { Trail, TrailEntry } from '../kernel/trail.ts';
import { damaged, OWNER_ONLY } from './state-file.ts';

export interface TrailFile extends Trail {
  close(): void;
}

/** One call per line. A line that a killed process left unfinished is removed, since nobody got its response. */
export function openTrail(path: string): TrailFile {
  dropUnfinished(path);
  const file = openSync(path, 'a', OWNER_ONLY);
  return {
    record: (entry) => void writeSync(file, `${JSON.stringify(entry)}\n`),
    entries: () => entriesIn(path),
    close: () => closeSync(file),
  };
}

function dropUnfinished(path: string): void {
  if (!existsSync(path)) return;
  const file = openSync(path, 'r+');
  const { size } = fstatSync(file);
  const end = endOfLines(file, size);
  if (end < size) ftruncateSync(file, end);
  closeSync(file);
}

const CHUNK = 65_536;

/** The position after the last newline, searched from the end: a trail may be long. */
function endOfLines(file: number, size: number): number {
  const chunk = Buffer.alloc(CHUNK);
  for (let end = size; end > 0; end -= CHUNK) {
    const start = Math.max(end - CHUNK, 0);
    const found = chunk.subarray(0, readSync(file, chunk, 0, end - start, start)).lastIndexOf('\n');
    if (found >= 0) return start + found + 1;
  }
  return 0;
}

function entriesIn(path: string): TrailEntry[] {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line, at) => {
    try {
      return JSON.parse(line) as TrailEntry;
    } catch {
      throw damaged(path, `line ${at + 1} is no entry`);
    }
  });
}
