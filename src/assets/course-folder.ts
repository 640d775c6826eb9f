import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { type LabError, usageError } from '../errors.ts';
import type { CourseFolder } from '../ports/assets.ts';
import type { NamedFile } from './notebooks.ts';

/** Bytes of a table, and of all notebooks together: what a submission may have, and what people would look at. */
const MOST = { data: 50_000_000, notebooks: 20_000_000 } as const;

/** A table of a course. */
export async function readTableOf(course: CourseFolder, file: string): Promise<string> {
  return (await readWithin(course, file, MOST.data)).toString('utf8');
}

/** The notebooks of a course. Opening one in place creates checkpoints beside it. */
export async function readNotebooksOf(course: CourseFolder): Promise<NamedFile[]> {
  const entries = await readdir(join(course.folder, 'notebooks')).catch(() => undefined);
  if (!entries) throw broken(course, 'there is no folder notebooks', 'make it, with a notebook in it');
  const names = entries.filter((name) => !name.startsWith('.'));
  const read = async (name: string) => ({
    name,
    content: await readWithin(course, join('notebooks', name), MOST.notebooks),
  });
  return Promise.all(names.map(read));
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
  if (found.size > most) {
    const sizes = `${found.size.toLocaleString('en')} bytes; at most ${most.toLocaleString('en')}`;
    throw broken(course, `${path} has ${sizes} are allowed`, 'take a part of it');
  }
  return readFile(file);
}

/** Something of a course's folder that no course can have. */
export function broken({ label }: CourseFolder, what: string, remedy: string): LabError {
  return usageError('invalid-course', `the course in ${label} cannot be used: ${what}`, remedy);
}
