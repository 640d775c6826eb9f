/** An execution of the pipeline, which takes one submission on its way. */
export interface Execution {
  readonly id: string;
  readonly status: 'InProgress' | 'Stopping' | 'Stopped' | 'Succeeded' | 'Failed' | 'Superseded' | 'Cancelled';
  /** Milliseconds since the epoch. */
  readonly started: number;
  /** The version of the submission; absent until the source has been read. */
  readonly version?: string;
  /** What whoever stopped it gave as the reason. */
  readonly stopReason?: string;
  /** Whether making the pipeline started it, rather than a submission. */
  readonly atCreation?: true;
}

/** One run of an action within an execution; a stage that is retried runs its actions again. */
export interface ActionRun {
  readonly id: string;
  readonly stage: string;
  readonly action: string;
  readonly isApproval: boolean;
  readonly status: 'InProgress' | 'Succeeded' | 'Failed' | 'Abandoned';
  /** Milliseconds since the epoch. */
  readonly started: number;
  readonly ended: number;
  /** What the action says of its end: why it failed, or how an approval was answered. */
  readonly message?: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** An approval that somebody is waited for to give. */
export interface WaitingApproval {
  readonly executionId: string;
  readonly stage: string;
  readonly action: string;
  /** Tells this occasion from earlier and later ones. */
  readonly token: string;
  /** Ids of executions that wait for this one to leave the stage. */
  readonly behind: readonly string[];
}

export interface ApprovalAnswer {
  readonly verdict: 'Approved' | 'Rejected';
  readonly comment: string;
}

/** The lab's pipeline in CodePipeline. What it does not know of at all is an error that names the mending command. */
export interface Pipeline {
  readonly name: string;
  /** The names of its stages, in order. */
  stages(): Promise<string[]>;
  /** The latest hundred, the newest first. */
  executions(): Promise<Execution[]>;
  /** What ran in an execution so far, the oldest first. */
  runsOf(executionId: string): Promise<ActionRun[]>;
  waitingApproval(): Promise<WaitingApproval | undefined>;
  /** False when the approval does not wait any more. */
  answer(approval: WaitingApproval, answer: ApprovalAnswer): Promise<boolean>;
}
