import { LabError, usageError } from '../../errors.ts';
import type { Execution, Pipeline } from '../../ports/pipeline.ts';
import { mlopsLab } from '../../steps.ts';
import type { ActionContext } from '../context.ts';
import { watching } from './awaited.ts';
import { isOver, look, PAUSE } from './look.ts';

/** How long the pipeline may take to start with a submission, in milliseconds. */
const PATIENCE = 3 * 60_000;
/** How far this machine's clock may be ahead of CodePipeline's. */
const SKEW = 60_000;

/** Waits for the execution that processes a version of the submission. */
export async function executionOfVersion(
  { clock }: ActionContext,
  pipeline: Pipeline,
  version: string,
): Promise<Execution> {
  const submitted = clock.now();
  for (;;) {
    await clock.sleep(PAUSE);
    const executions = await look(clock, () => pipeline.executions());
    const found = executions.find((execution) => execution.version === version);
    if (found) return found;
    if (clock.now() < submitted + PATIENCE) continue;
    const nameless = executions.find((each) => hasEndedNameless(each) && each.started > submitted - SKEW);
    if (nameless) return nameless;
    throw notTakenUp(pipeline.name, version);
  }
}

/** The execution with the given id, or the one in progress, or the latest. */
export async function executionToWatch(
  { clock }: ActionContext,
  pipeline: Pipeline,
  id: string | undefined,
): Promise<Execution> {
  const executions = await look(clock, () => pipeline.executions());
  const [latest] = executions;
  if (!latest) {
    throw usageError('no-execution', `pipeline ${pipeline.name} has never run`, {
      say: 'submit something',
      command: mlopsLab('submit', '--watch'),
    });
  }
  const wanted = id ? executions.find((each) => each.id === id) : (executions.find((each) => !isOver(each)) ?? latest);
  if (wanted) return wanted;
  throw usageError('no-execution', `pipeline ${pipeline.name} has no execution ${id ?? ''} among its latest hundred`, {
    say: 'leave --execution out, or name another one, such as the latest',
    command: watching(latest.id),
  });
}

/** It failed or was superseded before it read its submission. */
function hasEndedNameless({ status, version, atCreation }: Execution): boolean {
  return (status === 'Failed' || status === 'Superseded') && version === undefined && !atCreation;
}

function notTakenUp(pipeline: string, version: string): LabError {
  return new LabError({
    code: 'not-taken-up',
    message: `pipeline ${pipeline} has not begun with version ${version} of the submission within 3 minutes`,
    hint: [
      {
        say: 'let central IT bring back the EventBridge rule that starts it, if somebody deleted that',
        command: mlopsLab('pipeline'),
      },
      { say: 'see that the rule is enabled, and submit again', command: 'again' },
    ],
  });
}
