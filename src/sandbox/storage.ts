import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
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
import { readFaults } from './read-faults.ts';
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
  return told(directory, () => openDirectory(directory));
}

/** The state holds the secrets of all keys. */
const OWNER_ONLY = 0o600;

function openDirectory(directory: string): Storage {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  refuseForeign(directory);
  const faults = readFaults(join(directory, 'faults.json'));
  const release = lock(directory);
  const statePath = join(directory, 'state.json');
  const trailPath = join(directory, 'trail.ndjson');
  const trailFile = openSync(trailPath, 'a', OWNER_ONLY);
  const blobs = directoryBlobs(join(directory, 'blobs'));
  return {
    blobs: { put: (bytes) => told(directory, () => blobs.put(bytes)), get: (hash) => blobs.get(hash) },
    trail: {
      record: (entry) => told(directory, () => void writeSync(trailFile, `${JSON.stringify(entry)}\n`)),
      entries: () => readTrail(trailPath),
    },
    saved: readState(statePath),
    faults,
    save: (state) =>
      told(directory, () => {
        writeFileSync(`${statePath}.new`, state, { mode: OWNER_ONLY });
        renameSync(`${statePath}.new`, statePath);
      }),
    close() {
      closeSync(trailFile);
      release();
    },
  };
}

const OWN: readonly string[] = ['state.json', 'state.json.new', 'trail.ndjson', 'blobs', 'faults.json', 'lock'];

/** `submit --sandbox runs` means the sandbox `runs`, and is easily written by who means to submit it. */
function refuseForeign(directory: string): void {
  const names = readdirSync(directory);
  const foreign = names.find((name) => !OWN.includes(name));
  if (!foreign || names.includes('state.json')) return;
  throw usageError(
    'sandbox-folder',
    `${directory} is no sandbox: it holds ${foreign}`,
    'name an empty or a new folder with --sandbox=DIR; what is to be submitted goes before --sandbox',
  );
}

function readTrail(path: string): TrailEntry[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter(Boolean).map((line) => JSON.parse(line) as TrailEntry);
}

/** A state that is no whole JSON was not written by a sandbox: those replace it whole. */
function readState(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const state = readFileSync(path, 'utf8');
  if (isState(state)) return state;
  throw new LabError({
    code: 'sandbox-state',
    message: `${path} is damaged: it is not the state of a sandbox`,
    hint: 'delete the folder to begin a new sandbox, or name another one with --sandbox=DIR',
  });
}

function isState(json: string): boolean {
  try {
    const state: unknown = JSON.parse(json);
    return typeof state === 'object' && state !== null && 'slices' in state && 'now' in state;
  } catch {
    return false;
  }
}

/** Two processes over one state would undo each other's work. A lock whose process is gone does not count. */
function lock(directory: string): () => void {
  const path = join(directory, 'lock');
  const release = () => rmSync(path, { force: true });
  if (takeLock(path)) return release;
  const holder = Number(readFileSync(path, 'utf8'));
  if (holder !== process.pid && isAlive(holder)) throw inUse(directory, String(holder));
  release();
  if (!takeLock(path)) throw inUse(directory, 'that began at the same time');
  return release;
}

/** Of processes that begin at the same time only one can create the file. */
function takeLock(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function inUse(directory: string, process: string): LabError {
  return new LabError({
    code: 'sandbox-in-use',
    message: `the sandbox in ${directory} is in use by process ${process}`,
    hint: 'wait for that command to end, or name another folder with --sandbox=DIR',
  });
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    // It is there, and somebody else's.
    return codeOf(error) === 'EPERM';
  }
}

/** In a container it may be that nobody ever collects a process that was killed; it is over all the same. */
function isZombie(pid: number): boolean {
  const path = `/proc/${String(pid)}/stat`;
  return existsSync(path) && /\) Z /.test(readFileSync(path, 'utf8'));
}

/** A folder that cannot be written, or a disk that is full, is the user's to mend and no bug. */
function told<T>(directory: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof LabError || codeOf(error) === undefined) throw error;
    throw new LabError({
      code: 'sandbox-folder',
      message: `the sandbox cannot be kept in ${directory}: ${error instanceof Error ? error.message : String(error)}`,
      hint: 'see that there is room and the folder is writable, or name another one with --sandbox=DIR',
      cause: error,
    });
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
