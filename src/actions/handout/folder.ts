import { dirname, join } from 'node:path';
import { type LabError, reasonOf, usageError } from '../../errors.ts';
import { BYTES_TO_MARK, markIn, type HandoutMark } from '../../lab/handout-mark.ts';
import type { Files } from '../../ports/files.ts';
import type { ActionContext } from '../context.ts';

/** A page, and where it is to be. */
export interface Page {
  readonly file: string;
  readonly text: string;
}

export const INDEX = 'index.html';

type Within = Pick<ActionContext, 'files'>;

/** Refuses a folder that no page could be written into, and leaves everything as it is. */
export async function expectFolder({ files }: Within, folder: string): Promise<void> {
  const found = await files.look(folder);
  if (found === 'file') throw unwritten(folder, 'it is a file');
  const parent = dirname(folder);
  if (found === undefined && !Array.isArray(await files.look(parent)))
    throw unwritten(folder, `there is no folder ${parent}`);
  const index = join(folder, INDEX);
  if (found) await files.tryReplacing(index).catch((error: unknown) => refused(index, error));
  await expectFree(files, index);
}

/** Writes pages, all of them into places that are free or have a page of a handout. */
export async function writePages({ files }: Within, folder: string, pages: readonly Page[]): Promise<void> {
  for (const { file } of pages) await expectFree(files, file);
  const folders = new Set([folder, ...pages.map(({ file }) => dirname(file))]);
  for (const each of folders) await files.createFolder(each).catch((error: unknown) => refused(each, error));
  for (const { file, text } of pages) await files.replace(file, text).catch((error: unknown) => refused(file, error));
}

export async function readMark(files: Files, file: string): Promise<HandoutMark | undefined> {
  return markIn(await files.beginning(file, BYTES_TO_MARK));
}

async function expectFree(files: Files, file: string): Promise<void> {
  const found = await files.look(file);
  if (found === undefined || (found === 'file' && (await readMark(files, file)))) return;
  throw usageError(
    'handout-in-the-way',
    `${file} is there, and is no page of a handout; nothing was written`,
    'name an empty folder, or one that does not exist, or move it away',
  );
}

function refused(path: string, error: unknown): never {
  throw unwritten(path, reasonOf(error));
}

function unwritten(path: string, reason: string): LabError {
  return usageError(
    'handout-not-written',
    `pages cannot be written to ${path}: ${reason}`,
    'name a folder that can be written, whose parent exists',
  );
}
