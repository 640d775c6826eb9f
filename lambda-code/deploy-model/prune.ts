import {
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  ListEndpointConfigsCommand,
  type ListEndpointConfigsCommandOutput,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { failureOf, isAbsent } from '../job/failures.ts';
import type { Job } from '../job/job.ts';
import type { Release } from './release.ts';

/** Another lab's names may begin alike, but go on with a word. */
const SUFFIX = /^-[0-9a-f]{12}$/;

/**
 * Deletes an environment's oldest configurations, with their models, but never what is served or would be put back: so
 * many are kept beside those two.
 * Gives an addition to the message: what cannot be deleted is told, and does not undo a deployment.
 */
export async function prune(release: Release, previous: string, job: Job, sagemaker: SageMakerClient): Promise<string> {
  try {
    const kept = job.environment.number('KEPT_CONFIGURATIONS', { least: 1, most: 1000 });
    const names = await configurations(release, job, sagemaker);
    const old = names.filter((name) => name !== release.name && name !== previous).slice(kept);
    for (const name of old) await remove(name, job, sagemaker);
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

/** The model goes last: a configuration without its model is of no use, a model alone can be listed and deleted. */
async function remove(name: string, job: Job, sagemaker: SageMakerClient): Promise<void> {
  const calls = [
    () =>
      job.call(`DeleteEndpointConfig of ${name}`, (options) =>
        sagemaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName: name }), options),
      ),
    () =>
      job.call(`DeleteModel of ${name}`, (options) =>
        sagemaker.send(new DeleteModelCommand({ ModelName: name }), options),
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
