import type { Metric } from '../lab/course/metrics.ts';
import type { Task } from '../lab/course/tasks.ts';
import type { Environment } from '../lab/release.ts';
import type { Line } from './line.ts';
import type { NextStep } from './step.ts';

/** A submission keeps the rules, or is in the bucket that starts the pipeline. */
export interface SubmissionEvent extends Line, SubmissionReport {
  readonly type: 'submission';
  readonly state: 'checked' | 'uploaded';
}

/** An execution of the pipeline is followed. */
export interface ExecutionStartedEvent extends Line {
  readonly type: 'execution-started';
  readonly pipeline: string;
  readonly executionId: string;
  /** Its page in the console; absent in a rehearsal. */
  readonly console?: string;
  /** The version of the submission; absent until the pipeline has read it. */
  readonly version?: string;
  /**
   * When it began, by CodePipeline.
   *
   * @format date-time
   */
  readonly began: string;
  /** The stages of the pipeline, in their order. */
  readonly stages: readonly string[];
}

/** An action of the execution begins. */
export interface ActionStartedEvent extends Line, ActionReference {
  readonly type: 'action-started';
  /**
   * When it began, by CodePipeline: before it was followed, perhaps.
   *
   * @format date-time
   */
  readonly began: string;
}

/** An action of the execution has ended. */
export interface ActionFinishedEvent extends Line, ActionReference {
  readonly type: 'action-finished';
  readonly outcome: 'succeeded' | 'failed' | 'abandoned';
  readonly seconds: number;
  /**
   * When it ended, by CodePipeline.
   *
   * @format date-time
   */
  readonly ended: string;
  /** Why it failed, or another message about how it ended. */
  readonly message?: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** A release waits for somebody's approval. */
export interface ApprovalWaitingEvent extends Line, AwaitedApproval {
  readonly type: 'approval-waiting';
  readonly next: readonly NextStep[];
  /** Of `approve` alone. */
  readonly facts?: ApprovalFacts;
}

/** What helps to decide about a release, besides how its model did. */
export interface ApprovalFacts {
  /** Who submitted it, by the name of their session; absent for what was laid into the bucket by other means. */
  readonly submittedBy?: string;
  /**
   * When the pipeline began with it.
   *
   * @format date-time
   */
  readonly began?: string;
  /** What the model was judged on: a file of the bucket of assets, which nobody who submits can read. */
  readonly holdOut?: { readonly key: string; readonly sha256: string };
  /** The endpoint that an approval changes. */
  readonly endpoint: string;
  /** What it serves, as far as the pipeline's history goes; absent if nothing was released yet. */
  readonly production?: EarlierRelease;
  /** What the pipeline did before, the newest first; ten at most. */
  readonly earlier: readonly EarlierRelease[];
  /** The executions that wait behind it. */
  readonly behind: readonly string[];
}

/** An execution that has ended. */
export interface EarlierRelease {
  readonly executionId: string;
  readonly submission?: string;
  readonly submittedBy?: string;
  /** @format date-time */
  readonly began: string;
  readonly outcome: ReleaseReport['outcome'];
  /** The last one. */
  readonly evaluation?: Evaluation;
}

/** How an approval was answered. */
export interface ApprovalAnswerReport {
  readonly verdict: 'approved' | 'rejected';
  readonly comment: string;
}

/** The execution has ended. */
export interface ExecutionFinishedEvent extends Line {
  readonly type: 'execution-finished';
  readonly pipeline: string;
  readonly executionId: string;
  readonly outcome: Exclude<ReleaseReport['outcome'], 'waiting'>;
  readonly seconds: number;
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
  /** What the course asks. */
  readonly question: string;
  /** What people call the answer. */
  readonly label: string;
  readonly task: Task;
  readonly metric: Metric;
  readonly value: number;
  /** The most that the value may be where less is better, and the least where more is. */
  readonly threshold: number;
  readonly rows: number;
  /** All metrics of the course, not only the one that decides. */
  readonly metrics: Readonly<Partial<Record<Metric, number>>>;
  /** What the same answer for every row reaches by them. */
  readonly baselines: Readonly<Partial<Record<Metric, number>>>;
  /** What 95 % of other hold-out data would have given. */
  readonly intervals: Readonly<Partial<Record<Metric, { readonly least: number; readonly most: number }>>>;
  /** Of what is predicted, as it stands behind a number; absent where it has none. */
  readonly unit?: string;
  /** `absolute` is in that unit; `percent` is absent where the true value may be nothing. Only of numbers. */
  readonly largestErrors?: { readonly absolute: number; readonly percent?: number };
  /** How many rows of each true class were taken for which, in the order of the classes. Only of classes. */
  readonly confusion?: { readonly classes: readonly string[]; readonly rows: readonly (readonly number[])[] };
  readonly modelPackageArn: string;
  /** Everything above in one line. */
  readonly summary: string;
}

/** The outcome of an execution of the pipeline. */
export interface ReleaseReport {
  readonly pipeline: string;
  readonly executionId: string;
  /** Its page in the console; absent in a rehearsal. */
  readonly console?: string;
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
