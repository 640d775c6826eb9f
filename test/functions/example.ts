import { DescribeTrainingJobCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { Job } from '../../lambda-code/job/job.ts';
import type { JobDefinition } from '../../lambda-code/job/job-handler.ts';
import type { Outcome } from '../../lambda-code/job/outcome.ts';
import { EXECUTION } from './pipeline.ts';

interface Parameters {
  readonly executionId: string;
}

export const PARAMETERS = { executionId: EXECUTION };

/** A Lambda function that does this with its job. */
export function exampleFunction(run: (job: Job) => Promise<Outcome> | Outcome): JobDefinition<Parameters> {
  return {
    name: 'Example',
    parse: (values) => ({ executionId: values.text('executionId') }),
    run: (_parameters, job) => Promise.resolve(run(job)),
  };
}

/** A call to AWS such as functions make. */
export function look(job: Job): Promise<unknown> {
  const command = new DescribeTrainingJobCommand({ TrainingJobName: 'example' });
  return job.call('DescribeTrainingJob of example', (options) =>
    new SageMakerClient(job.client).send(command, options),
  );
}
