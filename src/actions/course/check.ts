import { mlopsLab, type Step } from '../../steps.ts';
import type { CourseFolder } from '../../ports/assets.ts';
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
  const report = { ...reportOf(course, parts, found), ...(isOwn(folder, choice) && { folder: choice }) };
  for (const { metric, passes } of report.metrics) {
    if (passes === false) tell(ui, 'warning', `a first model does not pass the threshold of ${metric}`);
  }
  return { command, status: 'succeeded', course: report, next: nextSteps(choice) };
}

function isOwn({ course }: CourseFolder, choice: string): boolean {
  return course.name !== choice;
}

export function nextSteps(choice: string): Step[] {
  return [{ say: 'rehearse the lab with it', command: mlopsLab('init', '--sandbox', '--course', choice) }];
}
