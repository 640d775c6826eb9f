import type {
  DeleteTrainingJobRequest,
  DescribeTrainingJobRequest,
  DescribeTrainingJobResponse,
  ListTrainingJobsRequest,
  ListTrainingJobsResponse,
  StopTrainingJobRequest,
} from '@aws-sdk/client-sagemaker';

import { own } from '../../../../own.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import { pageOf } from '../../../kernel/pages.ts';
import type { Call } from '../../../kernel/service.ts';
import { arnOf } from '../arns.ts';
import { invalid } from '../errors.ts';
import { selected } from '../selection.ts';
import { createTrainingJob } from './create.ts';
import { PHASES_MS } from './progress.ts';
import { trainingJobShape, trainingJobSummary } from './shape.ts';
import { enter, trainingJobsOf, trainingStatus, type TrainingJobRecord } from './state.ts';

export const trainingOperations = {
  CreateTrainingJob: createTrainingJob,
  DescribeTrainingJob: describeTrainingJob,
  ListTrainingJobs: listTrainingJobs,
  StopTrainingJob: stopTrainingJob,
  DeleteTrainingJob: deleteTrainingJob,
};

function describeTrainingJob(input: DescribeTrainingJobRequest, call: Call): DescribeTrainingJobResponse {
  return trainingJobShape(jobOf(input.TrainingJobName, call));
}

function listTrainingJobs(input: ListTrainingJobsRequest, call: Call): ListTrainingJobsResponse {
  call.about('*');
  const { StatusEquals, SortBy = 'CreationTime' } = input;
  const wanted = Object.values(trainingJobsOf(call)).filter(
    (job) => StatusEquals === undefined || trainingStatus(job) === StatusEquals,
  );
  const jobs = selected(wanted, { ...input, SortBy });
  const { items, next } = pageOf(jobs, input.NextToken, input.MaxResults ?? 10);
  return { TrainingJobSummaries: items.map(trainingJobSummary), ...(next && { NextToken: next }) };
}

function stopTrainingJob(input: StopTrainingJobRequest, call: Call): object {
  const job = jobOf(input.TrainingJobName, call);
  const status = trainingStatus(job);
  if (status !== 'InProgress') {
    invalid(`The request was rejected because the training job is in status ${status}`);
  }
  delete job.result;
  enter(job, 'Stopping', call.now, PHASES_MS.Stopping);
  return {};
}

/** Source: SageMaker API reference, DeleteTrainingJob. */
function deleteTrainingJob(input: DeleteTrainingJobRequest, call: Call): object {
  const job = jobOf(input.TrainingJobName, call);
  if (job.dueAt !== undefined) {
    const status = trainingStatus(job);
    throw new AwsError(
      'ResourceInUse',
      `Training job ${job.arn} is in status ${status}. Only jobs that are Completed, Failed or Stopped can be deleted.`,
    );
  }
  delete trainingJobsOf(call)[job.name];
  return {};
}

function jobOf(name: string | undefined, call: Call): TrainingJobRecord {
  call.about(arnOf('training-job', name ?? '', call));
  return own(trainingJobsOf(call), name ?? '') ?? invalid('Requested resource not found.');
}
