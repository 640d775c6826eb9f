import type { Outputs } from '../../lab/parameters.ts';
import { decide, differenceBetween, verdictOf, type ObservedStack } from '../../lab/stack-status.ts';
import { STACKS, type StackId } from '../../lab/stacks.ts';
import type { ChangePreview, OperationMode, StackRequest, Stacks } from '../../ports/stacks.ts';
import type { ActionContext } from '../context.ts';
import { mayShare, modeOf, OthersShares, withoutShare } from '../shares.ts';
import { attach, ROUNDS, unsteady } from '../stack-run.ts';
import type { Desired } from './desired.ts';
import { namedBy } from './named.ts';
import { execute, lookAgain, mustSucceed } from './operate.ts';
import { examine, UNEXAMINED, type StandingStack } from './read.ts';
import { forgetDeleted, refused } from './repair.ts';
import { stackRequest } from './request.ts';

export interface Convergence {
  readonly context: ActionContext;
  readonly id: StackId;
  readonly desired: Desired;
  readonly mode: OperationMode;
  /** The change set that was shown and confirmed, if any. It applies to the stack as it was read then. */
  readonly preview: ChangePreview | undefined;
  /** Called before the change set is used; an unused one stays until it is discarded. */
  readonly onUse: () => void;
  /** Whether the plan found that it needs a repair. */
  readonly repairs: boolean;
  /** Receives the ids that other stacks refer to while the stack is created. */
  readonly named: (outputs: Readonly<Record<string, string>>) => void;
}

/** The outcome of a stack. */
export interface Converged {
  readonly outputs: Readonly<Record<string, string>>;
  readonly changed: boolean;
}

/**
 * Reads the stack, does the one thing that its status requires, and reads again, until nothing is left to do. So it
 * does not matter where an earlier run was cut off.
 */
export async function convergeStack(convergence: Convergence, outputs: Outputs): Promise<Converged> {
  const { context, id } = convergence;
  const { stack: desired, missing } = convergence.desired;
  if (missing[0]) throw new Error(`stack ${id} was started without a value for ${missing[0].parameter}`);
  const request = await stackRequest(context, desired, outputs);
  const { stacks } = context.cloud[STACKS[id].account];
  const mode = modeOf(context, id, convergence.mode);
  const shares = new OthersShares(context);
  for (let round = 0; round < ROUNDS + shares.steps; round += 1) {
    const standing = await stacks.find(desired.name);
    const preview = round === 0 ? convergence.preview : undefined;
    const step = { ...convergence, mode, preview, stacks, request, outputs };
    const settled = await takeStep(step, standing).catch(async (error: unknown) => {
      if (await shares.outlasted(error)) return undefined;
      throw error;
    });
    if (settled) return { outputs: settled.outputs, changed: settled !== standing || round > 0 };
  }
  throw unsteady(desired.name);
}

interface Step extends Convergence {
  readonly stacks: Stacks;
  readonly request: StackRequest;
  readonly outputs: Outputs;
}

/** Does what the stack's status requires; returns the stack once it is as desired. */
async function takeStep(step: Step, found: ObservedStack | undefined): Promise<ObservedStack | undefined> {
  const { context, id, mode, stacks, request } = step;
  if (!found) return create(step);
  const standing = await examined(step, found);
  const difference = differenceBetween(standing, standing.template, request);
  const decision = decide(standing, context.lab, difference, [], standing.drift);
  switch (decision.kind) {
    case 'create':
      return create(step);
    case 'refuse':
      throw refused(decision);
    case 'unchanged':
      return found;
    case 'attach':
      await attach(context, id, standing.id);
      return undefined;
    case 'recreate':
      await mustSucceed(context, id, 'delete', () => stacks.delete(standing.id, mode));
      return undefined;
    case 'recover':
      await mustSucceed(context, id, 'recover', () => stacks.rollBack(standing));
      return undefined;
    case 'repair':
      await forgetDeleted(step, standing, request);
      return undefined;
    case 'update':
      return update(step, found);
  }
}

async function create(step: Step): Promise<ObservedStack | undefined> {
  const { context, id, stacks, request, mode } = step;
  const first = withoutShare(context, id, request);
  const manner = { listen: namedBy(id, step.named), shares: mayShare(id) && first === request };
  const created = await mustSucceed(context, id, 'create', () => stacks.create(first, mode), manner);
  return created && first !== request ? update({ ...step, preview: undefined }, created) : created;
}

/** CloudFormation decides whether there is anything to update: it ignores comments, for example. */
async function update(step: Step, standing: ObservedStack): Promise<ObservedStack | undefined> {
  const { context, id, stacks, request, mode } = step;
  const preview = step.preview ?? (await stacks.preview(standing, request, mode));
  if (!preview) return standing;
  if (preview === 'overtaken') return lookAgain(context);
  const begin = () => {
    if (preview === step.preview) step.onUse();
    return execute(stacks, standing.id, preview);
  };
  return mustSucceed(context, id, 'update', begin, { shares: mayShare(id, preview.changes) });
}

/** Reads the drift again: somebody may have restored what was missing when the plan was made. Only what is sound is compared. */
async function examined({ context, id, stacks, repairs }: Step, found: ObservedStack): Promise<StandingStack> {
  if (verdictOf(found.status) !== 'settled') return { ...found, template: '', ...UNEXAMINED };
  const [template, examination] = await Promise.all([
    stacks.template(found.id),
    repairs ? examine(context, id, found) : UNEXAMINED,
  ]);
  return { ...found, template, ...examination };
}
