import { LabError } from '../errors.ts';
import { stackName } from '../lab/names.ts';
import { decide, type ObservedStack } from '../lab/stack-status.ts';
import { STACKS, type StackId } from '../lab/stacks.ts';
import type { Hint } from '../steps.ts';
import type { ActionContext } from './context.ts';

/** Reports a stack that has one of the lab's names but is not the lab's, with both owners. */
export interface ForeignStack {
  readonly message: string;
  readonly hint: Hint;
}

export function foreignStack(
  { lab }: ActionContext,
  id: StackId,
  standing: ObservedStack | undefined,
): ForeignStack | undefined {
  const decision = decide(standing, lab, undefined);
  if (decision.kind !== 'refuse') return undefined;
  const { account } = STACKS[id];
  return { message: `${decision.because} (account ${lab.accounts[account].id})`, hint: decision.hint };
}

/** Refuses to act under the lab's name on what belongs to somebody else. */
export function refuseForeign(
  context: ActionContext,
  standing: Readonly<Partial<Record<StackId, ObservedStack>>>,
): void {
  for (const [id, stack] of Object.entries(standing) as [StackId, ObservedStack][]) {
    const foreign = foreignStack(context, id, stack);
    if (foreign) throw refused(foreign);
  }
}

/** A stack of the lab, for commands that work on its content; refuses somebody else's. */
export async function ownStack(context: ActionContext, id: StackId): Promise<ObservedStack | undefined> {
  const { cloud, lab } = context;
  const stack = await cloud[STACKS[id].account].stacks.find(stackName(STACKS[id], lab));
  const foreign = foreignStack(context, id, stack);
  if (foreign) throw refused(foreign);
  return stack;
}

export function refused({ message, hint }: ForeignStack): LabError {
  return new LabError({ code: 'foreign-stack', message, hint });
}
