import { closeSync, existsSync, ftruncateSync, openSync, renameSync, writeSync } from 'node:fs';
import { changeWorld, nothing, STATE_VERSION, type WorldChanges, type WorldState } from '../kernel/world.ts';
import { type Line, linesIn } from './lines.ts';
import { NOTHING, opened, seal } from './sealed-line.ts';
import { SharedTexts } from './shared-texts.ts';
import { StorageError } from './storage-error.ts';

/** The state contains the secrets of all keys, and the trail describes everybody's calls. */
export const OWNER_ONLY = 0o600;

/** Up to this many bytes of changes, rewriting the whole state is not worthwhile. */
const FEW_BYTES = 1_000_000;
/** The whole state is written in lines of about this many characters; V8 is slow to free what is much longer. */
const LONG_LINE = 50_000;

interface Written {
  /** The size of the whole state, at the beginning of the file. */
  readonly size: number;
  /** The end of the last complete line. */
  readonly end: number;
  /** That line's checksum. */
  readonly sum: string;
}

interface OpenFile extends Written {
  readonly descriptor: number;
}

/** The first line. */
interface Heading {
  readonly version: typeof STATE_VERSION;
  /** How many changes make the whole state out of nothing; what follows them came later. */
  readonly changes: number;
}

/** A state followed by its changes, a line for each step. Once the changes outgrow the state, it is rewritten. */
export class StateFile {
  /** The state when the file was opened; undefined if there was none. */
  readonly saved: WorldState | undefined;
  readonly #path: string;
  #file: OpenFile | undefined;

  constructor(path: string) {
    this.#path = path;
    if (!existsSync(path)) return;
    const descriptor = openSync(path, 'r+');
    try {
      const { state, ...written } = readState(path, descriptor);
      ftruncateSync(descriptor, written.end);
      this.saved = state;
      this.#file = { descriptor, ...written };
    } catch (error) {
      closeSync(descriptor);
      throw error;
    }
  }

  /** A process killed meanwhile leaves either the old or the new state. `whole` returns what makes the new one. */
  save(changes: WorldChanges, whole: () => WorldChanges): void {
    if (this.#file && !isOutgrown(this.#file)) this.#file = append(this.#file, JSON.stringify(changes));
    else this.#replace(whole());
  }

  close(): void {
    if (this.#file) closeSync(this.#file.descriptor);
    this.#file = undefined;
  }

  #replace(whole: WorldChanges): void {
    const written = writeWhole(`${this.#path}.new`, whole);
    this.close();
    renameSync(`${this.#path}.new`, this.#path);
    this.#file = { ...written, descriptor: openSync(this.#path, 'r+') };
  }
}

/** The state as it is now, whoever is working on it. */
export function stateNow(path: string): WorldState {
  const descriptor = openSync(path, 'r');
  try {
    return readState(path, descriptor).state;
  } finally {
    closeSync(descriptor);
  }
}

function writeWhole(path: string, whole: WorldChanges): Written {
  const descriptor = openSync(path, 'w', OWNER_ONLY);
  try {
    const heading = { version: STATE_VERSION, changes: whole.changes.length } satisfies Heading;
    let file: OpenFile = { descriptor, size: 0, end: 0, sum: NOTHING };
    file = append(file, JSON.stringify(heading));
    for (const line of inLines(whole)) file = append(file, line);
    return { size: file.end, end: file.end, sum: file.sum };
  } finally {
    closeSync(descriptor);
  }
}

/** JSON of the same changes, some in each line: one text of all of them would take several times its size to write. */
function* inLines({ changes, ...step }: WorldChanges): Generator<string> {
  const line = (texts: readonly string[]) => `${JSON.stringify(step).slice(0, -1)},"changes":[${texts.join(',')}]}`;
  let texts: string[] = [];
  let length = 0;
  for (const change of changes) {
    const text = JSON.stringify(change);
    texts.push(text);
    length += text.length;
    if (length < LONG_LINE) continue;
    yield line(texts);
    [texts, length] = [[], 0];
  }
  yield line(texts);
}

function isOutgrown({ size, end }: Written): boolean {
  return end - size > Math.max(size, FEW_BYTES);
}

/** Overwrites the remains of a line that did not fit on the disk. */
function append(file: OpenFile, json: string): OpenFile {
  const { line, sum } = seal(json, file.sum);
  for (let done = 0; done < line.length;) {
    done += writeSync(file.descriptor, line, done, line.length - done, file.end + done);
  }
  return { ...file, end: file.end + line.length, sum };
}

/** Refuses anything that was changed, except for a last line that a killed process left unfinished. */
function readState(path: string, descriptor: number): Written & { state: WorldState } {
  const strange = () => damaged(path, 'it is not what a sandbox wrote');
  const lines = linesIn(descriptor);
  const first = lines.next().value as Line | undefined;
  if (first && versionOf(first.bytes) > STATE_VERSION) throw newer(path);
  const heading = first?.isWhole && versionOf(first.bytes) === STATE_VERSION ? opened(first.bytes, NOTHING) : undefined;
  if (!first || !heading) throw strange();
  let missing = (JSON.parse(heading.json) as Heading).changes;
  let written: Written = { size: first.end, end: first.end, sum: heading.sum };
  const state = nothing();
  const texts = new SharedTexts();
  for (const { bytes, end, isWhole } of lines) {
    // A line with a changed newline is not an unfinished one.
    const line = opened(isWhole ? bytes : bytes.subarray(0, -1), written.sum);
    if (isWhole !== (line !== undefined)) throw strange();
    if (!line) break;
    const step = JSON.parse(line.json) as WorldChanges;
    texts.share(step.changes);
    changeWorld(state, step);
    written = { size: missing > 0 ? end : written.size, end, sum: line.sum };
    missing -= step.changes.length;
  }
  if (missing > 0) throw strange();
  return { ...written, state };
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
function versionOf(line: Buffer): number {
  return Number(/^\{"version":(\d{1,15})[,}]/.exec(line.toString('latin1', 0, 40))?.[1] ?? 0);
}
