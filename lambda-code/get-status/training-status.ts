import {
  DescribeTrainingJobCommand,
  SageMakerClient,
  type DescribeTrainingJobResponse,
  type TrainingJobStatus,
} from '@aws-sdk/client-sagemaker';
import { NONE } from '../../src/lab/release.ts';
import { withoutStop } from '../job/failures.ts';
import type { Job } from '../job/job.ts';
import { failed, succeeded, type Outcome } from '../job/outcome.ts';
import { unfinished, watch, type Sight } from './look.ts';

const REMEDY = 'submit fewer rows or rounds, or raise the time that training may take';

/** Seconds that SageMaker takes to begin and to end a job: they do not count as the job's run time. */
const AROUND = 900;

/** A submitted model was trained elsewhere: there is no job to look at. */
export async function trainingStatus(
  { trainingJobName: name }: { trainingJobName: string },
  job: Job,
): Promise<Outcome> {
  if (name === NONE) return succeeded('a trained model was submitted: there is nothing to train');
  const sagemaker = new SageMakerClient(job.client);
  const most = job.environment.number('TRAINING_MAX_SECONDS', { least: 1, most: 86_400 });
  const look = async () => {
    const description = await job.call(`DescribeTrainingJob of ${name}`, (options) =>
      sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: name }), options),
    );
    return sightOf(name, description.TrainingJobStatus, reasonOf(description, most));
  };
  return watch(job, { subject: `training job ${name}`, seconds: most + AROUND, remedy: REMEDY, look });
}

function reasonOf(
  { FailureReason: reason, SecondaryStatus: status }: DescribeTrainingJobResponse,
  most: number,
): string {
  if (reason) return withoutStop(reason);
  return status === 'MaxRuntimeExceeded'
    ? `it ran for more than ${most} s, which is the limit`
    : 'SageMaker gives no reason';
}

function sightOf(name: string, status: TrainingJobStatus | undefined, reason: string): Sight {
  switch (status) {
    case 'Completed':
      return succeeded(`training job ${name} is completed`);
    case 'InProgress':
    case 'Stopping':
      return unfinished(status);
    case 'Failed':
      return failed('JobFailed', `training job ${name} failed: ${reason}. Mend what it names, then submit again`);
    case 'Stopped':
      return failed('JobFailed', `training job ${name} was stopped: ${reason}. Retry the stage to train once more`);
    case 'Deleting':
      return failed('JobFailed', `training job ${name} is being deleted; retry the stage to train once more`);
    case undefined:
    default:
      return failed('JobFailed', `training job ${name} is ${String(status)}, which this function does not know`);
  }
}
