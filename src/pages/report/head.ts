import type { ErrorReport, NextStep, RunReport } from '../../events.ts';
import type { AccountRole } from '../../lab/accounts.ts';

/** What the report of every run begins with. */
export interface ReportHead {
  readonly format: 1;
  readonly command: string;
  readonly lab: string;
  /** The value of the owner tag. */
  readonly owner: string;
  readonly region: string;
  /** Whether it was in the sandbox, where nothing reaches AWS. */
  readonly rehearsal: boolean;
  /** ISO 8601, as all times here. */
  readonly began: string;
  readonly ended: string;
  /** `undecided` while somebody is asked. */
  readonly status: RunReport['status'] | 'undecided';
  /** Whether only a plan was asked for. */
  readonly dryRun?: boolean;
  /** By whom, in each account. */
  readonly callers: readonly Caller[];
  readonly next: readonly NextStep[];
  readonly error?: ErrorReport;
}

export interface Caller {
  readonly account: AccountRole;
  readonly accountId: string;
  readonly principal: string;
}
