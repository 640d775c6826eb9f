import { randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type LabError, reasonOf, systemCode, usageError } from '../errors.ts';

interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** Throws where a folder is there that holds something, or something else of its name. */
export function expectNoFolder(path: string, shown: string): void {
  if (namesIn(path, shown).length > 0) throw unusable(shown, 'there is something in it');
}

function namesIn(path: string, shown: string): string[] {
  try {
    return readdirSync(path);
  } catch (error) {
    if (systemCode(error) === 'ENOTDIR') throw unusable(shown, 'it is no folder');
    if (systemCode(error) !== 'ENOENT') throw unusable(shown, reasonOf(error));
    if (isThere(path)) throw unusable(shown, 'it is a link to what is not there');
    return [];
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/**
 * Makes a folder with all files in it, or nothing: under another name until it is whole, and in one go, so that no signal
 * comes in between. An empty folder stays the one that it is: a shell may stand in it, and it may be a link or a mount.
 */
export function createFolderOf(path: string, shown: string, files: readonly NewFile[]): void {
  expectNoFolder(path, shown);
  const undo: Undo[] = [];
  try {
    const place = isThere(path) ? path : dirname(path);
    makeFolders(place, undo);
    const temporary = join(place, `.${randomBytes(6).toString('hex')}.tmp`);
    mkdirSync(temporary);
    undo.push(() => rmSync(temporary, { recursive: true, force: true }));
    fill(temporary, files);
    if (place === path) moveInto(path, temporary, undo);
    else renameSync(temporary, path);
  } catch (error) {
    for (const step of undo.reverse()) attempt(step);
    throw unusable(shown, reasonOf(error));
  }
}

type Undo = () => void;

/**
 * One by one: asked for all at once, Node tries for ever where a file system takes no folders, such as /proc. What was put
 * into one of them meanwhile keeps it.
 */
function makeFolders(path: string, undo: Undo[]): void {
  if (isThere(path)) return;
  makeFolders(dirname(path), undo);
  mkdirSync(path);
  undo.push(() => rmdirSync(path));
}

function fill(folder: string, files: readonly NewFile[]): void {
  for (const { path, text } of files) {
    makeFolders(dirname(join(folder, path)), []);
    writeFileSync(join(folder, path), text, { flag: 'wx' });
  }
}

function moveInto(folder: string, temporary: string, undo: Undo[]): void {
  for (const name of readdirSync(temporary)) {
    const target = join(folder, name);
    if (isThere(target)) throw new Error(`${name} was put into it meanwhile`);
    renameSync(join(temporary, name), target);
    undo.push(() => rmSync(target, { recursive: true }));
  }
  rmdirSync(temporary);
}

/** What cannot be removed does not hide why the folder could not be made. */
function attempt(step: Undo): void {
  try {
    step();
  } catch {
    return;
  }
}

function unusable(shown: string, why: string): LabError {
  const remedy = 'name a folder that does not exist or is empty; nothing was written';
  return usageError('course-folder', `${shown} cannot be the folder of a new course: ${why}`, remedy);
}
