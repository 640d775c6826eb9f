import { readdir } from 'node:fs/promises';
import { isAbsolute, normalize, resolve } from 'node:path';
import { suggestion } from '../lab/nearest.ts';
import { packageFile } from '../package-files.ts';
import type { CourseFolder } from '../ports/assets.ts';
import { type Draft, invalidSettings, whereIs } from './check.ts';
import { readBuiltIn, readCourse } from './course-file.ts';

/** Courses that were read for one run, by what settings name them: most labs of a class teach the same one. */
export type ReadCourses = Map<string, Promise<CourseFolder>>;

/** The course that the settings name: one of the package, or a folder, which is written with a slash. */
export function courseNamed(choice: string, draft: Draft, known: ReadCourses = new Map()): Promise<CourseFolder> {
  const course = known.get(choice) ?? readNamed(choice, draft);
  known.set(choice, course);
  return course;
}

async function readNamed(choice: string, draft: Draft): Promise<CourseFolder> {
  if (/[/\\]/.test(choice) || isAbsolute(choice)) return readOwn(choice);
  const known = await builtInCourses();
  if (known.includes(choice)) return readBuiltIn(choice);
  const remedy = suggestion(choice, known, `there are ${known.join(', ')}.`);
  throw invalidSettings([
    {
      place: `${whereIs(['course'], draft)}: course`,
      message: `there is no course ${JSON.stringify(choice)} in the package`,
      remedy: `${remedy} A folder is written with a slash, such as ./${choice}`,
    },
  ]);
}

/** A course by its name, or else by its folder, seen from another one. */
export async function courseAt(choice: string, cwd: string): Promise<CourseFolder> {
  if ((await builtInCourses()).includes(choice)) return readBuiltIn(choice);
  return readCourse(resolve(cwd, choice), normalize(choice));
}

/** The names of the courses that the package brings along. */
export async function builtInCourses(): Promise<string[]> {
  return (await readdir(packageFile('courses'))).sort();
}

/** A folder is seen from the working folder: a rehearsal keeps its settings elsewhere. */
function readOwn(choice: string): Promise<CourseFolder> {
  return readCourse(resolve(choice), normalize(choice));
}
