import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type LabError, usageError } from '../errors.ts';

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
    if (codeOf(error) === 'ENOENT') return [];
    throw unusable(shown, codeOf(error) === 'ENOTDIR' ? 'it is no folder' : messageOf(error));
  }
}

/**
 * Makes a folder with all files in it, or nothing: under another name until it is whole, and in one go, so that no signal
 * comes in between.
 */
export function createFolderOf(path: string, shown: string, files: readonly NewFile[]): void {
  expectNoFolder(path, shown);
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    mkdirSync(temporary, { recursive: true });
    fill(temporary, files);
    giveWay(path);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    throw unusable(shown, messageOf(error));
  }
}

function fill(folder: string, files: readonly NewFile[]): void {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { flag: 'wx' });
  }
}

/** An empty folder does, one into which something was put meanwhile does not. */
function giveWay(path: string): void {
  try {
    rmdirSync(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function unusable(shown: string, why: string): LabError {
  const remedy = 'name a folder that does not exist or is empty; nothing was written';
  return usageError('course-folder', `${shown} cannot be the folder of a new course: ${why}`, remedy);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
