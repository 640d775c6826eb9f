import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LabError, notBuilt, usageError } from '../errors.ts';
import { courseSchema } from '../lab/course/schema.ts';
import type { Course } from '../lab/course/types.ts';
import { packageFile } from '../package-files.ts';
import type { CourseFolder } from '../ports/assets.ts';
import { offsetOf } from './document-place.ts';
import { type DocumentKind, type ParsedDocument, parseYaml } from './settings-document.ts';
import { readText } from './settings-source.ts';

const PAGE = 'docs/courses.md';
const COURSE: DocumentKind = {
  value: 'value of a course',
  usually: 'a course has some hundred entries, four levels deep',
  page: PAGE,
};
const FILE = 'course.yaml';
const COMPILED = 'course.json';
const MOST_LISTED = 20;

/** A course that the package brings along, as the build has read it. */
export async function readBuiltIn(name: string): Promise<CourseFolder> {
  const label = join('courses', name);
  const compiled = packageFile(join('generated', label));
  const text = await readFile(join(compiled, COMPILED), 'utf8').catch((error: unknown) => {
    throw notBuilt(join(label, COMPILED), error);
  });
  return { course: JSON.parse(text) as Course, folder: packageFile(label), label, compiled };
}

/** Reads a course's own file, and checks it. */
export async function readCourse(folder: string, label: string): Promise<CourseFolder> {
  const shown = join(label, FILE);
  const source = await readText(join(folder, FILE), shown, 'name the folder of a course');
  if (source === undefined) {
    throw usageError(
      'invalid-course',
      `there is no file ${shown}`,
      `name a folder with a course; ${PAGE} says what it holds`,
    );
  }
  return { course: parseCourse(source, shown), folder, label };
}

/** The course that a text is; `shown` is the file that messages name. */
export function parseCourse(source: string, shown: string): Course {
  const parsed = parseYaml(source, shown, COURSE);
  const checked = courseSchema.safeParse(parsed.values);
  if (checked.success) return checked.data;
  throw invalidCourse(
    checked.error.issues.map((issue) => problemAt(issue, parsed)),
    shown,
  );
}

type Issue = NonNullable<ReturnType<typeof courseSchema.safeParse>['error']>['issues'][number];

/** `course.yaml:7:11: columns, item 2, unit: …` */
function problemAt({ path, message }: Issue, { document, place }: ParsedDocument): string {
  const keys = path.map((key) => (typeof key === 'number' ? `item ${String(key + 1)}` : String(key)));
  return (
    [place(offsetOf(document, path, 'value')), ...(keys.length > 0 ? [keys.join(', ')] : [])].join(': ') + ` ${message}`
  );
}

function invalidCourse(problems: readonly string[], label: string): LabError {
  const [only, ...others] = problems;
  const list =
    others.length > 0
      ? `${label} has ${problems.length} mistakes\n  ${problems.slice(0, MOST_LISTED).join('\n  ')}`
      : only;
  return usageError('invalid-course', list ?? label, `mend it; ${PAGE} describes every key of a course`);
}
