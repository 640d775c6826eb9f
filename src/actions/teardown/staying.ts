import type { AccountRole } from '../../lab/accounts.ts';
import { dependentsOf } from '../../lab/order.ts';
import { STACKS, type StackId } from '../../lab/stacks.ts';
import { mlopsLab, type Step } from '../../steps.ts';
import type { Doomed } from './read.ts';
import type { Blocker, Reason } from './reason.ts';

/** The stacks that stay. */
export type Staying = ReadonlyMap<StackId, readonly Reason[]>;

/**
 * What is kept stays, with all that it needs: a stack goes only after those that need it. `accounts` are those that are
 * to be cleared.
 */
export function stayingStacks(doomed: Doomed, blockers: readonly Blocker[], accounts: readonly AccountRole[]): Staying {
  const staying = new Map<StackId, Reason[]>();
  const ids = doomed.stacks.map(({ id }) => id);
  for (const id of ids) {
    const reasons = blockers.filter(({ keeps }) => keeps === id);
    if (reasons.length > 0 || !accounts.includes(STACKS[id].account)) staying.set(id, reasons);
  }
  for (let last = -1; last < staying.size;) {
    last = staying.size;
    for (const id of ids.filter((each) => !staying.has(each))) {
      const needing = dependentsOf(id).filter((other) => staying.has(other));
      if (needing.length > 0)
        staying.set(
          id,
          needing.map((other) => neededBy(doomed, other, accounts)),
        );
    }
  }
  return staying;
}

function neededBy({ stacks }: Doomed, id: StackId, accounts: readonly AccountRole[]): Reason {
  const name = stacks.find((each) => each.id === id)?.stack.name ?? id;
  const { account } = STACKS[id];
  const first: Step = { say: `end what is in that account first`, command: mlopsLab('teardown', '--only', account) };
  return { what: `stack ${name} needs it`, remedy: accounts.includes(account) ? [] : [first] };
}

/** Whose pipeline made what there is in an account: while it stands it makes such things again. */
const MADE_BY: Readonly<Partial<Record<AccountRole, StackId>>> = { tools: 'pipeline', staging: 'pipeline' };

/** What goes where these stacks stay. */
export function going(doomed: Doomed, staying: Staying, chosen: readonly AccountRole[]): Doomed {
  const accounts = chosen.filter((role) => {
    const maker = MADE_BY[role];
    return !maker || !staying.has(maker);
  });
  return {
    ...doomed,
    accounts,
    stacks: doomed.stacks.filter(({ id }) => !staying.has(id)),
    releases: doomed.releases.filter(({ account }) => accounts.includes(account)),
    notebooks: chosen.includes('datascience') ? doomed.notebooks : [],
    loose: doomed.loose.filter(({ account }) => chosen.includes(account)),
  };
}
