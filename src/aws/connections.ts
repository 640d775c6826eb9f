import { slots } from '../lab/slots.ts';
import type { Clock } from '../ports/clock.ts';
import { KnownStacks } from './known-stacks.ts';
import { KnownTags } from './known-tags.ts';
import { Lists } from './lists.ts';
import { Looks } from './looks.ts';
import type { RenewableProvider } from './credentials.ts';
import { ReadBudget } from './read-budget.ts';
import { StackPoller } from './stack-poller.ts';

/** What the labs of one run share. */
export interface Connections {
  /** Sessions by the route to them: whoever comes from the same credentials is asked for one MFA code. */
  readonly providers: Map<string, RenewableProvider>;
  /** What reads one account and region, and keeps within its limits. */
  readersOf(account: string, region: string): Readers;
}

export interface Readers {
  readonly budget: ReadBudget;
  readonly poller: StackPoller;
  readonly knownTags: KnownTags;
  readonly known: KnownStacks;
  readonly lists: Lists;
  readonly inTurn: ReturnType<typeof slots>;
}

/** Accounts that are looked through at once, each by clients of a dozen services. */
const IN_TURN = 30;

export function newConnections(clock: Clock): Connections {
  const all = new Map<string, Readers>();
  const looks = new Looks();
  const inTurn = slots(IN_TURN);
  return {
    providers: new Map(),
    readersOf(account, region) {
      const key = `${account}/${region}`;
      const readers = all.get(key) ?? newReaders(clock, looks, inTurn);
      all.set(key, readers);
      return readers;
    },
  };
}

function newReaders(clock: Clock, looks: Looks, inTurn: Readers['inTurn']): Readers {
  return {
    budget: new ReadBudget(clock),
    poller: new StackPoller(clock, looks),
    knownTags: new KnownTags(),
    known: new KnownStacks(),
    lists: new Lists(),
    inTurn,
  };
}
