import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { ENVIRONMENTS, NONE, type DeployOutputs, type DeployParameters } from '../../src/lab/release.ts';
import { stagingClient } from '../job/deploy-role.ts';
import { describeEndpoint, endpointSeconds, isLate, type Endpoint } from '../job/endpoint.ts';
import { failureOf, isPassing } from '../job/failures.ts';
import type { JobDefinition } from '../job/job-handler.ts';
import type { Job } from '../job/job.ts';
import { executionId, modelData } from '../job/lab.ts';
import { again, failed, succeeded, type Outcome } from '../job/outcome.ts';
import { expectOwnEndpoint } from '../job/owner.ts';
import { beginUndoing, putBack, undoingOf, type Undoing } from '../job/put-back.ts';
import { isSettling, unseenNotes } from '../job/settling.ts';
import type { ClientSetup } from '../job/setup.ts';
import { nextToken, type Token } from '../job/token.ts';
import { createConfiguration, notedPrevious, previousConfiguration, servedBefore } from './configuration.ts';
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
    const work: Work = { release: releaseOf(parameters, job), job, client: stagingClient(job) };
    const undoing = undoingOf(job.token());
    if (undoing) return undo(undoing, job.token().notes.previous ?? NONE, work);
    const sagemaker = new SageMakerClient(work.client);
    return onceVisible(work, async () => {
      const endpoint = await describeEndpoint(job, sagemaker, work.release.endpointName);
      if (endpoint) await expectOwnEndpoint(endpoint, job, sagemaker);
      return goOn(endpoint, work, sagemaker);
    });
  },
};

interface Work {
  readonly release: Release;
  readonly job: Job;
  /** Of the Staging account. */
  readonly client: ClientSetup;
}

/** What was made a moment ago may not be seen yet. */
async function onceVisible({ release, job }: Work, work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    const notes = unseenNotes(error, job);
    if (notes) return waiting(job, `${release.name} is not visible yet`, notes);
    throw error;
  }
}

async function goOn(endpoint: Endpoint | undefined, work: Work, sagemaker: SageMakerClient): Promise<Outcome> {
  const { release, job } = work;
  const { endpointName } = release;
  switch (nextStep(endpoint, release)) {
    case 'done':
      return found(work, sagemaker);
    case 'wait':
      return waiting(job, `endpoint ${endpointName} is ${String(endpoint?.status)}`);
    case 'recreate':
      await deleteEndpoint(endpointName, job, sagemaker);
      return waiting(
        job,
        `endpoint ${endpointName} failed (${String(endpoint?.reason)}) and is deleted, to be created anew`,
      );
    case 'replace':
      return replace(endpoint, work, sagemaker);
    case 'create':
    case 'update':
      return bring(endpoint, work, sagemaker);
  }
}

/**
 * An earlier invocation brought the endpoint to the release. Its configuration says what was served before, and may not be
 * seen yet: taken for the first one ever, a release that fails would have the endpoint deleted.
 */
async function found(work: Work, sagemaker: SageMakerClient): Promise<Outcome> {
  const { release, job } = work;
  const previous = await notedPrevious(release.name, job, sagemaker);
  if (previous === undefined && isSettling(job)) return waiting(job, `${release.name} is not visible yet`);
  return deployed(work, previous ?? NONE, sagemaker);
}

/** Has everything there that a new endpoint needs before the old one goes. */
async function replace(endpoint: Endpoint | undefined, work: Work, sagemaker: SageMakerClient): Promise<Outcome> {
  const { release, job } = work;
  const previous = await prepare(endpoint, work, sagemaker);
  await deleteEndpoint(release.endpointName, job, sagemaker);
  return waiting(
    job,
    `endpoint ${release.endpointName} is on instances, which SageMaker does not update to serverless: it is deleted, ` +
      'to be created anew',
    { previous },
  );
}

/** Model and configuration of the release; gives the configuration that the endpoint serves or served before. */
async function prepare(endpoint: Endpoint | undefined, work: Work, sagemaker: SageMakerClient): Promise<string> {
  const { release, job, client } = work;
  const modelUrl = await bringModel(release, job, new S3Client(client));
  await createModel(release, modelUrl, job, sagemaker);
  const previous = job.token().notes.previous ?? (await servedBefore(release, endpoint, job, sagemaker));
  await createConfiguration(release, previous, job, sagemaker);
  return previous;
}

/** Brings an endpoint, which may not be there yet, to the release's configuration. */
async function bring(endpoint: Endpoint | undefined, work: Work, sagemaker: SageMakerClient): Promise<Outcome> {
  const { release, job } = work;
  try {
    const previous = await prepare(endpoint, work, sagemaker);
    if (endpoint) await updateEndpoint(release, endpoint, job, sagemaker);
    else await createEndpoint(release, job, sagemaker);
    return await deployed(work, previous, sagemaker);
  } catch (error) {
    if (isBusy(error)) return waiting(job, `endpoint ${release.endpointName} is being changed by somebody else`);
    if (unseenNotes(error, job)) throw error;
    return endpoint || isPassing(error) ? rethrow(error) : notCreated(error, work, sagemaker);
  }
}

function rethrow(error: unknown): never {
  throw error;
}

/** Where an endpoint of production was deleted for the release's sake, and no new one can be had, the old one comes back. */
async function notCreated(error: unknown, work: Work, sagemaker: SageMakerClient): Promise<Outcome> {
  const { release, job } = work;
  if (release.environment !== 'production') throw error;
  const previous = await previousConfiguration(release.name, job, sagemaker);
  if (previous === NONE) throw error;
  return undo(beginUndoing(failureOf(error), job), previous, work);
}

function undo(undoing: Undoing, previous: string, { release, job, client }: Work): Promise<Outcome> {
  const { endpointName, name: endpointConfigName } = release;
  const change = { endpointName, endpointConfigName, previousEndpointConfigName: previous };
  return putBack(undoing, change, job, client, { previous });
}

async function deployed(
  { release, job, client }: Work,
  previous: string,
  sagemaker: SageMakerClient,
): Promise<Outcome> {
  const pruned = await prune(release, previous, job, { sagemaker, s3: new S3Client(client) });
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
