import {
  AddTagsCommand,
  CreateEndpointConfigCommand,
  ListTagsCommand,
  type ProductionVariant,
  type ProductionVariantInstanceType,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { NONE } from '../../src/lab/release.ts';
import type { Endpoint } from '../job/endpoint.ts';
import { describeConfiguration, findConfiguration } from '../job/configuration.ts';
import { isTaken } from '../job/failures.ts';
import type { Job } from '../job/job.ts';
import { labTags } from '../job/lab.ts';
import type { Hosting, Release } from './release.ts';

/** What the endpoint served before a configuration: whoever runs after that still has to know it. */
const PREVIOUS_TAG = 'mlops-lab:previous-configuration';

const VARIANT = 'AllTraffic';

/** Has the configuration there, with a note of what the endpoint serves at this moment. */
export async function createConfiguration(
  release: Release,
  previous: string,
  job: Job,
  sagemaker: SageMakerClient,
): Promise<void> {
  const note = { Key: PREVIOUS_TAG, Value: previous };
  const input = {
    EndpointConfigName: release.name,
    ProductionVariants: [variant(release)],
    Tags: [...labTags(job), note],
  };
  try {
    await job.call(`CreateEndpointConfig of ${release.name}`, (options) =>
      sagemaker.send(new CreateEndpointConfigCommand(input), options),
    );
  } catch (error) {
    if (!isTaken(error)) throw error;
    const { arn } = await describeConfiguration(release.name, job, sagemaker);
    await job.call(`AddTags to ${release.name}`, (options) =>
      sagemaker.send(new AddTagsCommand({ ResourceArn: arn, Tags: [note] }), options),
    );
  }
}

/**
 * What is put back if the release fails: what is served now, or was before an endpoint in trouble was brought to the
 * release, or before an endpoint was deleted for its sake.
 */
export async function servedBefore(
  release: Release,
  endpoint: Endpoint | undefined,
  job: Job,
  sagemaker: SageMakerClient,
): Promise<string> {
  if (endpoint && endpoint.serving !== release.name) return endpoint.serving ?? NONE;
  return previousConfiguration(release.name, job, sagemaker);
}

/** What the endpoint served before it was brought to this configuration, which may not be there yet. */
export async function previousConfiguration(name: string, job: Job, sagemaker: SageMakerClient): Promise<string> {
  return (await notedPrevious(name, job, sagemaker)) ?? NONE;
}

/** The same, and undefined where there is no such configuration or no note on it, as far as can be seen. */
export async function notedPrevious(name: string, job: Job, sagemaker: SageMakerClient): Promise<string | undefined> {
  const configuration = await findConfiguration(name, job, sagemaker);
  if (!configuration) return undefined;
  const { Tags = [] } = await job.call(`ListTags of ${name}`, (options) =>
    sagemaker.send(new ListTagsCommand({ ResourceArn: configuration.arn }), options),
  );
  return Tags.find(({ Key }) => Key === PREVIOUS_TAG)?.Value;
}

function variant({ name, hosting }: Release): ProductionVariant {
  return { VariantName: VARIANT, ModelName: name, ...hostedBy(hosting) };
}

function hostedBy(hosting: Hosting): Partial<ProductionVariant> {
  if (hosting.kind === 'serverless') {
    return { ServerlessConfig: { MemorySizeInMB: hosting.memory, MaxConcurrency: hosting.concurrency } };
  }
  return {
    InstanceType: hosting.type as ProductionVariantInstanceType,
    InitialInstanceCount: hosting.count,
    InitialVariantWeight: 1,
  };
}
