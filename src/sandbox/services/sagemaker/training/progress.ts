import type { Cloud } from '../../../kernel/service.ts';
import { MOST_IN_A_STEP } from '../../../kernel/steps.ts';
import type { Place } from '../state.ts';
import { train, TrainingFailed, upload } from './run.ts';
import { enter, trainingSlice, type TrainingJobRecord } from './state.ts';

/** Commonly seen durations of small jobs: about three minutes altogether. */
export const PHASES_MS = { Starting: 75_000, Downloading: 20_000, Uploading: 15_000, Stopping: 45_000 } as const;
const TRAINING_MS = 60_000;

/** Lets jobs go on whose phase is over. */
export function advanceTraining(cloud: Cloud): void {
  for (const { job, place } of dueJobs(cloud).slice(0, MOST_IN_A_STEP)) proceed(job, place);
}

function dueJobs(cloud: Cloud): { job: TrainingJobRecord; place: Place }[] {
  return [...cloud.world.each(trainingSlice)].flatMap(({ account, region, value }) => {
    const due = Object.values(value).filter(({ dueAt = Infinity }) => dueAt <= cloud.world.now);
    return due.map((job) => ({ job, place: { cloud, account, region } }));
  });
}

function proceed(job: TrainingJobRecord, place: Place): void {
  try {
    next(job, place);
  } catch (error) {
    if (!(error instanceof TrainingFailed)) throw error;
    fail(job, error.message, place);
  }
}

function next(job: TrainingJobRecord, place: Place): void {
  const { now } = place.cloud.world;
  switch (job.phase) {
    case 'Starting':
      return enter(job, 'Downloading', now, PHASES_MS.Downloading);
    case 'Downloading':
      job.result = train(job, place);
      return enter(job, 'Training', now, Math.min(TRAINING_MS, longestMs(job)));
    case 'Training':
      return endTraining(job, place);
    case 'Uploading':
      if (job.result) upload(job, job.result, place);
      return enter(job, 'Completed', now);
    case 'Stopping':
      return enter(job, 'Stopped', now);
    case 'Completed':
    case 'Failed':
    case 'Stopped':
    case 'MaxRuntimeExceeded':
      return;
  }
}

function endTraining(job: TrainingJobRecord, place: Place): void {
  const { now } = place.cloud.world;
  const fault = place.cloud.faults.forSageMaker(`training-job/${job.name}`, 'create');
  if (fault) return fail(job, fault.reason, place);
  if (longestMs(job) < TRAINING_MS) return enter(job, 'MaxRuntimeExceeded', now);
  enter(job, 'Uploading', now, PHASES_MS.Uploading);
}

function fail(job: TrainingJobRecord, reason: string, { cloud }: Place): void {
  job.failureReason = reason;
  enter(job, 'Failed', cloud.world.now);
}

function longestMs({ request }: TrainingJobRecord): number {
  return (request.StoppingCondition?.MaxRuntimeInSeconds ?? Infinity) * 1000;
}
