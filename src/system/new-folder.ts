import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { usageError, type LabError } from '../errors.ts';

/** Throws where a folder is there that holds something, or something else of its name. */
export async function expectNoFolder(path: string, shown: string): Promise<void> {
  const found = await readdir(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw unusable(shown, codeOf(error) === 'ENOTDIR' ? 'it is no folder' : String(error));
  });
  if (found.length > 0) throw unusable(shown, 'there is something in it');
}

/** Makes a folder with all files in it, under another name until it is whole: a run that is cut off leaves none of its name. */
export async function createFolderOf(
  path: string,
  shown: string,
  files: readonly { readonly path: string; readonly text: string }[],
): Promise<void> {
  await expectNoFolder(path, shown);
  try {
    await mkdir(dirname(path), { recursive: true });
    const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
    await mkdir(temporary);
    await fill(temporary, files).catch(async (error: unknown) => {
      await rm(temporary, { recursive: true, force: true });
      throw error;
    });
    await putInPlace(temporary, path);
  } catch (error) {
    throw unusable(shown, error instanceof Error ? error.message : String(error));
  }
}

async function fill(folder: string, files: readonly { readonly path: string; readonly text: string }[]): Promise<void> {
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text, { flag: 'wx' });
  }
}

/** An empty folder gives way to it; one into which something was put meanwhile does not. */
async function putInPlace(temporary: string, path: string): Promise<void> {
  try {
    await rmdir(path).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error;
    });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}

function unusable(shown: string, why: string): LabError {
  const remedy = 'name a folder that does not exist or is empty; nothing was written';
  return usageError('course-folder', `${shown} cannot be the folder of a new course: ${why}`, remedy);
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
