import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { type LabError, reasonOf, usageError } from '../errors.ts';
import { Refusal } from '../lab/submission/refusal.ts';
import { shown } from '../lab/submission/shown.ts';
import { textOf } from '../lab/submission/text.ts';
import type { CourseFolder } from '../ports/assets.ts';
import type { NamedFile } from './notebooks.ts';

/** Bytes of a table, and of all notebooks together: what a submission may have, and what people would look at. */
const MOST = { data: 50_000_000, notebooks: 20_000_000 } as const;

/** A table of a course. */
export async function readTableOf(course: CourseFolder, file: string): Promise<string> {
  const bytes = await readWithin(course, file, MOST.data);
  try {
    return textOf(bytes, file);
  } catch (error) {
    throw error instanceof Refusal ? broken(course, error.message, 'a table of a course is CSV') : error;
  }
}

/** The notebooks of a course. Opening one in place creates checkpoints beside it. */
export async function readNotebooksOf(course: CourseFolder): Promise<NamedFile[]> {
  const entries = await readdir(join(course.folder, 'notebooks')).catch(() => undefined);
  if (!entries) throw broken(course, 'there is no folder notebooks', 'make it, with a notebook in it');
  const files: NamedFile[] = [];
  let bytes = 0;
  for (const name of entries.filter((each) => !each.startsWith('.'))) {
    if (UNNAMABLE.test(name)) throw broken(course, `notebooks has a file ${shown(name)}`, 'give it a plain name');
    const content = await readWithin(course, join('notebooks', name), MOST.notebooks);
    bytes += content.length;
    if (bytes > MOST.notebooks)
      throw broken(course, tooMany('the files in notebooks have', bytes, MOST.notebooks), SMALLER);
    files.push({ name, content });
  }
  return files;
}

/** What no shell shows, and what stands for bytes that are no UTF-8. */
const UNNAMABLE = /[\p{Cc}\p{Zl}\p{Zp}\uFFFD]/u;
const SMALLER = 'take a part of it';

function tooMany(what: string, bytes: number, most: number): string {
  return `${what} ${bytes.toLocaleString('en')} bytes; at most ${most.toLocaleString('en')} are allowed`;
}

/** What a link leads to elsewhere would be uploaded for everybody to read, and a pipe might never end. */
async function readWithin(course: CourseFolder, path: string, most: number): Promise<Buffer> {
  const file = join(course.folder, path);
  const found = await stat(file).catch(() => undefined);
  if (!found) throw broken(course, `there is no file ${path}`, 'add it');
  if (!found.isFile()) throw broken(course, `${path} is no file`, 'put a file in its place, or take it out');
  const [inside, real] = await Promise.all([realpath(course.folder), realpath(file)]);
  if (!real.startsWith(`${inside}${sep}`)) {
    throw broken(course, `${path} is a link that leads out of the folder`, 'put the file itself in its place');
  }
  if (found.size > most) throw broken(course, tooMany(`${path} has`, found.size, most), SMALLER);
  return readFile(file).catch((error: unknown) => {
    const why = reasonOf(error);
    throw broken(course, `${path} cannot be read: ${why}`, 'see that it may be read');
  });
}

/** Something of a course's folder that no course can have. */
export function broken({ label }: CourseFolder, what: string, remedy: string): LabError {
  return usageError('invalid-course', `the course in ${label} cannot be used: ${what}`, remedy);
}
