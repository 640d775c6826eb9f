import type { StackOperation } from '../../events.ts';
import { verdictOf, type ObservedStack } from '../../lab/stack-status.ts';
import type { StackId } from '../../lab/stacks.ts';
import type { Overtaken, StackOperationHandle } from '../../ports/stacks.ts';
import { mlopsLab, type Step } from '../../steps.ts';
import type { ActionContext } from '../context.ts';
import { PAUSE, referenceTo, runOperation, stackFailure, type OperationEnd } from '../stack-run.ts';

/** Carries an operation out; gives the stack where it is as good as any then, and nothing where it must be looked at again. */
export async function mustSucceed(
  context: ActionContext,
  id: StackId,
  operation: StackOperation,
  begin: () => Promise<StackOperationHandle | Overtaken>,
): Promise<ObservedStack | undefined> {
  const end = await runOperation(context, id, operation, begin);
  if (end === 'overtaken' || end.displaced) return lookAgain(context);
  if (!end.succeeded) throw await stackFailure(context, id, end);
  if (operation !== 'delete') tellOrphans(context, id, end);
  return end.stack && verdictOf(end.stack.status) === 'settled' ? end.stack : undefined;
}

export async function lookAgain({ clock }: ActionContext): Promise<undefined> {
  await clock.sleep(PAUSE);
  return undefined;
}

const ORPHAN: readonly Step[] = [
  { say: 'list what was left behind', command: mlopsLab('status') },
  { say: 'delete it with all of the lab', command: mlopsLab('teardown') },
];

/** The stack is complete all the same, and knows of them no more. */
function tellOrphans(context: ActionContext, id: StackId, { undeleted }: OperationEnd): void {
  const { stackName } = referenceTo(context, id);
  const next = context.showSteps(ORPHAN);
  for (const { physicalId, resourceType, reason = 'CloudFormation gave no reason' } of undeleted) {
    const message = `stack ${stackName} could not delete ${physicalId} (${resourceType}) and has let go of it: ${reason}`;
    context.ui.emit({ type: 'notice', level: 'warning', message, next });
  }
}
