import type { ErrorCode } from './error-codes/index.ts';
import type { AccountRole } from './lab/accounts.ts';
import type { DriftedResource } from './lab/drift.ts';
import type { DeployPlan } from './lab/plan.ts';
import type { Environment, Metric } from './lab/release.ts';
import type { ReleasedKind } from './lab/released.ts';
import type { StackId } from './lab/stacks.ts';

/** Everything that can be reported while a command runs. With `--output json` each is one line on stdout. */
export type LabEvent =
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
  | { readonly type: 'teardown-plan'; readonly command: string; readonly items: readonly TeardownItem[] }
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
      /** How many resources the operation is about, where that is known beforehand. */
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
      /** Why it failed, or what else it says of its end. */
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

/** `repair` has a stack forget what was deleted outside of it; the update that follows makes it again. */
export type StackOperation = 'create' | 'update' | 'repair' | 'delete' | 'recover' | 'attach';

/** What is done with a notebook; `clear` takes away what a launch that failed has left. */
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

/** An approval that somebody has to give, and what it is about. */
export interface AwaitedApproval extends ActionReference {
  /** As its manifest calls it. */
  readonly submission?: string;
  readonly version?: string;
  /** What the evaluation before it found. */
  readonly evaluation?: Evaluation;
}

export interface SubmissionReport {
  readonly name: string;
  readonly kind: 'data' | 'model';
  /** How many observations, for data. */
  readonly rows?: number;
  /** The size of the archive. */
  readonly bytes: number;
  readonly bucket: string;
  readonly key: string;
  /** Once it is uploaded. */
  readonly version?: string;
}

/** How a model did on the hold-out data. */
export interface Evaluation {
  readonly environment: Environment;
  readonly metric: Metric;
  readonly value: number;
  readonly threshold: number;
  readonly rows: number;
  /** All measures, whichever of them decides. */
  readonly metrics: Readonly<Record<Metric, number>>;
  readonly largestErrors: { readonly grams: number; readonly percent: number };
  readonly modelPackageArn: string;
  /** All this in one line. */
  readonly summary: string;
}

/** What came of an execution of the pipeline. */
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
  /** Whose approval it waits for: its own, or that of a release before it. */
  readonly awaits?: AwaitedApproval;
}

/** In which role somebody was let in and how; the link or the keys themselves go no way that events go. */
export interface LoginReport {
  readonly accountId: string;
  /** The role's ARN. */
  readonly role: string;
  readonly way: 'link' | 'switch-role' | 'credentials';
  /** Whose session it is; whoever switches roles comes by the name that they are signed in with. */
  readonly person?: string;
  /** Whether a browser was opened instead of handing out the link. */
  readonly opened: boolean;
  /** ISO 8601. */
  readonly openUntil?: string;
  /** When the session ends; ISO 8601. */
  readonly expires?: string;
}

/** A notebook as somebody launched it. */
export interface NotebookReport {
  readonly name: string;
  /** Service Catalog's status of the launch, or `ABSENT`. */
  readonly status: 'AVAILABLE' | 'UNDER_CHANGE' | 'TAINTED' | 'ERROR' | 'PLAN_IN_PROGRESS' | 'ABSENT';
  /** What Service Catalog says of a status that is not good. */
  readonly message?: string;
  /** The notebook instance, once it is made. */
  readonly notebook?: string;
  /** SageMaker's status of the instance, such as `InService`. */
  readonly notebookStatus?: string;
  readonly bucket?: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

export interface TeardownItem {
  readonly account: AccountRole;
  readonly accountId: string;
  readonly kind: 'stack' | 'bucket' | 'orphan' | ReleasedKind;
  readonly name: string;
  readonly detail: string;
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
  /** Whether nothing but a plan was asked for: `succeeded` then says that there is something to do. */
  readonly dryRun?: boolean;
  /** Outputs by stack id, for commands that deploy or look. */
  readonly outputs?: Readonly<Partial<Record<StackId, Readonly<Record<string, string>>>>>;
  readonly stacks?: readonly StackReport[];
  readonly leftovers?: readonly Leftover[];
  /** What updates of the stacks could not delete and left behind. */
  readonly orphans?: readonly Leftover[];
  readonly submission?: SubmissionReport;
  readonly release?: ReleaseReport;
  readonly login?: LoginReport;
  readonly notebooks?: readonly NotebookReport[];
  /** The notebook that was opened; its address is a secret, and no part of this. */
  readonly opened?: { readonly name: string; readonly notebook: string; readonly inBrowser: boolean };
  /** What was asked for in words: a help text, the version. */
  readonly text?: string;
  readonly error?: ErrorReport;
  readonly next?: readonly NextStep[];
  readonly seconds?: number;
}

export interface StackReport extends StackReference {
  /** CloudFormation's status, or `ABSENT`. */
  readonly status: string;
  readonly template: 'current' | 'differs' | 'unknown';
  readonly parameters: 'current' | 'differs' | 'unknown';
  /** Whether all that the stack has is still there: `differs` where something is not. */
  readonly resources: 'current' | 'differs' | 'unknown';
  /** What is not as the stack left it, or could not be looked at. */
  readonly drift?: readonly DriftedResource[];
  readonly outputs: Readonly<Record<string, string>>;
}

/** The kind of a leftover that stands for all of what could not be listed, so that it may or may not be there. */
export const UNLISTED = 'not listed';

export interface Leftover {
  readonly account: AccountRole;
  readonly accountId: string;
  readonly kind: string;
  readonly name: string;
  readonly reason: string;
  /** Leftovers that go by themselves, such as a key pending deletion, do not fail a teardown. */
  readonly expected: boolean;
}
