import { LabError } from '../errors.ts';
import type { StackOperation, StackReference } from '../events.ts';
import { stackName } from '../lab/names.ts';
import type { ObservedStack } from '../lab/stack-status.ts';
import { STACKS, type StackId } from '../lab/stacks.ts';
import { lineOfResource } from '../lab/template-text.ts';
import type { Overtaken, StackEvent, StackOperationReference } from '../ports/stacks.ts';
import { mlopsLab, type Step } from '../steps.ts';
import type { ActionContext } from './context.ts';
import { freshSession } from './sessions.ts';

/** How a stack operation ended. */
export interface OperationEnd {
  readonly succeeded: boolean;
  /** Whether somebody else began another operation in its midst. */
  readonly displaced: boolean;
  readonly operation: StackOperationReference;
  /** The stack after the operation; undefined when it is gone without a trace. */
  readonly stack: ObservedStack | undefined;
  /** What it could not delete, by the last that was said of each. */
  readonly undeleted: readonly StackEvent[];
}

/** The states that each operation is meant to end in. To whatever was attached to, there is no wrong end. */
const GOOD_ENDS: Readonly<Record<StackOperation, (status: string | undefined) => boolean>> = {
  create: (status) => status === 'CREATE_COMPLETE',
  update: (status) => status === 'UPDATE_COMPLETE',
  repair: (status) => status === 'UPDATE_COMPLETE',
  recover: (status) => status?.endsWith('ROLLBACK_COMPLETE') === true,
  delete: (status) => status === undefined || status === 'DELETE_COMPLETE',
  attach: () => true,
};

/** How people and programs are told which stack is meant. */
export function referenceTo({ lab }: Pick<ActionContext, 'lab'>, id: StackId): StackReference {
  const { account } = STACKS[id];
  return { account, accountId: lab.accounts[account].id, stack: id, stackName: stackName(STACKS[id], lab) };
}

/**
 * Begins an operation on a stack, reports its events, and waits for its end. Somebody else may have begun another one
 * before it, and may begin one after it, before the stack is looked at.
 */
export async function runOperation(
  context: ActionContext,
  id: StackId,
  operation: StackOperation,
  begin: () => Promise<StackOperationReference | Overtaken>,
): Promise<OperationEnd | Overtaken> {
  const { ui, clock, cloud } = context;
  const reference = referenceTo(context, id);
  const started = clock.now();
  if (operation !== 'attach') await freshSession(context, reference.account);
  const handle = await begin();
  if (handle === 'overtaken') return handle;
  ui.emit({ type: 'stack-started', operation, ...reference });
  const latest = new Map<string, StackEvent>();
  const { ended, stack } = await cloud[reference.account].stacks.follow(handle, (event) => {
    latest.set(`${event.logicalId} ${event.physicalId}`, event);
    ui.emit({ type: 'resource', ...reference, ...event });
  });
  const status = ended ?? stack?.status;
  const succeeded = GOOD_ENDS[operation](status);
  const seconds = (clock.now() - started) / 1000;
  ui.emit({ type: 'stack-finished', operation, outcome: succeeded ? 'succeeded' : 'failed', seconds, ...reference });
  const undeleted = [...latest.values()].filter(
    ({ status, physicalId }) => status === 'DELETE_FAILED' && physicalId !== stack?.id,
  );
  return { succeeded, displaced: status?.endsWith('_IN_PROGRESS') === true, operation: handle, stack, undeleted };
}

/** Waits for the end of whatever is under way on a stack. */
export async function attach(context: ActionContext, id: StackId, stackId: string): Promise<void> {
  await runOperation(context, id, 'attach', () => Promise.resolve({ stackId }));
}

/** At the most attach, recover or delete, and create or update; and again as often as somebody else comes in between. */
export const ROUNDS = 20;

/** How long after somebody else's request the stack shows what it did, in milliseconds. */
export const PAUSE = 2000;

/** The error for a stack that somebody else goes on changing. */
export function unsteady(stack: string): LabError {
  return new LabError({
    code: 'stack-unsteady',
    message: `stack ${stack} does not come to rest; somebody else seems to be changing it`,
    hint: { say: 'run the same command again when nobody else works on this account', command: 'again' },
  });
}

/** The error for a stack whose operation failed, told by its first cause. */
export async function stackFailure(context: ActionContext, id: StackId, end: OperationEnd): Promise<LabError> {
  const { stackName: name, accountId } = referenceTo(context, id);
  const cause = await causeOf(context, id, end);
  return new LabError({
    code: 'stack-failed',
    message: `stack ${name} in account ${accountId} ended as ${end.stack?.status ?? 'gone'}: ${cause}`,
    hint: EXPIRED.test(cause) ? SIGN_IN : MEND,
  });
}

const SIGN_IN: Step = {
  say: 'the session ended while CloudFormation worked with it: sign in again, for longer where you can, and run the same command again',
  command: 'again',
};

const MEND: readonly Step[] = [
  { say: 'mend the cause and run the same command again', command: 'again' },
  { say: 'see where the lab stands', command: mlopsLab('status') },
];

/** How services refuse a session that has ended. */
const EXPIRED = /security token included in the request is expired|ExpiredToken/;

async function causeOf({ cloud, bundle }: ActionContext, id: StackId, end: OperationEnd): Promise<string> {
  const { account, template } = STACKS[id];
  const failure = await cloud[account].stacks.failure(end.operation);
  if (!failure) return end.stack?.statusReason ?? 'CloudFormation gave no reason';
  const line = lineOfResource(bundle.templates.get(template) ?? '', failure.logicalId);
  const where = line === undefined ? '' : ` (templates/${template}:${String(line)})`;
  return `${failure.logicalId}, ${failure.resourceType}${where}: ${failure.reason}`;
}
