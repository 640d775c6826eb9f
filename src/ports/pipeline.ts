/** An execution of the pipeline; it processes one submission. */
export interface Execution {
  readonly id: string;
  readonly status: 'InProgress' | 'Stopping' | 'Stopped' | 'Succeeded' | 'Failed' | 'Superseded' | 'Cancelled';
  /** Milliseconds since the epoch. */
  readonly started: number;
  /** When its status changed last. */
  readonly changed: number;
  /** The version of the submission; absent until the source has been read. */
  readonly version?: string;
  /** What was said of that version when it was uploaded. */
  readonly summary?: string;
  /** The reason given by whoever stopped it. */
  readonly stopReason?: string;
  /** Whether it was started by creating the pipeline rather than by a submission. */
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
  /** The action's message about its end: why it failed, or how an approval was answered. */
  readonly message?: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** An approval that the pipeline waits for. */
export interface WaitingApproval {
  readonly executionId: string;
  readonly stage: string;
  readonly action: string;
  /** Distinguishes this request for approval from earlier and later ones. */
  readonly token: string;
  /** Ids of executions that wait for this one to leave the stage. */
  readonly behind: readonly string[];
}

export interface ApprovalAnswer {
  readonly verdict: 'Approved' | 'Rejected';
  readonly comment: string;
}

/** The lab's pipeline in CodePipeline. If it does not exist, the error names the command that creates it. */
export interface Pipeline {
  readonly name: string;
  /** The names of its stages, in order. */
  stages(): Promise<string[]>;
  /** The latest hundred, the newest first. */
  executions(): Promise<Execution[]>;
  /** All of them that CodePipeline remembers, the newest first: those of twelve months. */
  history(): Promise<Execution[]>;
  /** The action runs of an execution so far, oldest first. */
  runsOf(executionId: string): Promise<ActionRun[]>;
  waitingApproval(): Promise<WaitingApproval | undefined>;
  /** Returns false if the approval is no longer pending. */
  answer(approval: WaitingApproval, answer: ApprovalAnswer): Promise<boolean>;
}
