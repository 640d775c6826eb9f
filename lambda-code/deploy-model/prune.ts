import { DeleteObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import {
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  ListEndpointConfigsCommand,
  type ListEndpointConfigsCommandOutput,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { failureOf, isAbsent } from '../job/failures.ts';
import type { Job } from '../job/job.ts';
import { ownerOfArn } from '../job/owner.ts';
import { modelKeyOf, type Release } from './release.ts';

/** What follows the endpoint's name in those that the pipeline makes. */
const SUFFIX = /^-[0-9a-f]{12}$/;

interface Clients {
  readonly sagemaker: SageMakerClient;
  readonly s3: S3Client;
}

/**
 * Deletes an environment's oldest configurations, with their models and what those were loaded from, but never what is
 * served or would be put back: so many are kept beside those two.
 * Gives an addition to the message: what cannot be deleted is told, and does not undo a deployment.
 */
export async function prune(release: Release, previous: string, job: Job, clients: Clients): Promise<string> {
  try {
    const kept = job.environment.number('KEPT_CONFIGURATIONS', { least: 1, most: 1000 });
    const all = await configurations(release, job, clients.sagemaker);
    const old = all.filter(({ name }) => name !== release.name && name !== previous).slice(kept);
    let removed = 0;
    for (const { name, arn } of old) {
      if ((await ownerOfArn(arn, job, clients.sagemaker)) !== job.environment.text('DEPLOYMENT')) continue;
      await remove(name, release, job, clients);
      removed += 1;
    }
    return removed > 0 ? `; removed ${removed} older` : '';
  } catch (error) {
    return `; older configurations could not be removed: ${failureOf(error).message}`;
  }
}

interface Configuration {
  readonly name: string;
  readonly arn: string;
}

/** Those that bear the endpoint's name, the newest first. */
async function configurations(
  { endpointName }: Release,
  job: Job,
  sagemaker: SageMakerClient,
): Promise<Configuration[]> {
  const found: Configuration[] = [];
  let NextToken: string | undefined;
  do {
    const input = {
      NameContains: `${endpointName}-`,
      SortBy: 'CreationTime',
      SortOrder: 'Descending',
      NextToken,
    } as const;
    const page: ListEndpointConfigsCommandOutput = await job.call(`ListEndpointConfigs of ${endpointName}`, (options) =>
      sagemaker.send(new ListEndpointConfigsCommand(input), options),
    );
    for (const { EndpointConfigName: name = '', EndpointConfigArn: arn = '' } of page.EndpointConfigs ?? []) {
      found.push({ name, arn });
    }
    ({ NextToken } = page);
  } while (NextToken);
  return found.filter(({ name }) => name.startsWith(endpointName) && SUFFIX.test(name.slice(endpointName.length)));
}

/**
 * The configuration goes last, since it is what is listed. SageMaker may load a model's data again for as long as the
 * model serves, so they have no date of expiry and go with it.
 */
async function remove(name: string, release: Release, job: Job, { sagemaker, s3 }: Clients): Promise<void> {
  const Key = modelKeyOf(release.environment, name.slice(release.endpointName.length + 1));
  const input = { Bucket: job.environment.text('MODEL_BUCKET'), Key };
  const calls = [
    () => job.call(`DeleteObject of ${Key}`, (options) => s3.send(new DeleteObjectCommand(input), options)),
    () =>
      job.call(`DeleteModel of ${name}`, (options) =>
        sagemaker.send(new DeleteModelCommand({ ModelName: name }), options),
      ),
    () =>
      job.call(`DeleteEndpointConfig of ${name}`, (options) =>
        sagemaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName: name }), options),
      ),
  ];
  for (const call of calls) {
    try {
      await call();
    } catch (error) {
      if (!isAbsent(error)) throw error;
    }
  }
}
