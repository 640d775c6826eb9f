import { mlopsLab, type Step } from '../../steps.ts';
import type { Outcome } from '../outcome.ts';
import { tell, type CourseContext } from './context.ts';
import { sharedFeatures } from './overlap.ts';
import { firstMeasures, judgeFirst, reportOf } from './report.ts';

/** Checks a course as `init` would, and what a first model of it reaches. */
export async function checkCourse(context: CourseContext, choice: string): Promise<Outcome> {
  const { command, courses, ui } = context;
  const folder = await courses.read(choice);
  const { course } = folder;
  const parts = await courses.checked(folder);
  const shared = sharedFeatures(parts);
  if (shared !== undefined) tell(ui, 'warning', shared);
  const found = await firstMeasures(context, course, parts);
  judgeFirst(ui, course, found);
  const own = folder.compiled === undefined ? asFolder(choice) : undefined;
  const report = { ...reportOf(course, parts, found), ...(own !== undefined && { folder: own }) };
  for (const { metric, passes } of report.metrics) {
    if (passes === false) tell(ui, 'warning', `a first model does not pass the threshold of ${metric}`);
  }
  return { command, status: 'succeeded', course: report, next: nextSteps(own ?? choice) };
}

/** As the setting takes a folder: with a slash, since it takes the rest for a name. */
export function asFolder(path: string): string {
  return /[/\\]/.test(path) ? path : `./${path}`;
}

export function nextSteps(choice: string): Step[] {
  return [{ say: 'rehearse the lab with it', command: mlopsLab('init', '--sandbox', '--course', choice) }];
}
