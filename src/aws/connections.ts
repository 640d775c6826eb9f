import type { Clock } from '../ports/clock.ts';
import { Looks } from './looks.ts';
import type { RenewableProvider } from './credentials.ts';
import { ReadBudget } from './read-budget.ts';

/** What the labs of one run share. */
export interface Connections {
  /** Sessions by the route to them: whoever comes from the same credentials is asked for one MFA code. */
  readonly providers: Map<string, RenewableProvider>;
  readonly looks: Looks;
  budgetOf(account: string, region: string): ReadBudget;
}

export function newConnections(clock: Clock): Connections {
  const budgets = new Map<string, ReadBudget>();
  return {
    providers: new Map(),
    looks: new Looks(),
    budgetOf(account, region) {
      const key = `${account}/${region}`;
      const budget = budgets.get(key) ?? new ReadBudget(clock);
      budgets.set(key, budget);
      return budget;
    },
  };
}
