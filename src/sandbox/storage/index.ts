import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lockFolder } from './folder-lock.ts';
import { directoryBlobs, memoryBlobs, type Blobs } from '../kernel/blobs.ts';
import type { Fault } from '../kernel/faults.ts';
import { memoryTrail, type Trail } from '../kernel/trail.ts';
import type { WorldChanges, WorldState } from '../kernel/world.ts';
import type { Organization } from '../kernel/organization-schema.ts';
import { readFaults } from './read-faults.ts';
import { readOrganization } from './read-organization.ts';
import { damaged, StateFile } from './state-file.ts';
import { StorageError } from './storage-error.ts';
import { openTrail } from './trail-file.ts';

/** What keeps a sandbox between runs. */
export interface Storage {
  readonly blobs: Blobs;
  readonly trail: Trail;
  /** The last saved state; undefined for a new sandbox. */
  readonly saved: WorldState | undefined;
  /** The faults in the folder, see docs/sandbox.md. */
  readonly faults: readonly Fault[];
  /** The organization in the folder, see docs/sandbox.md. */
  readonly organization: Organization | undefined;
  /** Absent if nothing outlives the process. `whole` returns what makes the resulting state out of nothing. */
  readonly save?: (changes: WorldChanges, whole: () => WorldChanges) => void;
  close(): void;
}

export function memoryStorage(saved?: string, blobs: Blobs = memoryBlobs()): Storage {
  const state = saved === undefined ? undefined : (JSON.parse(saved) as WorldState);
  return { blobs, trail: memoryTrail(), saved: state, faults: [], organization: undefined, close: () => undefined };
}

/** A folder: `state.ndjson`, `trail.ndjson`, `blobs/`, optionally `faults.json` and `organization.json`. */
export function directoryStorage(directory: string): Storage {
  return explained(directory, () => {
    makeFolder(directory);
    expectOwn(directory);
    const release = lockFolder(directory);
    try {
      return openStorage(directory, release);
    } catch (error) {
      release();
      throw error;
    }
  });
}

function openStorage(directory: string, release: () => void): Storage {
  const faults = readFaults(join(directory, 'faults.json'));
  const organization = readOrganization(join(directory, 'organization.json'));
  const state = new StateFile(join(directory, 'state.ndjson'));
  const trail = openTrail(join(directory, 'trail.ndjson'));
  const blobs = directoryBlobs(join(directory, 'blobs'), damaged);
  return {
    blobs: {
      put: (bytes) => explained(directory, () => blobs.put(bytes)),
      get: (hash) => explained(directory, () => blobs.get(hash)),
    },
    trail: { record: (entry) => explained(directory, () => trail.record(entry)), entries: () => trail.entries() },
    saved: state.saved,
    faults,
    organization,
    save: (changes, whole) => explained(directory, () => state.save(changes, whole)),
    close() {
      state.close();
      trail.close();
      release();
    },
  };
}

/** Creates folders one by one: where none can be created, as below /proc, `recursive` never returns. */
function makeFolder(directory: string): void {
  const parent = dirname(directory);
  if (parent !== directory) makeFolder(parent);
  const found = statSync(directory, { throwIfNoEntry: false });
  if (!found) mkdirSync(directory, { mode: 0o700 });
  else if (!found.isDirectory()) throw notAFolder(directory);
}

const FILES: readonly string[] = [
  'state.ndjson',
  'state.ndjson.new',
  'trail.ndjson',
  'faults.json',
  'organization.json',
  'lock',
];
const OWN: readonly string[] = [...FILES, 'blobs'];

/** `submit --sandbox runs` names the sandbox `runs`, but is easily typed to submit `runs`. */
function expectOwn(directory: string): void {
  const entries = readdirSync(directory, { withFileTypes: true });
  const foreign = entries.find(({ name }) => !OWN.includes(name));
  if (foreign && !entries.some(({ name }) => name === 'state.ndjson')) throw notASandbox(directory, foreign.name);
  // Reading a pipe could block forever, and reading a device might never end.
  const odd = entries.find(({ name }) => FILES.includes(name) && !statSync(join(directory, name)).isFile());
  if (odd) throw damaged(join(directory, odd.name), 'it is no file');
}

function notAFolder(path: string): StorageError {
  return new StorageError({
    code: 'sandbox-folder',
    message: `${path} is a file, and a sandbox is a folder`,
    hint: 'name an empty or a new folder with --sandbox=DIR',
  });
}

function notASandbox(directory: string, foreign: string): StorageError {
  return new StorageError({
    code: 'sandbox-folder',
    message: `${directory} is no sandbox: it holds ${foreign}`,
    hint: 'name an empty or a new folder with --sandbox=DIR; what is to be submitted goes before --sandbox',
  });
}

/** A read-only folder or a full disk is a problem of the user's machine, not a bug. */
function explained<T>(directory: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof StorageError || !(error instanceof Error) || !('code' in error)) throw error;
    throw new StorageError({
      code: 'sandbox-not-kept',
      message: `the sandbox cannot be kept in ${directory}: ${error.message}`,
      hint: 'see that there is room and the folder is writable, or name another one with --sandbox=DIR',
      cause: error,
    });
  }
}
