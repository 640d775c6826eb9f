import { LabError } from '../../errors.ts';
import type { StackOperation } from '../../events.ts';
import type { Outputs } from '../../lab/parameters.ts';
import { decide, differenceBetween, verdictOf, type ObservedStack } from '../../lab/stack-status.ts';
import { STACKS, type StackId } from '../../lab/stacks.ts';
import type {
  ChangePreview,
  OperationMode,
  Overtaken,
  StackOperationHandle,
  StackRequest,
  Stacks,
} from '../../ports/stacks.ts';
import type { ActionContext } from '../context.ts';
import {
  attach,
  PAUSE,
  referenceTo,
  ROUNDS,
  runOperation,
  stackFailure,
  unsteady,
  type OperationEnd,
} from '../stack-run.ts';
import { desiredStack } from './desired.ts';
import { stackRequest } from './request.ts';

export interface Convergence {
  readonly context: ActionContext;
  readonly id: StackId;
  readonly mode: OperationMode;
  /** The change set that was shown and confirmed, if there was one. It is good for the stack as it was looked at then. */
  readonly preview: ChangePreview | undefined;
}

/** What came of a stack. */
export interface Converged {
  readonly outputs: Readonly<Record<string, string>>;
  readonly changed: boolean;
}

/**
 * Looks at the stack, does the one thing that its state asks for, and looks again, until nothing is left to be done.
 * So it does not matter at which point an earlier run was cut off.
 */
export async function convergeStack(convergence: Convergence, outputs: Outputs): Promise<Converged> {
  const { context, id } = convergence;
  const { stack: desired, missing } = desiredStack(context, id, outputs);
  if (missing[0]) throw new Error(`stack ${id} was started without a value for ${missing[0].parameter}`);
  const request = await stackRequest(context, desired, outputs);
  const { stacks } = context.cloud[STACKS[id].account];
  for (let round = 0; round < ROUNDS; round += 1) {
    const standing = await stacks.find(desired.name);
    const preview = round === 0 ? convergence.preview : undefined;
    const settled = await takeStep({ ...convergence, preview, stacks, request }, standing);
    if (settled) return { outputs: settled.outputs, changed: settled !== standing || round > 0 };
  }
  throw unsteady(desired.name);
}

interface Step extends Convergence {
  readonly stacks: Stacks;
  readonly request: StackRequest;
}

/** Does what the state of the stack asks for; gives the stack once it is as it should be. */
async function takeStep(step: Step, standing: ObservedStack | undefined): Promise<ObservedStack | undefined> {
  const { context, id, mode, stacks, request } = step;
  const decision = decide(standing, context.lab, await differenceOf(step, standing));
  if (!standing || decision.kind === 'create') {
    return mustSucceed(step, 'create', () => stacks.create(request, mode));
  }
  switch (decision.kind) {
    case 'refuse':
      throw new LabError({ code: 'foreign-stack', message: decision.because, hint: decision.hint });
    case 'unchanged':
      return standing;
    case 'attach':
      await attach(context, id, standing.id);
      return undefined;
    case 'recreate':
      await mustSucceed(step, 'delete', () => stacks.delete(standing.id, mode));
      return undefined;
    case 'recover':
      await mustSucceed(step, 'recover', () => stacks.rollBack(standing));
      return undefined;
    case 'update':
      return update(step, standing);
  }
}

/** CloudFormation has the last word on whether there is anything to update: it overlooks comments, for one. */
async function update(step: Step, standing: ObservedStack): Promise<ObservedStack | undefined> {
  const { stacks, request, mode } = step;
  const preview = step.preview ?? (await stacks.preview(standing, request, mode));
  if (!preview) return standing;
  if (preview === 'overtaken') return lookAgain(step);
  return mustSucceed(step, 'update', () => stacks.execute(standing.id, preview));
}

async function differenceOf({ stacks, request }: Step, standing: ObservedStack | undefined) {
  if (!standing || verdictOf(standing.status) !== 'settled') return undefined;
  return differenceBetween(standing, await stacks.template(standing.id), request);
}

async function mustSucceed(
  { context, id }: Convergence,
  operation: StackOperation,
  begin: () => Promise<StackOperationHandle | Overtaken>,
): Promise<ObservedStack | undefined> {
  const end = await runOperation(context, id, operation, begin);
  if (end === 'overtaken' || end.displaced) return lookAgain({ context });
  if (!end.succeeded) throw await stackFailure(context, id, end);
  if (operation !== 'delete') tellOrphans(context, id, end);
  return end.stack && verdictOf(end.stack.status) === 'settled' ? end.stack : undefined;
}

async function lookAgain({ context }: Pick<Convergence, 'context'>): Promise<undefined> {
  await context.clock.sleep(PAUSE);
  return undefined;
}

/** The stack is complete all the same, and knows of them no more. */
function tellOrphans(context: ActionContext, id: StackId, { undeleted }: OperationEnd): void {
  const { stackName } = referenceTo(context, id);
  for (const { physicalId, resourceType, reason = 'CloudFormation gave no reason' } of undeleted) {
    const message =
      `stack ${stackName} could not delete ${physicalId} (${resourceType}) and has let go of it: ${reason}; ` +
      '"mlops-lab status" lists it, and "mlops-lab teardown" removes it';
    context.ui.emit({ type: 'notice', level: 'warning', message });
  }
}
