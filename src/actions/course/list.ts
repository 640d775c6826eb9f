import { mlopsLab } from '../../steps.ts';
import type { Outcome } from '../outcome.ts';
import type { CourseContext } from './context.ts';
import { summaryOf } from './report.ts';

/** The courses of the package. */
export async function listCourses({ command, courses }: CourseContext): Promise<Outcome> {
  const found = await courses.builtIn();
  const summaries = await Promise.all(
    found.map(async (folder) => {
      const { training, holdOut } = await courses.checked(folder);
      return summaryOf(folder.course, training.rows.length + holdOut.rows.length);
    }),
  );
  const next = [
    { say: 'teach one of them', command: mlopsLab('init', '--course', summaries[0]?.name ?? 'penguins') },
    { say: 'make your own from a table', command: mlopsLab('course', 'new', './mine', '--from', 'TABLE.csv') },
  ];
  return { command, status: 'succeeded', courses: summaries, next };
}
