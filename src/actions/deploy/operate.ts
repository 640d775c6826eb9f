import type { StackOperation } from '../../events.ts';
import { verdictOf, type ObservedStack } from '../../lab/stack-status.ts';
import type { StackId } from '../../lab/stacks.ts';
import type { ChangePreview, Overtaken, StackOperationHandle, Stacks } from '../../ports/stacks.ts';
import { mlopsLab, type Step } from '../../steps.ts';
import type { ActionContext } from '../context.ts';
import {
  PAUSE,
  referenceTo,
  runOperation,
  stackFailure,
  type OperationEnd,
  type OperationManner,
} from '../stack-run.ts';

/**
 * Carries out an operation; returns the stack if it is in a sound state afterwards, and undefined if it has to be read
 * again.
 */
export async function mustSucceed(
  context: ActionContext,
  id: StackId,
  operation: StackOperation,
  begin: () => Promise<StackOperationHandle | Overtaken>,
  manner?: OperationManner,
): Promise<ObservedStack | undefined> {
  const end = await runOperation(context, id, operation, begin, manner);
  if (end === 'overtaken' || end.displaced) return lookAgain(context);
  if (!end.succeeded) throw await stackFailure(context, id, end);
  if (operation !== 'delete') tellOrphans(context, id, end);
  return end.stack && verdictOf(end.stack.status) === 'settled' ? end.stack : undefined;
}

/**
 * Executes a change set. If that fails, the change set is deleted, and the failure is reported rather than a failure to
 * delete it.
 */
export async function execute(
  stacks: Stacks,
  stackId: string,
  preview: ChangePreview,
): Promise<StackOperationHandle | Overtaken> {
  let handle: StackOperationHandle | Overtaken = 'overtaken';
  try {
    handle = await stacks.execute(stackId, preview);
    return handle;
  } finally {
    if (handle === 'overtaken') await stacks.discard(preview).catch(() => undefined);
  }
}

export async function lookAgain({ clock }: ActionContext): Promise<undefined> {
  await clock.sleep(PAUSE);
  return undefined;
}

const ORPHAN: readonly Step[] = [
  { say: 'list what was left behind', command: mlopsLab('status') },
  { say: 'delete it with all of the lab', command: mlopsLab('teardown') },
];

/** The stack is complete all the same, and no longer tracks these resources. */
function tellOrphans(context: ActionContext, id: StackId, { undeleted }: OperationEnd): void {
  const { stackName } = referenceTo(context, id);
  const next = context.showSteps(ORPHAN);
  for (const { physicalId, resourceType, reason = 'CloudFormation gave no reason' } of undeleted) {
    const message = `stack ${stackName} could not delete ${physicalId} (${resourceType}) and no longer tracks it: ${reason}`;
    context.ui.emit({ type: 'notice', level: 'warning', message, next });
  }
}
