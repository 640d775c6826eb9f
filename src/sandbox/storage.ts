import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { usageError, LabError } from '../errors.ts';
import { directoryBlobs, memoryBlobs, type Blobs } from './kernel/blobs.ts';
import type { Fault } from './kernel/faults.ts';
import { memoryTrail, type Trail, type TrailEntry } from './kernel/trail.ts';

/** Where a sandbox keeps itself. */
export interface Storage {
  readonly blobs: Blobs;
  readonly trail: Trail;
  /** The state saved last, as JSON; undefined for a sandbox that begins. */
  readonly saved: string | undefined;
  /** Faults that were laid into the folder, see docs/sandbox.md. */
  readonly faults: readonly Fault[];
  /** Absent where nothing outlives the process. */
  readonly save?: (state: string) => void;
  close(): void;
}

export function memoryStorage(saved?: string, blobs: Blobs = memoryBlobs()): Storage {
  return { blobs, trail: memoryTrail(), saved, faults: [], close: () => undefined };
}

/**
 * A folder: `state.json`, `trail.ndjson`, `blobs/`, optionally `faults.json`. The state is replaced whole, by renaming,
 * so that a process that is killed leaves either the old one or the new one.
 */
export function directoryStorage(directory: string): Storage {
  mkdirSync(directory, { recursive: true });
  const release = lock(directory);
  const statePath = join(directory, 'state.json');
  const trailPath = join(directory, 'trail.ndjson');
  const trailFile = openSync(trailPath, 'a');
  return {
    blobs: directoryBlobs(join(directory, 'blobs')),
    trail: {
      record: (entry) => void writeSync(trailFile, `${JSON.stringify(entry)}\n`),
      entries: () => readTrail(trailPath),
    },
    saved: existsSync(statePath) ? readFileSync(statePath, 'utf8') : undefined,
    faults: readFaults(join(directory, 'faults.json')),
    save(state) {
      writeFileSync(`${statePath}.new`, state);
      renameSync(`${statePath}.new`, statePath);
    },
    close() {
      closeSync(trailFile);
      release();
    },
  };
}

function readTrail(path: string): TrailEntry[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter(Boolean).map((line) => JSON.parse(line) as TrailEntry);
}

function readFaults(path: string): readonly Fault[] {
  if (!existsSync(path)) return [];
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as readonly Fault[];
  } catch (cause) {
    throw usageError('sandbox-faults', `${path} is not valid JSON: ${String(cause)}`, 'see docs/sandbox.md, "Faults"');
  }
}

/** Two processes over one state would undo each other's work. A lock whose process is gone does not count. */
function lock(directory: string): () => void {
  const path = join(directory, 'lock');
  const holder = existsSync(path) ? Number(readFileSync(path, 'utf8')) : undefined;
  if (holder !== undefined && holder !== process.pid && isAlive(holder)) {
    throw new LabError({
      code: 'sandbox-in-use',
      message: `the sandbox in ${directory} is in use by process ${String(holder)}`,
      hint: 'wait for that command to end, or name another folder with --sandbox=DIR',
    });
  }
  writeFileSync(path, String(process.pid));
  return () => rmSync(path, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
