import type { ErrorReport, LabEvent, Leftover, LookAlike, TeardownItem } from '../../../events.ts';
import type { AccountRole } from '../../../lab/accounts.ts';

/** What a teardown deleted, when and by whom, and what is left: the file of `--report`. */
export interface TeardownReport {
  readonly format: 1;
  readonly lab: string;
  /** The value of the owner tag. */
  readonly owner: string;
  readonly region: string;
  /** ISO 8601, as all times here. */
  readonly began: string;
  readonly ended: string;
  readonly status: 'succeeded' | 'unchanged' | 'failed' | 'interrupted';
  /** The accounts that were to be cleared, if not all. */
  readonly only?: readonly AccountRole[];
  /** By whom, in each account. */
  readonly callers: readonly Caller[];
  readonly deleted: readonly DeletedItem[];
  /** What the stacks had, in the order in which it went. */
  readonly resources: readonly DeletedResource[];
  readonly left: readonly Leftover[];
  /** What stays by choice, and how to get what is in it. */
  readonly kept: readonly Leftover[];
  /** Keys that delete themselves. */
  readonly keys: readonly KeyPending[];
  readonly lookAlikes: readonly LookAlike[];
  readonly error?: ErrorReport;
}

export interface Caller {
  readonly account: AccountRole;
  readonly accountId: string;
  readonly principal: string;
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

export type EventOf<Type extends LabEvent['type']> = Extract<LabEvent, { type: Type }>;
