import {
  closeSync,
  existsSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { changeWorld, STATE_VERSION, type WorldChanges, type WorldState } from '../kernel/world.ts';
import { lineAt, NOTHING, seal } from './sealed-line.ts';
import { StorageError } from './storage-error.ts';

/** The state contains the secrets of all keys, and the trail describes everybody's calls. */
export const OWNER_ONLY = 0o600;

/** Up to this many bytes of changes, rewriting the whole state is not worthwhile. */
const FEW_BYTES = 1_000_000;

interface Written {
  /** The size of the state at the beginning of the file. */
  readonly size: number;
  /** The end of the last complete line. */
  readonly end: number;
  /** That line's checksum. */
  readonly sum: string;
}

interface OpenFile extends Written {
  readonly descriptor: number;
}

/** A state followed by its changes, one line each. Once the changes outgrow the state, it is rewritten. */
export class StateFile {
  /** The state when the file was opened; undefined if there was none. */
  readonly saved: WorldState | undefined;
  readonly #path: string;
  #file: OpenFile | undefined;

  constructor(path: string) {
    this.#path = path;
    if (!existsSync(path)) return;
    const { state, ...written } = readLines(path);
    const descriptor = openSync(path, 'r+');
    ftruncateSync(descriptor, written.end);
    this.saved = state;
    this.#file = { descriptor, ...written };
  }

  /** A process killed meanwhile leaves either the old or the new state. `whole` returns the new one as JSON. */
  save(changes: WorldChanges, whole: () => string): void {
    if (this.#file && !isOutgrown(this.#file)) this.#file = append(this.#file, JSON.stringify(changes));
    else this.#replace(whole());
  }

  close(): void {
    if (this.#file) closeSync(this.#file.descriptor);
    this.#file = undefined;
  }

  #replace(state: string): void {
    const { line, sum } = seal(state, NOTHING);
    writeFileSync(`${this.#path}.new`, line, { mode: OWNER_ONLY });
    this.close();
    renameSync(`${this.#path}.new`, this.#path);
    this.#file = { descriptor: openSync(this.#path, 'r+'), size: line.length, end: line.length, sum };
  }
}

function isOutgrown({ size, end }: Written): boolean {
  return end - size > Math.max(size, FEW_BYTES);
}

/** Overwrites the remains of a line that did not fit on the disk. */
function append(file: OpenFile, changes: string): OpenFile {
  const { line, sum } = seal(changes, file.sum);
  for (let done = 0; done < line.length;) {
    done += writeSync(file.descriptor, line, done, line.length - done, file.end + done);
  }
  return { ...file, end: file.end + line.length, sum };
}

/** Refuses anything that was changed, except for a last line that a killed process left unfinished. */
function readLines(path: string): Written & { state: WorldState } {
  const bytes = readFileSync(path);
  const version = versionOf(bytes);
  if (version > STATE_VERSION) throw newer(path);
  const strange = () => damaged(path, 'it is not what a sandbox wrote');
  const first = lineAt(bytes, 0, NOTHING, strange);
  if (!first || version !== STATE_VERSION) throw strange();
  const state = JSON.parse(first.json) as WorldState;
  let last = first;
  for (;;) {
    const next = lineAt(bytes, last.end, last.sum, strange);
    if (!next) return { state, size: first.end, end: last.end, sum: last.sum };
    changeWorld(state, JSON.parse(next.json) as WorldChanges);
    last = next;
  }
}

/** For anything in the folder that cannot be used as it is. */
export function damaged(path: string, what: string): StorageError {
  const hint = "delete the sandbox's folder to begin a new one, or name another one with --sandbox=DIR";
  return new StorageError({ code: 'sandbox-damaged', message: `${path} is damaged: ${what}`, hint });
}

function newer(path: string): StorageError {
  const message = `${path} was written by a newer version of mlops-lab, and this one cannot read it`;
  const hint = 'use that version, or name another folder with --sandbox=DIR';
  return new StorageError({ code: 'sandbox-newer', message, hint });
}

/** Every version's state begins with its number. */
function versionOf(bytes: Buffer): number {
  return Number(/^\{"version":(\d{1,15})[,}]/.exec(bytes.toString('latin1', 0, 40))?.[1] ?? 0);
}
