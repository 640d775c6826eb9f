import { ListTagsCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker';
import { describeOwner, OWNER_TAG } from '../../src/lab/owner.ts';
import { JobFailure } from './failures.ts';
import type { Job } from './job.ts';

/** The owner of something in the Staging account that bears a name of the lab; undefined where mlops-lab did not make it. */
export async function ownerOfArn(arn: string, job: Job, sagemaker: SageMakerClient): Promise<string | undefined> {
  const { Tags = [] } = await job.call(`ListTags of ${arn}`, (options) =>
    sagemaker.send(new ListTagsCommand({ ResourceArn: arn }), options),
  );
  return Tags.find(({ Key }) => Key === OWNER_TAG)?.Value;
}

/** Fails the job where an endpoint by the lab's name is somebody else's, before anything is done for it. */
export async function expectOwnEndpoint(
  { name, arn }: { readonly name: string; readonly arn: string },
  job: Job,
  sagemaker: SageMakerClient,
): Promise<void> {
  const own = job.environment.text('DEPLOYMENT');
  const owner = await ownerOfArn(arn, job, sagemaker);
  if (owner === own) return;
  const whose = owner === undefined ? 'was not made by mlops-lab' : `belongs to ${describeOwner(owner)}`;
  throw new JobFailure(
    'ConfigurationError',
    `endpoint ${name} in the Staging account ${whose}, and this pipeline to ${describeOwner(own)}, so nothing was ` +
      'deployed; have its owner delete that endpoint, or give this lab another name with --name',
  );
}
