import type { Leftover, LookAlike, TeardownItem } from '../../events.ts';
import type { AccountRole } from '../../lab/accounts.ts';
import type { StackRun } from './deployment-report.ts';
import type { ReportHead } from './head.ts';

/** What a teardown deleted, when and by whom, and what is left: the file of `--report`. */
export interface TeardownReport extends ReportHead {
  /** The accounts that were to be cleared, if not all. */
  readonly only?: readonly AccountRole[];
  readonly operations: readonly StackRun[];
  readonly deleted: readonly DeletedItem[];
  /** What the stacks had, in the order in which it went. */
  readonly resources: readonly DeletedResource[];
  readonly left: readonly Leftover[];
  /** What stays by choice, and how to get what is in it. */
  readonly kept: readonly Leftover[];
  /** Keys that delete themselves. */
  readonly keys: readonly KeyPending[];
  readonly lookAlikes: readonly LookAlike[];
}

export interface DeletedItem extends TeardownItem {
  readonly at: string;
}

export interface DeletedResource {
  readonly account: AccountRole;
  readonly accountId: string;
  readonly stack: string;
  readonly type: string;
  readonly id: string;
  readonly at: string;
}

export interface KeyPending {
  readonly account: AccountRole;
  readonly accountId: string;
  readonly key: string;
  readonly deletedOn: string;
}
