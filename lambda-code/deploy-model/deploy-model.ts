import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { ENVIRONMENTS, NONE, type DeployOutputs, type DeployParameters } from '../../src/lab/release.ts';
import { stagingClient } from '../job/deploy-role.ts';
import { describeEndpoint, endpointSeconds, isLate, type Endpoint } from '../job/endpoint.ts';
import { isAbsent } from '../job/failures.ts';
import type { JobDefinition } from '../job/job-handler.ts';
import type { Job } from '../job/job.ts';
import { executionId, modelData } from '../job/lab.ts';
import { again, failed, succeeded, type Outcome } from '../job/outcome.ts';
import { expectOwnEndpoint } from '../job/owner.ts';
import { nextToken, type Token } from '../job/token.ts';
import { createConfiguration, previousConfiguration, servedBefore } from './configuration.ts';
import { createEndpoint, deleteEndpoint, isBusy, updateEndpoint } from './endpoint-changes.ts';
import { bringModel, createModel } from './model.ts';
import { nextStep } from './next-step.ts';
import { prune } from './prune.ts';
import { releaseOf, type Release } from './release.ts';

export const deployModel: JobDefinition<DeployParameters> = {
  name: 'DeployModel',
  parse: (values) => ({
    environment: values.oneOf('environment', ENVIRONMENTS),
    executionId: executionId(values),
    modelData: modelData(values),
  }),
  async run(parameters, job) {
    const release = releaseOf(parameters, job);
    const client = stagingClient(job);
    const sagemaker = new SageMakerClient(client);
    const endpoint = await describeEndpoint(job, sagemaker, release.endpointName);
    if (endpoint) await expectOwnEndpoint(endpoint, job, sagemaker);
    switch (nextStep(endpoint, release.name)) {
      case 'done':
        return deployed(release, await previousConfiguration(release.name, job, sagemaker), job, sagemaker);
      case 'wait':
        return waiting(job, `endpoint ${release.endpointName} is ${String(endpoint?.status)}`);
      case 'recreate':
        await deleteEndpoint(release.endpointName, job, sagemaker);
        return waiting(
          job,
          `endpoint ${release.endpointName} failed (${String(endpoint?.reason)}) and is deleted, to be created anew`,
        );
      case 'create':
      case 'update': {
        const modelUrl = await bringModel(release, job, new S3Client(client));
        await createModel(release, modelUrl, job, sagemaker);
        return bring(release, endpoint, job, sagemaker);
      }
    }
  },
};

/** Brings an endpoint, which may not be there yet, to the release's configuration. */
async function bring(
  release: Release,
  endpoint: Endpoint | undefined,
  job: Job,
  sagemaker: SageMakerClient,
): Promise<Outcome> {
  try {
    const previous = await servedBefore(release, endpoint, job, sagemaker);
    await createConfiguration(release, previous, job, sagemaker);
    if (endpoint) await updateEndpoint(release, endpoint, job, sagemaker);
    else await createEndpoint(release, job, sagemaker);
    return await deployed(release, previous, job, sagemaker);
  } catch (error) {
    if (isBusy(error)) return waiting(job, `endpoint ${release.endpointName} is being changed by somebody else`);
    // What was made a moment ago may not be seen yet; the second time it is missing for good.
    if (!isAbsent(error) || job.token().notes.unseen) throw error;
    return waiting(job, `${release.name} is not visible yet`, { unseen: release.name });
  }
}

async function deployed(release: Release, previous: string, job: Job, sagemaker: SageMakerClient): Promise<Outcome> {
  const pruned = await prune(release, previous, job, sagemaker);
  const outputs: DeployOutputs = {
    EndpointName: release.endpointName,
    EndpointConfigName: release.name,
    PreviousEndpointConfigName: previous,
  };
  const change = previous === NONE ? `begins with ${release.name}` : `goes from ${previous} to ${release.name}`;
  return succeeded(`endpoint ${release.endpointName} ${change}${pruned}`, outputs);
}

function waiting(job: Job, message: string, notes: Token['notes'] = {}): Outcome {
  const token = job.token();
  const seconds = endpointSeconds(job);
  if (!isLate(job, token.startedAt, seconds)) return again(nextToken(token, { ...token.notes, ...notes }), message);
  return failed(
    'JobFailed',
    `${message}, for more than ${seconds} s, which is the limit; look at it in the Staging account, then retry the stage`,
  );
}
