import type { Clock } from '../ports/clock.ts';
import { Looks } from './looks.ts';
import type { RenewableProvider } from './credentials.ts';
import { ReadBudget } from './read-budget.ts';
import { StackPoller } from './stack-poller.ts';

/** What the labs of one run share. */
export interface Connections {
  /** Sessions by the route to them: whoever comes from the same credentials is asked for one MFA code. */
  readonly providers: Map<string, RenewableProvider>;
  /** What keeps within the limits of one account and region. */
  readersOf(account: string, region: string): Readers;
}

export interface Readers {
  readonly budget: ReadBudget;
  readonly poller: StackPoller;
}

export function newConnections(clock: Clock): Connections {
  const all = new Map<string, Readers>();
  const looks = new Looks();
  return {
    providers: new Map(),
    readersOf(account, region) {
      const key = `${account}/${region}`;
      const readers = all.get(key) ?? { budget: new ReadBudget(clock), poller: new StackPoller(clock, looks) };
      all.set(key, readers);
      return readers;
    },
  };
}
