import type { CreateTrainingJobRequest, SecondaryStatus, TrainingJobStatus } from '@aws-sdk/client-sagemaker';

import type { Cloud } from '../../../kernel/service.ts';
import { earliest } from '../../../kernel/earliest.ts';
import type { Tags } from '../../../kernel/tags.ts';
import type { Slice } from '../../../kernel/world.ts';
import type { Place } from '../state.ts';

/** What a job is doing, or how it ended. */
export type Phase = Extract<
  SecondaryStatus,
  | 'Starting'
  | 'Downloading'
  | 'Training'
  | 'Uploading'
  | 'Completed'
  | 'Failed'
  | 'Stopping'
  | 'Stopped'
  | 'MaxRuntimeExceeded'
>;

/** What is kept of a request. */
export type TrainingRequest = Pick<
  CreateTrainingJobRequest,
  | 'AlgorithmSpecification'
  | 'EnableInterContainerTrafficEncryption'
  | 'EnableManagedSpotTraining'
  | 'EnableNetworkIsolation'
  | 'Environment'
  | 'HyperParameters'
  | 'InputDataConfig'
  | 'OutputDataConfig'
  | 'ResourceConfig'
  | 'RoleArn'
  | 'StoppingCondition'
  | 'VpcConfig'
>;

export interface Transition {
  readonly phase: Phase;
  readonly startedAt: number;
  endedAt?: number;
  readonly message: string;
}

/** What the training made, before it is uploaded. */
export interface TrainingResult {
  /** `model.tar.gz`, as a blob of the sandbox. */
  readonly archive: string;
  readonly metrics: Readonly<Record<string, number>>;
}

export interface TrainingJobRecord {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  modifiedAt: number;
  readonly request: TrainingRequest;
  phase: Phase;
  /** When the phase is over; absent in those that are the end. */
  dueAt?: number;
  readonly transitions: Transition[];
  result?: TrainingResult;
  failureReason?: string;
  tags: Tags;
}

export const trainingSlice: Slice<Record<string, TrainingJobRecord>> = {
  name: 'sagemaker-training',
  initial: () => ({}),
};

export function trainingJobsOf({ cloud, account, region }: Place): Record<string, TrainingJobRecord> {
  return cloud.world.slice(trainingSlice, account, region);
}

export function nextTrainingDue({ world }: Cloud): number | undefined {
  const jobs = [...world.survey(trainingSlice)].flatMap(({ value }) => Object.values(value));
  return earliest(jobs.map(({ dueAt }) => dueAt));
}

const STATUSES: Readonly<Record<Phase, TrainingJobStatus>> = {
  Starting: 'InProgress',
  Downloading: 'InProgress',
  Training: 'InProgress',
  Uploading: 'InProgress',
  Completed: 'Completed',
  Failed: 'Failed',
  Stopping: 'Stopping',
  Stopped: 'Stopped',
  MaxRuntimeExceeded: 'Stopped',
};

export function trainingStatus({ phase }: TrainingJobRecord): TrainingJobStatus {
  return STATUSES[phase];
}

/** A phase begins at `now`, and lasts for so long unless it is the end. */
export function enter(job: TrainingJobRecord, phase: Phase, now: number, lastsMs?: number): void {
  const before = job.transitions.at(-1);
  if (before) before.endedAt = now;
  job.phase = phase;
  job.modifiedAt = now;
  job.transitions.push({
    phase,
    startedAt: now,
    message: MESSAGES[phase],
    ...(lastsMs === undefined && { endedAt: now }),
  });
  if (lastsMs === undefined) delete job.dueAt;
  else job.dueAt = now + lastsMs;
}

/** Source: SageMaker API reference, SecondaryStatusTransition. */
const MESSAGES: Readonly<Record<Phase, string>> = {
  Starting: 'Preparing the instances for training',
  Downloading: 'Downloading input data',
  Training: 'Training image download completed. Training in progress.',
  Uploading: 'Uploading generated training model',
  Completed: 'Training job completed',
  Failed: 'Training job failed',
  Stopping: 'Stopping the training job',
  Stopped: 'Training job stopped',
  MaxRuntimeExceeded: 'Training job runtime exceeded MaxRuntimeInSeconds provided',
};
