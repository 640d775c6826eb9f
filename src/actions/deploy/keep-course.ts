import { LabError } from '../../errors.ts';
import { courseInKey } from '../../lab/course/course-key.ts';
import { stackName } from '../../lab/names.ts';
import { STACKS, type StackId } from '../../lab/stacks.ts';
import type { ActionContext } from '../context.ts';
import type { Observed } from './read.ts';

/** Those that a course changes. */
const TAUGHT_BY: readonly StackId[] = ['catalog', 'pipeline'];

/**
 * A lab keeps its course until somebody says otherwise. Settings that were deleted, or are on another machine, say nothing,
 * and would turn it into a lab of the usual course.
 */
export async function keepCourse(context: ActionContext, ids: readonly StackId[], observed: Observed): Promise<void> {
  const { lab, settings } = context;
  if (settings.some(({ path }) => path === 'course') || !ids.some((id) => TAUGHT_BY.includes(id))) return;
  const taught = await taughtAtPresent(context, observed);
  if (taught === undefined || taught === lab.taught.name) return;
  throw new LabError({
    code: 'course-unsaid',
    message: `the lab teaches the course ${taught}, and no setting says so; without one it would teach ${lab.taught.name}`,
    hint:
      `run it again with --course ${taught}, or with --course and the folder of that course if it is your own; ` +
      `--course ${lab.taught.name} changes to that one`,
  });
}

async function taughtAtPresent({ cloud, lab }: ActionContext, { stacks }: Observed): Promise<string | undefined> {
  const standing = stacks.pipeline ?? (await cloud.tools.stacks.find(stackName(STACKS.pipeline, lab)));
  return courseInKey(standing?.parameters['CourseKey'] ?? '');
}
