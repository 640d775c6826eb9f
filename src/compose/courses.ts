import { resolve } from 'node:path';
import { loadBundles } from '../assets/bundle.ts';
import { checkedTable } from '../assets/sound-table.ts';
import { split } from '../assets/split.ts';
import { builtInCourses, courseAt } from '../config/course-choice.ts';
import { parseCourse, readBuiltIn } from '../config/course-file.ts';
import { readCourseTable } from '../config/course-table.ts';
import { interrupted } from '../errors.ts';
import type { Course, Share } from '../lab/course/types.ts';
import { parseTable, type Table } from '../lab/submission/table.ts';
import type { CourseFolder } from '../ports/assets.ts';
import type { Courses, Parts } from '../ports/courses.ts';
import { expectNoFolder, createFolderOf } from '../system/new-folder.ts';
import { readTableFile } from '../system/table-file.ts';
import { firstModel } from './first-model.ts';
import type { Io } from './io.ts';

/** Courses as they lie on this machine, whose first model is fitted by the sandbox's XGBoost. */
export function coursesIn({ cwd, signal }: Pick<Io, 'cwd' | 'signal'>): Courses {
  return {
    source: async (file) => readCourseTable(await readTableFile(resolve(cwd, file), file), file),
    expectPlace: (folder) => expectNoFolder(resolve(cwd, folder), folder),
    expectCourse: (text) => void parseCourse(text, 'course.yaml'),
    create: async (folder, files) => {
      // What was reckoned before noticed no signal.
      await new Promise(setImmediate);
      if (signal.aborted) throw interrupted();
      createFolderOf(resolve(cwd, folder), folder, files);
    },
    read: (choice) => courseAt(choice, cwd),
    builtIn: async () => Promise.all((await builtInCourses()).map(readBuiltIn)),
    checked,
    split: splitOf,
    predictions: firstModel,
  };
}

const ANY_LAB = { name: 'lab' };

async function checked(folder: CourseFolder): Promise<Parts> {
  const { training, assets, holdoutKey } = (await loadBundles([folder]))(ANY_LAB, folder);
  const holdOut = assets.find(({ key }) => key === holdoutKey);
  const parts = [training, holdOut?.content].map((content) =>
    tableOf(new TextDecoder().decode(content), folder.course),
  );
  const [first, second] = parts;
  if (!first || !second) throw new TypeError(`the course ${folder.course.name} has changed while it was checked`);
  return { training: first, holdOut: second };
}

function splitOf(csv: string, course: Course, share: Share): Parts | { readonly problem: string } {
  const parts = split(csv, course, share);
  const training = checkedTable({ csv: parts.training, name: 'what is left to train with' }, course);
  if (!training.ok) return { problem: training.problems[0] ?? '' };
  const holdOut = checkedTable({ csv: parts.holdOut, name: 'what is held out' }, course);
  if (!holdOut.ok) return { problem: holdOut.problems[0] ?? '' };
  return { training: training.table, holdOut: holdOut.table };
}

function tableOf(csv: string, course: Course): Table | undefined {
  const parsed = parseTable(csv, course);
  return parsed.ok ? parsed.table : undefined;
}
