import {
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  SageMakerClient,
  type CreateTrainingJobRequest,
  type DescribeTrainingJobResponse,
  type TrainingInstanceType,
} from '@aws-sdk/client-sagemaker';
import { resourcePrefix } from '../../src/lab/names.ts';
import { isAbsent, isTaken, JobFailure } from '../job/failures.ts';
import type { Job } from '../job/job.ts';
import { isIsolated } from '../job/isolation.ts';
import { labTags } from '../job/lab.ts';

export interface Training {
  readonly execution: string;
  /** As SageMaker takes them. */
  readonly hyperparameters: Record<string, string>;
  /** Stores the training data under a key of the artifact bucket. */
  readonly store: (key: string) => Promise<string>;
}

/** A training job, and where its model is or will be. */
export interface TrainingJob {
  readonly name: string;
  readonly modelData: string;
}

const MOST_ATTEMPTS = 20;

/**
 * Starts an execution's training job, or finds the one that it started before. A job's name is taken for ever, so what
 * follows a failed one has the next number.
 */
export async function train(training: Training, job: Job): Promise<TrainingJob> {
  const sagemaker = new SageMakerClient(job.client);
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const name = attemptName(training.execution, attempt, job);
    const found = await describe(job, sagemaker, name);
    if (found ? isUsable(found) : await start(training, name, job, sagemaker)) {
      return { name, modelData: `${modelFolder(training.execution, job)}${name}/output/model.tar.gz` };
    }
  }
  throw new JobFailure(
    'JobFailed',
    `training failed ${MOST_ATTEMPTS} times for this execution; find out why, then submit again`,
  );
}

function attemptName(execution: string, attempt: number, { environment }: Job): string {
  const name = `${resourcePrefix({ name: environment.text('LAB_NAME') })}${execution}`;
  return attempt === 1 ? name : `${name}-${attempt}`;
}

function modelFolder(execution: string, { environment }: Job): string {
  return `s3://${environment.text('ARTIFACT_BUCKET')}/models/${execution}/`;
}

function isUsable({ TrainingJobStatus: status }: DescribeTrainingJobResponse): boolean {
  return status === 'InProgress' || status === 'Completed';
}

async function describe(
  job: Job,
  sagemaker: SageMakerClient,
  name: string,
): Promise<DescribeTrainingJobResponse | undefined> {
  try {
    return await job.call(`DescribeTrainingJob of ${name}`, (options) =>
      sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: name }), options),
    );
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** A name that is taken by now was taken by this same job, invoked twice. */
async function start(training: Training, name: string, job: Job, sagemaker: SageMakerClient): Promise<boolean> {
  const data = await training.store(`training/${training.execution}/train.csv`);
  const request = requestOf(training, name, data, job);
  try {
    await job.call(`CreateTrainingJob of ${name}`, (options) =>
      sagemaker.send(new CreateTrainingJobCommand(request), options),
    );
  } catch (error) {
    if (!isTaken(error)) throw error;
  }
  return true;
}

function requestOf(
  { execution, hyperparameters }: Training,
  name: string,
  data: string,
  job: Job,
): CreateTrainingJobRequest {
  const { environment } = job;
  return {
    TrainingJobName: name,
    RoleArn: environment.text('TRAINING_ROLE_ARN'),
    AlgorithmSpecification: { TrainingImage: environment.text('TRAINING_IMAGE'), TrainingInputMode: 'File' },
    HyperParameters: hyperparameters,
    InputDataConfig: [
      {
        ChannelName: 'train',
        ContentType: 'text/csv',
        DataSource: {
          S3DataSource: { S3DataType: 'S3Prefix', S3Uri: data, S3DataDistributionType: 'FullyReplicated' },
        },
      },
    ],
    OutputDataConfig: { S3OutputPath: modelFolder(execution, job), KmsKeyId: environment.text('KEY_ARN') },
    ResourceConfig: {
      InstanceType: environment.text('TRAINING_INSTANCE_TYPE') as TrainingInstanceType,
      InstanceCount: 1,
      VolumeSizeInGB: 5,
    },
    EnableNetworkIsolation: isIsolated(job),
    StoppingCondition: { MaxRuntimeInSeconds: environment.number('TRAINING_MAX_SECONDS', { least: 1, most: 86_400 }) },
    Tags: labTags(job),
  };
}
