import { stackName } from '../../lab/names.ts';
import { STACKS, type StackId } from '../../lab/stacks.ts';
import type { ActionContext } from '../context.ts';
import { courseUnsaid, unsaidCourse } from '../course-said.ts';
import type { Observed } from './read.ts';

/** Those that a course changes. */
const TAUGHT_BY: readonly StackId[] = ['catalog', 'pipeline'];

/** A lab keeps its course until somebody says otherwise: without settings it would turn into a lab of the usual one. */
export async function keepCourse(context: ActionContext, ids: readonly StackId[], observed: Observed): Promise<void> {
  const { cloud, lab, settings } = context;
  if (settings.some(({ path }) => path === 'course') || !ids.some((id) => TAUGHT_BY.includes(id))) return;
  const pipeline = observed.stacks.pipeline ?? (await cloud.tools.stacks.find(stackName(STACKS.pipeline, lab)));
  const taught = unsaidCourse(context, pipeline);
  if (taught === undefined) return;
  const usual = lab.taught.name;
  throw courseUnsaid(taught, `without one it would teach ${usual}`, `; --course ${usual} changes to that one`);
}
