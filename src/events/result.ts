import type { ErrorCode } from '../error-codes/index.ts';
import type { AccountRole } from '../lab/accounts.ts';
import type { Cost } from '../lab/cost.ts';
import type { HandoutReport } from '../lab/handout.ts';
import type { StackId } from '../lab/stacks.ts';
import type { CourseReport, CourseSummary, TaughtReport } from './courses.ts';
import type { Leftover, LookAlike } from './leftovers.ts';
import type { Line } from './line.ts';
import type { NotebookReport } from './notebooks.ts';
import type { LoginReport, PersonReport, PersonsLogin, RosterReport } from './people.ts';
import type { ApprovalAnswerReport, ReleaseReport, SubmissionReport } from './releases.ts';
import type { LabPlace, RunHeader } from './run.ts';
import type { StackReport } from './stacks.ts';
import type { NextStep } from './step.ts';

/** The last line of every run: how it ended, and what run it was. */
export interface ResultLine extends Line, RunHeader, ResultEvent {
  readonly type: 'result';
  /** The lab that the run is about, where it is one. */
  readonly lab?: string;
  readonly command: string;
}

/** How a command ended in one lab of several: what its result would be alone. */
export interface LabFinishedEvent extends Line, LabResult {
  readonly type: 'lab-finished';
  readonly lab: string;
}

export interface ErrorReport {
  /** `docs/errors.md` has all of them. */
  readonly code: ErrorCode;
  readonly message: string;
  /** What mends it. */
  readonly hints: readonly NextStep[];
  /** A stack trace, for those who debug the program. */
  readonly details?: string;
}

/** How a command ended, in one lab or altogether. */
export interface RunReport {
  readonly command: string;
  readonly status: 'succeeded' | 'unchanged' | 'failed' | 'declined' | 'interrupted';
  /** Whether only a plan was asked for; `succeeded` then means that there is something to do. */
  readonly dryRun?: boolean;
  /** Outputs by stack id, for commands that deploy or report. */
  readonly outputs?: Readonly<Partial<Record<StackId, Readonly<Record<string, string>>>>>;
  readonly stacks?: readonly StackReport[];
  readonly leftovers?: readonly Leftover[];
  /** The accounts that were to be cleared, if not all; nothing is said of the others. */
  readonly only?: readonly AccountRole[];
  /** What only looks like the lab's and was left alone. */
  readonly lookAlikes?: readonly LookAlike[];
  /** Resources that stack updates could not delete and left behind. */
  readonly orphans?: readonly Leftover[];
  readonly submission?: SubmissionReport;
  readonly release?: ReleaseReport;
  /** How `approve` answered. */
  readonly answer?: ApprovalAnswerReport;
  readonly login?: LoginReport;
  /** Those of several people, in the order of the settings. */
  readonly logins?: readonly PersonsLogin[];
  /** Where links and keys of these were written, if not to stdout. */
  readonly loginsFile?: string;
  readonly notebooks?: readonly NotebookReport[];
  /** Pages that were written for the people of the lab. */
  readonly handout?: HandoutReport;
  /** The roster that was proposed. */
  readonly roster?: RosterReport;
  /** The course that was proposed or checked. */
  readonly course?: CourseReport;
  /** What the lab teaches, as its settings say. */
  readonly teaches?: TaughtReport;
  /** The courses of the package. */
  readonly courses?: readonly CourseSummary[];
  /** Everybody of a lab, in the order of the settings; then those whom these do not name. */
  readonly people?: readonly PersonReport[];
  /** The opened notebook. Its address is a secret and not part of this. */
  readonly opened?: { readonly name: string; readonly notebook: string; readonly inBrowser: boolean };
  /** Requested text: a help text or the version. */
  readonly text?: string;
  readonly error?: ErrorReport;
  readonly next?: readonly NextStep[];
  readonly seconds?: number;
  /** What `doctor` looked at. */
  readonly checks?: readonly CheckReport[];
  /** About what the stacks cost that there are. */
  readonly cost?: Cost;
}

export interface ResultEvent extends RunReport {
  /** How each lab ended, where the command was about several of them. */
  readonly labs?: readonly LabSummary[];
}

/** Something that a lab depends on, and what was found of it. */
export interface CheckReport {
  readonly check:
    | 'node'
    | 'terminal'
    | 'aws-cli'
    | 'proxy'
    | 'settings'
    | 'account'
    | 'clock'
    | 'region'
    | 'zones'
    | 'quotas'
    | 'permissions'
    | 'names';
  readonly title: string;
  readonly account?: AccountRole;
  readonly accountId?: string;
  /** A warning stops no deployment; what was skipped could not be looked at. */
  readonly outcome: 'ok' | 'warning' | 'failed' | 'skipped';
  /** What was found, or why it was not looked at. */
  readonly found: string;
  /** The particulars, one each. */
  readonly details?: readonly string[];
  /** What mends it. */
  readonly next?: readonly NextStep[];
}

/** How a command ended in one lab of several. */
export interface LabResult extends RunReport {
  readonly lab: string;
  /** The exit code of the command on this lab alone. */
  readonly exitCode: number;
}

/** Its outputs and everything else stand in the event at its end. */
export interface LabSummary
  extends
    Pick<RunReport, 'status' | 'error' | 'stacks' | 'leftovers' | 'people' | 'seconds'>,
    Pick<LabResult, 'lab' | 'exitCode'>,
    Partial<Pick<LabPlace, 'region' | 'accounts'>> {}
