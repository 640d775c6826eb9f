import type { DescribeTrainingJobResponse, TrainingJobSummary } from '@aws-sdk/client-sagemaker';

import { artifactsOf } from './run.ts';
import { trainingStatus, type TrainingJobRecord } from './state.ts';

export function trainingJobSummary(
  job: TrainingJobRecord,
): TrainingJobSummary & Pick<DescribeTrainingJobResponse, 'SecondaryStatus'> {
  const { endedAt } = times(job);
  return {
    TrainingJobName: job.name,
    TrainingJobArn: job.arn,
    CreationTime: new Date(job.createdAt),
    ...(endedAt !== undefined && { TrainingEndTime: new Date(endedAt) }),
    LastModifiedTime: new Date(job.modifiedAt),
    TrainingJobStatus: trainingStatus(job),
    SecondaryStatus: job.phase,
  };
}

export function trainingJobShape(job: TrainingJobRecord): DescribeTrainingJobResponse {
  const isDone = job.phase === 'Completed';
  return {
    ...job.request,
    ...trainingJobSummary(job),
    ...timesShape(job),
    StoppingCondition: job.request.StoppingCondition,
    ModelArtifacts: isDone ? { S3ModelArtifacts: artifactsOf(job) } : undefined,
    ...(job.failureReason !== undefined && { FailureReason: job.failureReason }),
    SecondaryStatusTransitions: job.transitions.map(({ phase, startedAt, endedAt, message }) => ({
      Status: phase,
      StartTime: new Date(startedAt),
      ...(endedAt !== undefined && { EndTime: new Date(endedAt) }),
      StatusMessage: message,
    })),
    ...(isDone && { FinalMetricDataList: finalMetrics(job) }),
  };
}

function finalMetrics({ result, modifiedAt }: TrainingJobRecord) {
  return Object.entries(result?.metrics ?? {}).map(([MetricName, Value]) => ({
    MetricName,
    Value,
    Timestamp: new Date(modifiedAt),
  }));
}

function timesShape(job: TrainingJobRecord) {
  const { startedAt, endedAt } = times(job);
  if (startedAt === undefined) return {};
  const seconds = endedAt === undefined ? undefined : Math.round((endedAt - startedAt) / 1000);
  return {
    TrainingStartTime: new Date(startedAt),
    ...(seconds !== undefined && { TrainingTimeInSeconds: seconds, BillableTimeInSeconds: seconds }),
  };
}

/** The time that is billed begins with the download. */
function times({ transitions, dueAt, modifiedAt }: TrainingJobRecord) {
  const startedAt = transitions.find(({ phase }) => phase === 'Downloading')?.startedAt;
  return { startedAt, endedAt: dueAt === undefined ? modifiedAt : undefined };
}
