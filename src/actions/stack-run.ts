import { LabError } from '../errors.ts';
import type { StackOperation, StackReference } from '../events.ts';
import { stackEventsLink } from '../lab/console-links.ts';
import { stackName } from '../lab/names.ts';
import type { ObservedStack } from '../lab/stack-status.ts';
import { STACKS, type StackId } from '../lab/stacks.ts';
import { lineOfResource } from '../lab/template-text.ts';
import type { Following, Overtaken, StackEvent, StackOperationReference } from '../ports/stacks.ts';
import { mlopsLab, type Step } from '../steps.ts';
import type { ActionContext } from './context.ts';
import { freshSession } from './sessions.ts';
import { endsShare, mayShare } from './shares.ts';

/** The outcome of a stack operation. */
export interface OperationEnd {
  readonly succeeded: boolean;
  /** Whether somebody else began another operation meanwhile. */
  readonly displaced: boolean;
  readonly operation: StackOperationReference;
  /** The stack after the operation; undefined if it is gone. */
  readonly stack: ObservedStack | undefined;
  /** Resources that it could not delete, each with the last event about it. */
  readonly undeleted: readonly StackEvent[];
}

/** The statuses that each operation should end in. Attaching has no wrong end. */
const GOOD_ENDS: Readonly<Record<StackOperation, (status: string | undefined) => boolean>> = {
  create: (status) => status === 'CREATE_COMPLETE',
  update: (status) => status === 'UPDATE_COMPLETE',
  repair: (status) => status === 'UPDATE_COMPLETE',
  recover: (status) => status?.endsWith('ROLLBACK_COMPLETE') === true,
  delete: (status) => status === undefined || status === 'DELETE_COMPLETE',
  attach: () => true,
};

/** The stack as events refer to it. */
export function referenceTo({ lab }: Pick<ActionContext, 'lab'>, id: StackId): StackReference {
  const { account } = STACKS[id];
  return { account, accountId: lab.accounts[account].id, stack: id, stackName: stackName(STACKS[id], lab) };
}

export interface OperationManner {
  readonly listen?: (event: StackEvent) => void;
  /** Whether it may share the lab's portfolio or take it back. */
  readonly shares?: boolean;
}

/**
 * Begins a stack operation, reports its events, and waits for its end. Before the stack is read again, somebody else
 * may have begun an operation before or after it.
 */
export function runOperation(
  context: ActionContext,
  id: StackId,
  operation: StackOperation,
  begin: () => Promise<StackOperationReference | Overtaken>,
  { listen = () => undefined, shares = mayShare(id) }: OperationManner = {},
): Promise<OperationEnd | Overtaken> {
  if (!shares) return carryOut(context, id, operation, begin, { listen });
  return context.inTurn(`share ${context.lab.accounts.tools.id}`, (pass) => {
    const listening = (event: StackEvent) => {
      if (endsShare(event)) pass();
      listen(event);
    };
    return carryOut(context, id, operation, begin, { listen: listening, awaited: context.labsIn.tools > 1 });
  });
}

interface CarryingOut extends Following {
  readonly listen: (event: StackEvent) => void;
}

async function carryOut(
  context: ActionContext,
  id: StackId,
  operation: StackOperation,
  begin: () => Promise<StackOperationReference | Overtaken>,
  { listen, ...how }: CarryingOut,
): Promise<OperationEnd | Overtaken> {
  const { ui, clock, cloud } = context;
  const reference = referenceTo(context, id);
  const started = clock.now();
  if (operation !== 'attach') await freshSession(context, reference.account);
  const handle = await begin();
  if (handle === 'overtaken') return handle;
  ui.emit({ type: 'stack-started', operation, ...reference });
  const latest = new Map<string, StackEvent>();
  const hear = (event: StackEvent) => {
    latest.set(`${event.logicalId} ${event.physicalId}`, event);
    ui.emit({ type: 'resource', ...reference, ...event });
    listen(event);
  };
  const { ended, stack } = await cloud[reference.account].stacks.follow(handle, hear, how);
  const status = ended ?? stack?.status;
  const succeeded = GOOD_ENDS[operation](status);
  const seconds = (clock.now() - started) / 1000;
  ui.emit({ type: 'stack-finished', operation, outcome: succeeded ? 'succeeded' : 'failed', seconds, ...reference });
  const undeleted = [...latest.values()].filter(
    ({ status, physicalId }) => status === 'DELETE_FAILED' && physicalId !== stack?.id,
  );
  return { succeeded, displaced: status?.endsWith('_IN_PROGRESS') === true, operation: handle, stack, undeleted };
}

/** Waits for the end of the operation in progress on a stack. */
export async function attach(context: ActionContext, id: StackId, stackId: string): Promise<void> {
  await runOperation(context, id, 'attach', () => Promise.resolve({ stackId }));
}

/** At most: attach, recover or delete, create or update; and again each time somebody else intervenes. */
export const ROUNDS = 20;

/** How long the stack may take to show somebody else's request, in milliseconds. */
export const PAUSE = 2000;

/** The error for a stack that somebody else keeps changing. */
export function unsteady(stack: string): LabError {
  return new LabError({
    code: 'stack-unsteady',
    message: `stack ${stack} keeps changing; somebody else seems to be working on it`,
    hint: { say: 'run the same command again when nobody else works on this account', command: 'again' },
  });
}

/** The error for a failed stack operation, with its first cause. */
export async function stackFailure(context: ActionContext, id: StackId, end: OperationEnd): Promise<LabError> {
  const { stackName: name, accountId } = referenceTo(context, id);
  const cause = await causeOf(context, id, end);
  return new LabError({
    code: 'stack-failed',
    message: `stack ${name} in account ${accountId} ended as ${end.stack?.status ?? 'gone'}: ${cause}`,
    hint: EXPIRED.test(cause) ? SIGN_IN : [...MEND, ...inConsole(context, end)],
  });
}

/** A rehearsal is in no console. */
function inConsole({ alone }: ActionContext, { operation }: OperationEnd): Step[] {
  return alone ? [] : [{ say: `look at its events in the console, at ${stackEventsLink(operation.stackId)}` }];
}

const SIGN_IN: Step = {
  say: 'the session ended while CloudFormation worked with it: sign in again, for longer where you can, and run the same command again',
  command: 'again',
};

const MEND: readonly Step[] = [
  { say: 'fix the cause and run the same command again', command: 'again' },
  { say: 'see the state of the lab', command: mlopsLab('status') },
];

/** How services refuse an expired session. */
const EXPIRED = /security token included in the request is expired|ExpiredToken/;

async function causeOf({ cloud, bundle }: ActionContext, id: StackId, end: OperationEnd): Promise<string> {
  const { account, template } = STACKS[id];
  const failure = await cloud[account].stacks.failure(end.operation);
  if (!failure) return end.stack?.statusReason ?? 'CloudFormation gave no reason';
  const line = lineOfResource(bundle.templates.get(template) ?? '', failure.logicalId);
  const where = line === undefined ? '' : ` (templates/${template}:${String(line)})`;
  return `${failure.logicalId}, ${failure.resourceType}${where}: ${failure.reason}`;
}
