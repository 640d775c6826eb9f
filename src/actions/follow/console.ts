import type { ReleaseReport } from '../../events.ts';
import { executionLink } from '../../lab/console-links.ts';
import type { ActionContext } from '../context.ts';

/** The page of an execution in the console. A rehearsal is in no console. */
export function consoleOf(
  { alone, lab }: Pick<ActionContext, 'alone' | 'lab'>,
  pipeline: string,
  executionId: string,
): Pick<ReleaseReport, 'console'> {
  return alone ? {} : { console: executionLink(lab.region, pipeline, executionId) };
}
