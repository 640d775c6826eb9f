import { UNLISTED, type Leftover } from '../../events.ts';
import { STACKS } from '../../lab/stacks.ts';
import type { Step } from '../../steps.ts';
import type { ActionContext } from '../context.ts';
import { mayRead } from './blockers.ts';
import type { Failures } from './failures.ts';
import type { Kept } from './keep-data.ts';
import type { LooseSweep } from './loose.ts';
import type { Doomed, DoomedStack } from './read.ts';
import type { Staying } from './staying.ts';

/** What is known of why something of the lab stands. */
export interface Causes {
  readonly doomed: Doomed;
  readonly staying: Staying;
  readonly failures: Failures;
  readonly loose: LooseSweep;
  readonly kept: Kept;
}

/** Leftovers with why they are left and what mends it, as far as this run knows. */
export function explained(context: ActionContext, leftovers: readonly Leftover[], causes: Causes): Leftover[] {
  return leftovers.map((left) => {
    const kept = causes.kept(left);
    const { reason, remedy } = kept ?? because(left, causes);
    const told = { ...left, reason, ...(remedy.length > 0 && { next: context.showSteps(remedy) }) };
    return kept ? asKept(told, remedy.length > 0) : told;
  });
}

/** What has something to fetch stands by itself, not only as a part of its stack. */
function asKept({ within, deletedOn: _deletedOn, ...left }: Leftover, isData: boolean): Leftover {
  return { ...left, ...(within !== undefined && !isData && { within }), kept: true, expected: true };
}

function because(left: Leftover, causes: Causes): { readonly reason: string; readonly remedy: readonly Step[] } {
  const { kind, name, account, accountId, reason } = left;
  if (kind === UNLISTED) return { reason, remedy: [mayRead(`${name} of account ${accountId}`)] };
  const refused = causes.loose.error(left);
  if (refused) return { reason: refused.message, remedy: refused.hints };
  const stack = causes.doomed.stacks.find(({ id, stack }) => stack.name === name && STACKS[id].account === account);
  if (kind !== 'stack' || !stack) return { reason, remedy: [] };
  return becauseOf(stack, causes) ?? { reason, remedy: [] };
}

function becauseOf({ id }: DoomedStack, { staying, failures }: Causes) {
  const failed = failures.of(id);
  if (failed) return { reason: failed.message, remedy: failed.hints };
  const reasons = staying.get(id) ?? [];
  if (reasons.length === 0) return undefined;
  return { reason: reasons.map(({ what }) => what).join('; '), remedy: reasons.flatMap(({ remedy }) => remedy) };
}

/** Whether waiting does not change it: it is one of the stacks that stay, or in one. */
export function isThereToStay({ kind, name, within }: Leftover, { doomed, staying, failures }: Causes): boolean {
  const stands = doomed.stacks.filter(({ id }) => staying.has(id) || failures.of(id)).map(({ stack }) => stack.name);
  return stands.includes(within ?? (kind === 'stack' ? name : ''));
}
