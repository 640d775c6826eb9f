import type {
  ActionCategory,
  ActionExecutionStatus,
  ActionOwner,
  EncryptionKeyType,
  ExecutionMode,
  PipelineExecutionStatus,
  PipelineType,
  SourceRevisionType,
  StageExecutionStatus,
  TriggerType,
} from '@aws-sdk/client-codepipeline';

import type { Cloud } from '../../kernel/service.ts';
import type { Tags } from '../../kernel/tags.ts';
import type { Slice } from '../../kernel/world.ts';

/** A pipeline's declaration with all that may be left out of it filled in; the API answers with it as it is. */
export interface Structure {
  readonly name: string;
  readonly roleArn: string;
  readonly artifactStore: {
    readonly type: 'S3';
    readonly location: string;
    readonly encryptionKey?: { readonly id: string; readonly type: EncryptionKeyType };
  };
  readonly stages: Stage[];
  readonly version: number;
  readonly executionMode: ExecutionMode;
  readonly pipelineType: PipelineType;
  readonly variables: { name: string; defaultValue?: string | undefined; description?: string | undefined }[];
}

export interface Stage {
  readonly name: string;
  readonly actions: Action[];
}

export interface Action {
  readonly name: string;
  readonly actionTypeId: {
    readonly category: ActionCategory;
    readonly owner: ActionOwner;
    readonly provider: string;
    readonly version: string;
  };
  readonly runOrder: number;
  readonly configuration: Record<string, string>;
  readonly inputArtifacts: { name: string }[];
  readonly outputArtifacts: { name: string }[];
  readonly namespace?: string;
  readonly roleArn?: string;
  readonly timeoutInMinutes?: number;
}

/** An artifact of an execution, in the pipeline's artifact store. */
export interface Artifact {
  readonly name: string;
  readonly bucket: string;
  readonly key: string;
  /** What it was made from, where that has a name: the version of an object. */
  revision?: string;
}

/** A job that a function was given to answer. */
export interface Job {
  readonly id: string;
  answered: boolean;
}

/** What is to be done about an action: carry it out (again), or give it up for want of an answer. */
interface Appointment {
  readonly at: number;
  readonly what: 'perform' | 'expire';
}

/** One run of an action; a retry is another one. */
export interface ActionRun {
  readonly id: string;
  readonly stage: string;
  readonly action: string;
  readonly startedAt: number;
  updatedAt: number;
  status: ActionExecutionStatus;
  next: Appointment;
  /** The action's configuration with its variables resolved. */
  configuration: Record<string, string>;
  readonly inputs: readonly Artifact[];
  readonly outputs: readonly Artifact[];
  variables: Record<string, string>;
  summary?: string | undefined;
  externalId?: string | undefined;
  percent?: number | undefined;
  error?: { readonly code: string; readonly message: string };
  updatedBy?: string;
  /** What answers an approval. */
  token?: string;
  /** The jobs of an invocation, the newest last. */
  readonly jobs: Job[];
  continuationToken?: string;
}

export interface StageRun {
  status: StageExecutionStatus;
  enteredAt: number;
  retriedAt?: number;
  retries: number;
  /** Names of the actions that succeeded, and of those that did not. */
  done: string[];
  undone: string[];
}

export interface Revision {
  readonly action: string;
  readonly artifact: string;
  readonly id: string;
  readonly summary: string;
}

export interface Override {
  readonly action: string;
  readonly type: SourceRevisionType;
  readonly value: string;
}

export interface Execution {
  readonly id: string;
  readonly version: number;
  readonly mode: ExecutionMode;
  readonly startedAt: number;
  updatedAt: number;
  status: PipelineExecutionStatus;
  readonly trigger: { readonly type: TriggerType; readonly detail: string };
  readonly variables: Record<string, string>;
  readonly overrides: readonly Override[];
  readonly clientToken?: string;
  /** The execution whose artifacts are brought back into one stage. */
  readonly rollbackTo?: string;
  /** Index of the stage that it is in, or that it waits for. */
  stage: number;
  inside: boolean;
  /** When it goes on, once it is inside of a stage and none of its actions is in progress. */
  nextAt: number;
  /** How often it was begun or taken up again. */
  attempt: number;
  retriedAt?: number;
  stop?: { readonly reason: string };
  readonly stages: Record<string, StageRun>;
  readonly runs: ActionRun[];
  readonly artifacts: Record<string, Artifact>;
  /** Namespace → output variables. */
  readonly outputs: Record<string, Record<string, string>>;
  readonly revisions: Revision[];
}

export interface Pipeline {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  updatedAt: number;
  version: number;
  /** Every version of the pipeline's structure. */
  readonly structures: Record<string, Structure>;
  tags: Tags;
  /** By stage: transitions into it that somebody disabled. */
  readonly closed: Record<string, { readonly reason: string; readonly by: string; readonly at: number }>;
  /** By id, in the order in which they were started. */
  readonly executions: Record<string, Execution>;
  /** Source actions that are polled: when next, and the revision that was last seen. */
  polls: Record<string, { nextAt: number; seen?: string }>;
}

export interface CodePipelineState {
  readonly pipelines: Record<string, Pipeline>;
}

export const pipelineSlice: Slice<CodePipelineState> = { name: 'codepipeline', initial: () => ({ pipelines: {} }) };

export interface Place {
  readonly cloud: Cloud;
  readonly account: string;
  readonly region: string;
}

export function pipelinesOf({ cloud, account, region }: Place): Record<string, Pipeline> {
  return cloud.world.slice(pipelineSlice, account, region).pipelines;
}

export function structureOf({ structures }: Pipeline, version: number): Structure {
  const structure = structures[version];
  if (!structure) throw new Error(`a pipeline has no version ${version}`);
  return structure;
}

export function executionsOf({ executions }: Pipeline): Execution[] {
  return Object.values(executions);
}

export function isUnderWay({ status }: Pick<Execution, 'status'>): boolean {
  return status === 'InProgress' || status === 'Stopping';
}
