import type { CourseContext } from '../../../src/actions/course/context.ts';
import { readCourseTable } from '../../../src/config/course-table.ts';
import { parseTable, type Table } from '../../../src/lab/submission/table.ts';
import type { CourseFolder } from '../../../src/ports/assets.ts';
import type { CourseFile, Courses } from '../../../src/ports/courses.ts';
import { REGRESSION } from '../../support/class-courses.ts';
import { askedUi, type AskedUi } from '../asked-ui.ts';

export const BUILT_IN: CourseFolder = {
  course: REGRESSION,
  folder: '/courses/trees',
  label: 'trees',
  compiled: '/compiled/trees',
};

export interface Shelf extends AskedUi {
  readonly context: CourseContext;
  /** The folders that were made, with what is in them. */
  readonly made: Map<string, readonly CourseFile[]>;
  /** What was read and where, in its order. */
  readonly read: string[];
}

/** The courses of the package and the tables of a folder, in memory; a first model errs by a fixed amount. */
export function shelf(
  tables: Readonly<Record<string, string>> = {},
  courses: Partial<Courses> = {},
  answers?: Parameters<typeof askedUi>[0],
): Shelf {
  const asked = askedUi(answers);
  const made = new Map<string, readonly CourseFile[]>();
  const read: string[] = [];
  const all: Courses = {
    source: (file) => {
      read.push(file);
      return Promise.resolve(readCourseTable(Buffer.from(tables[file] ?? ''), file));
    },
    expectPlace: (folder) => void read.push(`place ${folder}`),
    expectCourse: () => undefined,
    create: (folder, files) => Promise.resolve(void made.set(folder, files)),
    read: (choice) => Promise.resolve({ ...BUILT_IN, label: choice }),
    builtIn: () => Promise.resolve([BUILT_IN]),
    checked: () => Promise.resolve({ training: rows(0, 60), holdOut: rows(60, 20) }),
    split: (csv, course) => {
      const parsed = parseTable(csv, course);
      if (!parsed.ok) return { problem: parsed.problems.join() };
      const { rows: found } = parsed.table;
      return { training: { rows: found.slice(60) }, holdOut: { rows: found.slice(0, 60) } };
    },
    predictions: (_, { training, holdOut }) =>
      Promise.resolve({
        predictions: holdOut.rows.map(([label = 0], at) => [label + (at % 2 === 0 ? 2 : -2)]),
        rows: training.rows.length,
      }),
    ...courses,
  };
  return { ...asked, made, read, context: { command: 'course', courses: all, ui: asked.ui } };
}

/** Trees of different heights. */
export function rows(from: number, count: number): Table {
  return { rows: Array.from({ length: count }, (_, at) => [10 + ((from + at) % 37), from + at]) };
}
