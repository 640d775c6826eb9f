import { closeSync, existsSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import type { Trail, TrailEntry } from './kernel/trail.ts';
import { damaged, OWNER_ONLY } from './state-file.ts';

export interface TrailFile extends Trail {
  close(): void;
}

/** One call a line. A line that a killed process left unfinished is taken back, since its answer went to nobody. */
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
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf('\n') + 1;
  if (end < bytes.length) truncateSync(path, end);
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
