import type { AccountRole } from '../lab/accounts.ts';
import type { Line } from './line.ts';
import type { NextStep } from './step.ts';

/** The version of the contract that `docs/events.md` describes: it changes when a program that reads events has to. */
export const SCHEMA_VERSION = 1;

/** What run it is. The first line has what is known of it then, the last line all. */
export interface RunHeader {
  /** Of the events. It changes only when programs that read them have to. */
  readonly schemaVersion: typeof SCHEMA_VERSION;
  /** Of `mlops-lab`. */
  readonly programVersion: string;
  readonly command: string;
  /** Whether it is in the embedded sandbox, so that nothing reaches AWS. */
  readonly rehearsal: boolean;
  /** The lab that the run is about, where it is one. */
  readonly lab?: string;
  /** The lab's. */
  readonly region?: string;
  /** The lab's. */
  readonly accounts?: AccountIds;
}

/** The ids of a lab's accounts. */
export type AccountIds = Readonly<Record<AccountRole, string>>;

/** A lab of several, and where it is. */
export interface LabPlace {
  readonly lab: string;
  readonly region: string;
  readonly accounts: AccountIds;
}

/** The first line of every run. */
export interface StartEvent extends Line, RunHeader {
  readonly type: 'start';
  /** The lab that the run is about, where it is one. */
  readonly lab?: string;
  /** The labs, where the run is about several. */
  readonly labs?: readonly LabPlace[];
}

/** A run on several labs begins; each has a `lab-started` and a `lab-finished`. */
export interface LabsEvent extends Line {
  readonly type: 'labs';
  readonly command: string;
  readonly labs: readonly string[];
}

/** The turn of one of several labs has come. */
export interface LabStartedEvent extends Line {
  readonly type: 'lab-started';
}

/** Something that somebody should know, in words. */
export interface NoticeEvent extends Line {
  readonly type: 'notice';
  readonly level: 'info' | 'warning';
  readonly message: string;
  readonly next?: readonly NextStep[];
}

/** An account was reached, and is the one that the settings name. */
export interface AccountEvent extends Line {
  readonly type: 'account';
  readonly account: AccountRole;
  readonly accountId: string;
  /** The ARN of whoever the credentials belong to. */
  readonly principal: string;
}

/** Text that was asked for, such as a link or keys, and may be secret. It is on no other line. */
export interface SecretEvent extends Line {
  readonly type: 'secret';
  /** What it is: kebab-case. */
  readonly name: string;
  readonly text: string;
}
