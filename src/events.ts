import type { ErrorCode } from './error-codes/index.ts';
import type { AccountRole } from './lab/accounts.ts';
import type { Cost, StandingCost } from './lab/cost.ts';
import type { DriftedResource } from './lab/drift.ts';
import type { HandoutReport } from './lab/handout.ts';
import type { DeployPlan } from './lab/plan.ts';
import type { Environment, Metric } from './lab/release.ts';
import type { LeftOut, ProposedLab } from './lab/roster-proposal.ts';
import type { RuntimeKind } from './lab/runtime-resources.ts';
import type { StackId } from './lab/stacks.ts';
import type { LooseKind } from './ports/orphans.ts';

/**
 * Everything that can be reported while a command runs. With `--output json` each is one line on stdout. Where the settings
 * describe several labs, an event names the one that it is about.
 */
export type LabEvent = Report & { readonly lab?: string };

type Report =
  | { readonly type: 'labs'; readonly command: string; readonly labs: readonly string[] }
  | { readonly type: 'lab-started' }
  | ({ readonly type: 'lab-finished' } & LabResult)
  | {
      readonly type: 'notice';
      readonly level: 'info' | 'warning';
      readonly message: string;
      readonly next?: readonly NextStep[];
    }
  | {
      readonly type: 'account';
      readonly account: AccountRole;
      readonly accountId: string;
      readonly principal: string;
    }
  | { readonly type: 'plan'; readonly command: string; readonly plan: DeployPlan }
  | {
      readonly type: 'teardown-plan';
      readonly command: string;
      readonly items: readonly TeardownItem[];
      /** What goes with the notebooks of people, if there are any. */
      readonly notebooks?: NotebooksAtStake;
      /** About what no longer costs. */
      readonly saved?: StandingCost;
    }
  | {
      readonly type: 'asset';
      readonly name: string;
      readonly key: string;
      readonly bytes: number;
      readonly state: 'uploaded' | 'present';
    }
  | ({
      readonly type: 'stack-started';
      readonly operation: StackOperation;
      /** How many resources the operation affects, if known beforehand. */
      readonly resources?: number;
    } & StackReference)
  | ({
      readonly type: 'resource';
      readonly logicalId: string;
      readonly resourceType: string;
      readonly physicalId?: string;
      readonly status: string;
      readonly reason?: string;
      /** ISO 8601, the service's time. */
      readonly time: string;
    } & StackReference)
  | ({
      readonly type: 'stack-finished';
      readonly operation: StackOperation;
      readonly outcome: 'succeeded' | 'unchanged' | 'failed';
      readonly seconds: number;
    } & StackReference)
  | {
      readonly type: 'bucket-emptied';
      readonly account: AccountRole;
      readonly accountId: string;
      readonly bucket: string;
      readonly versions: number;
    }
  /** What no stack has, and was deleted by itself. */
  | ({ readonly type: 'deleted' } & Omit<TeardownItem, 'owner'>)
  | { readonly type: 'notebook-started'; readonly operation: NotebookOperation; readonly name: string }
  | {
      readonly type: 'notebook-finished';
      readonly operation: NotebookOperation;
      readonly name: string;
      readonly outcome: 'succeeded' | 'failed';
      readonly seconds: number;
    }
  | ({ readonly type: 'submission'; readonly state: 'checked' | 'uploaded' } & SubmissionReport)
  | {
      readonly type: 'execution-started';
      readonly pipeline: string;
      readonly executionId: string;
      /** The version of the submission; absent until the pipeline has read it. */
      readonly version?: string;
    }
  | ({ readonly type: 'action-started' } & ActionReference)
  | ({
      readonly type: 'action-finished';
      readonly outcome: 'succeeded' | 'failed' | 'abandoned';
      readonly seconds: number;
      /** Why it failed, or another message about how it ended. */
      readonly message?: string;
      readonly outputs: Readonly<Record<string, string>>;
    } & ActionReference)
  | ({ readonly type: 'approval-waiting'; readonly next: readonly NextStep[] } & AwaitedApproval)
  | {
      readonly type: 'execution-finished';
      readonly pipeline: string;
      readonly executionId: string;
      readonly outcome: Exclude<ReleaseReport['outcome'], 'waiting'>;
      readonly seconds: number;
    }
  | ({ readonly type: 'result' } & ResultEvent);

/** `repair` removes deleted resources from the stack's record; the update that follows creates them again. */
export type StackOperation = 'create' | 'update' | 'repair' | 'delete' | 'recover' | 'attach';

/** An operation on a notebook; `clear` removes what a failed launch left behind. */
export type NotebookOperation = 'launch' | 'attach' | 'clear' | 'start' | 'stop' | 'terminate';

export interface StackReference {
  readonly account: AccountRole;
  readonly accountId: string;
  readonly stack: StackId;
  readonly stackName: string;
}

/** An action of an execution of the pipeline. */
export interface ActionReference {
  readonly executionId: string;
  readonly stage: string;
  readonly action: string;
}

/** An approval that somebody has to give, with the release it concerns. */
export interface AwaitedApproval extends ActionReference {
  /** As its manifest calls it. */
  readonly submission?: string;
  readonly version?: string;
  /** The result of the evaluation before it. */
  readonly evaluation?: Evaluation;
}

export interface SubmissionReport {
  readonly name: string;
  readonly kind: 'data' | 'model';
  /** Number of observations; for data only. */
  readonly rows?: number;
  /** The size of the archive. */
  readonly bytes: number;
  readonly bucket: string;
  readonly key: string;
  /** Set once it is uploaded. */
  readonly version?: string;
}

/** How a model did on the hold-out data. */
export interface Evaluation {
  readonly environment: Environment;
  readonly metric: Metric;
  readonly value: number;
  readonly threshold: number;
  readonly rows: number;
  /** All metrics, not only the one that decides. */
  readonly metrics: Readonly<Record<Metric, number>>;
  readonly largestErrors: { readonly grams: number; readonly percent: number };
  readonly modelPackageArn: string;
  /** Everything above in one line. */
  readonly summary: string;
}

/** The outcome of an execution of the pipeline. */
export interface ReleaseReport {
  readonly pipeline: string;
  readonly executionId: string;
  readonly outcome: 'released' | 'failed' | 'rejected' | 'stopped' | 'superseded' | 'waiting';
  /** As its manifest calls it. */
  readonly submission?: string;
  readonly version?: string;
  readonly evaluations: readonly Evaluation[];
  readonly endpoints: Readonly<Partial<Record<Environment, string>>>;
  readonly failed?: { readonly stage: string; readonly action: string; readonly message: string };
  /** The approval that it waits for: its own, or that of a release before it. */
  readonly awaits?: AwaitedApproval;
}

/** The role that somebody signed in with, and how. The link and the keys are secrets, and never part of an event. */
export interface LoginReport {
  readonly accountId: string;
  /** The role's ARN. */
  readonly role: string;
  readonly way: 'link' | 'switch-role' | 'credentials';
  /**
   * The person whose session it is; absent after switching roles, since the session then has the name they signed in
   * with.
   */
  readonly person?: string;
  /** Whether a browser was opened; otherwise the link was printed. */
  readonly opened: boolean;
  /** ISO 8601. */
  readonly openUntil?: string;
  /** When the session ends; ISO 8601. */
  readonly expires?: string;
}

/** The session of one of several people. */
export interface PersonsLogin extends Pick<LoginReport, 'accountId' | 'role' | 'openUntil' | 'expires'> {
  readonly lab: string;
  readonly name: string;
  readonly person: string;
}

/** A notebook that somebody launched. */
export interface NotebookReport {
  readonly name: string;
  /** Service Catalog's status of the launch, or `ABSENT`. */
  readonly status: 'AVAILABLE' | 'UNDER_CHANGE' | 'TAINTED' | 'ERROR' | 'PLAN_IN_PROGRESS' | 'ABSENT';
  /** Service Catalog's message about a failed status. */
  readonly message?: string;
  /** The notebook instance, once it exists. */
  readonly notebook?: string;
  /** SageMaker's status of the instance, such as `InService`. */
  readonly notebookStatus?: string;
  readonly bucket?: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  /** In lists for administrators: who launched it, when (ISO 8601), and on what it runs. */
  readonly owner?: string;
  readonly launchedAt?: string;
  readonly instanceType?: string;
}

/** A roster that was made of the accounts of an organization. */
export interface RosterReport {
  readonly csv: string;
  readonly labs: readonly ProposedLab[];
  readonly leftOut: readonly LeftOut[];
  /** Where it was written, if not to stdout. */
  readonly file?: string;
}

/** What somebody of a lab has come to, as far as AWS tells. */
export interface PersonReport {
  /** As the settings call them; absent for somebody whom they do not name. */
  readonly name?: string;
  readonly email?: string;
  /** The name of their sessions; absent for what bears nobody's name. */
  readonly person?: string;
  /**
   * Whether what they did shows that they signed in. Without CloudTrail a mere sign-in leaves no trace, so that nobody is
   * known to have not.
   */
  readonly signedIn: 'yes' | 'unknown';
  /** The latest that is known of them; ISO 8601. */
  readonly lastSeen?: string;
  readonly notebooks: readonly PersonsNotebook[];
  readonly submissions: number;
  /** The latest one, and what the pipeline made of it. */
  readonly submission?: PersonsSubmission;
  readonly verdict?: Verdict;
}

export interface PersonsNotebook extends Pick<
  NotebookReport,
  'name' | 'status' | 'message' | 'notebook' | 'notebookStatus'
> {
  /** ISO 8601. */
  readonly launchedAt?: string;
  /** When the instance last changed; ISO 8601. */
  readonly since?: string;
}

export interface PersonsSubmission {
  /** As its manifest calls it; absent where the pipeline's history does not say. */
  readonly name?: string;
  /** When the pipeline began with it; ISO 8601. */
  readonly at: string;
  readonly executionId: string;
  readonly version?: string;
}

/** Where a submission is in the pipeline, or how it ended there. */
export interface Verdict {
  readonly state:
    | 'waiting'
    | 'training'
    | 'in-nonprod'
    | 'awaiting-approval'
    | 'in-production'
    | 'released'
    /** The model was judged, and is not good enough. */
    | 'refused'
    /** By whoever was asked for approval. */
    | 'rejected'
    | 'failed'
    | 'superseded'
    | 'stopped';
  /** The judgement or the cause in words. */
  readonly detail?: string;
}

export interface TeardownItem {
  readonly account: AccountRole;
  readonly accountId: string;
  readonly kind: 'stack' | 'orphan' | 'provisioned product' | RuntimeKind | LooseKind;
  readonly name: string;
  readonly detail: string;
  /** The person whose it is, if it is somebody's. */
  readonly owner?: string;
}

/** What people lose with their notebooks, and what no longer costs. */
export interface NotebooksAtStake {
  readonly notebooks: number;
  readonly people: number;
  /** In all versions of what is in their buckets. */
  readonly bytes: number;
  /** Whether all of that was counted; else there is more. */
  readonly counted: boolean;
  /** Their buckets are kept with what is in them. */
  readonly bucketsStay?: true;
  /** By instance type: those that run, and for how many hours together at least. */
  readonly running: readonly { readonly instanceType: string; readonly notebooks: number; readonly hours: number }[];
}

/** Something to do: a sentence, and the command line that does it where there is one. */
export interface NextStep {
  readonly say: string;
  /** For a POSIX shell, to be pasted as it is: words are quoted, and it is about the same lab. */
  readonly command?: string;
  /** The same word by word, for programs that start it without a shell. */
  readonly argv?: readonly string[];
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

export interface ResultEvent {
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
  /** Everybody of a lab, in the order of the settings; then those whom these do not name. */
  readonly people?: readonly PersonReport[];
  /** The opened notebook. Its address is a secret and not part of this. */
  readonly opened?: { readonly name: string; readonly notebook: string; readonly inBrowser: boolean };
  /** Requested text: a help text or the version. */
  readonly text?: string;
  readonly error?: ErrorReport;
  readonly next?: readonly NextStep[];
  readonly seconds?: number;
  /** How each lab ended, where the command was about several of them. */
  readonly labs?: readonly LabSummary[];
  /** What `doctor` looked at. */
  readonly checks?: readonly CheckReport[];
  /** About what the stacks cost that there are. */
  readonly cost?: Cost;
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
export interface LabResult extends Omit<ResultEvent, 'labs'> {
  readonly lab: string;
  /** The exit code of the command on this lab alone. */
  readonly exitCode: number;
}

/** Its outputs and everything else stand in the event at its end. */
export type LabSummary = Pick<
  LabResult,
  'lab' | 'status' | 'exitCode' | 'error' | 'stacks' | 'leftovers' | 'people' | 'seconds'
>;

export interface StackReport extends StackReference {
  /** CloudFormation's status, or `ABSENT`. */
  readonly status: string;
  readonly template: 'current' | 'differs' | 'unknown';
  readonly parameters: 'current' | 'differs' | 'unknown';
  /** Whether all resources of the stack still exist; `differs` if not. */
  readonly resources: 'current' | 'differs' | 'unknown';
  /** Resources that differ from what the stack created, or could not be read. */
  readonly drift?: readonly DriftedResource[];
  readonly outputs: Readonly<Record<string, string>>;
}

/** The kind of a leftover that stands for everything that could not be listed, and so may or may not exist. */
export const UNLISTED = 'not listed';

/** A resource with a name or tags like the lab's that the lab did not make. */
export type LookAlike = Pick<Leftover, 'account' | 'accountId' | 'kind' | 'name'>;

export interface Leftover {
  readonly account: AccountRole;
  readonly accountId: string;
  readonly kind: string;
  readonly name: string;
  readonly reason: string;
  /** The stack that has it, and with which it goes. */
  readonly within?: string;
  /** What mends it. */
  readonly next?: readonly NextStep[];
  /** When AWS deletes it, if that is due; ISO 8601. */
  readonly deletedOn?: string;
  /** Whether it is to be there by choice (`--keep-data`). */
  readonly kept?: true;
  /** Leftovers that are kept, or that AWS deletes by itself, such as a key pending deletion, do not fail a teardown. */
  readonly expected: boolean;
}
