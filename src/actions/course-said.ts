import { LabError } from '../errors.ts';
import { courseInKey } from '../lab/course/course-key.ts';
import type { ActionContext } from './context.ts';

/** The stack of the pipeline as it stands, if it does. */
type Pipeline = { readonly parameters: Readonly<Record<string, string>> } | undefined;

/**
 * The course that the lab teaches where no setting names one and the usual one is another. Settings that were deleted, or
 * are on another machine, say nothing.
 */
export function unsaidCourse({ lab, settings }: ActionContext, pipeline: Pipeline): string | undefined {
  if (settings.some(({ path }) => path === 'course')) return undefined;
  const taught = courseInKey(pipeline?.parameters['CourseKey'] ?? '');
  return taught === lab.taught.name ? undefined : taught;
}

/** `otherwise`: what would come of it; `change`: how the usual course is chosen, if that can be meant. */
export function courseUnsaid(taught: string, otherwise: string, change = ''): LabError {
  return new LabError({
    code: 'course-unsaid',
    message: `the lab teaches the course ${taught}, and no setting says so; ${otherwise}`,
    hint: `run it again with --course ${taught}, or with --course and the folder of that course if it is your own${change}`,
  });
}
