import type { Leftover } from '../events.ts';
import type { AccountRole, LabSettings } from '../lab/accounts.ts';
import type { Objects } from './objects.ts';
import type { Stacks } from './stacks.ts';

/** What can be done in one account. */
export interface Account {
  /** Who we are there. */
  identity(): Promise<{ readonly account: string; readonly arn: string }>;
  readonly stacks: Stacks;
  readonly objects: Objects;
  /** Everything in the account that bears the lab's names or tags, found by listing each kind of resource. */
  leftovers(lab: LabSettings, role: AccountRole): Promise<Leftover[]>;
}

/** The three accounts of a lab. */
export type Cloud = Readonly<Record<AccountRole, Account>>;
