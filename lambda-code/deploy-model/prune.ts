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
import { modelKeyOf, type Release } from './release.ts';

/** Another lab's names may begin alike, but go on with a word. */
const SUFFIX = /^-[0-9a-f]{12}$/;

interface Clients {
  readonly sagemaker: SageMakerClient;
  readonly s3: S3Client;
}

/**
 * Deletes an environment's oldest configurations, with their models and what those were loaded from, but never what is served or would be put back: so
 * many are kept beside those two.
 * Gives an addition to the message: what cannot be deleted is told, and does not undo a deployment.
 */
export async function prune(release: Release, previous: string, job: Job, clients: Clients): Promise<string> {
  try {
    const kept = job.environment.number('KEPT_CONFIGURATIONS', { least: 1, most: 1000 });
    const names = await configurations(release, job, clients.sagemaker);
    const old = names.filter((name) => name !== release.name && name !== previous).slice(kept);
    for (const name of old) await remove(name, release, job, clients);
    return old.length > 0 ? `; removed ${old.length} older` : '';
  } catch (error) {
    return `; older configurations could not be removed: ${failureOf(error).message}`;
  }
}

/** Those that were made for the endpoint, the newest first. */
async function configurations({ endpointName }: Release, job: Job, sagemaker: SageMakerClient): Promise<string[]> {
  const names: string[] = [];
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
    names.push(...(page.EndpointConfigs ?? []).map(({ EndpointConfigName = '' }) => EndpointConfigName));
    ({ NextToken } = page);
  } while (NextToken);
  return names.filter((name) => name.startsWith(`${endpointName}-`) && SUFFIX.test(name.slice(endpointName.length)));
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
