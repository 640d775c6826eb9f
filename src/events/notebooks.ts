import type { Line } from './line.ts';

/** An operation on a notebook begins. */
export interface NotebookStartedEvent extends Line {
  readonly type: 'notebook-started';
  readonly operation: NotebookOperation;
  readonly name: string;
}

/** An operation on a notebook has ended. */
export interface NotebookFinishedEvent extends Line {
  readonly type: 'notebook-finished';
  readonly operation: NotebookOperation;
  readonly name: string;
  readonly outcome: 'succeeded' | 'failed';
  readonly seconds: number;
}

/** An operation on a notebook; `clear` removes what a failed launch left behind. */
export type NotebookOperation = 'launch' | 'attach' | 'clear' | 'start' | 'stop' | 'terminate';

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
