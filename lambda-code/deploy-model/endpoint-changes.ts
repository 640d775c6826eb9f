import {
  CreateEndpointCommand,
  DeleteEndpointCommand,
  UpdateEndpointCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { describeConfiguration } from '../job/configuration.ts';
import type { Endpoint } from '../job/endpoint.ts';
import { isAnswer } from '../job/failures.ts';
import type { Job } from '../job/job.ts';
import { labTags } from '../job/lab.ts';
import { guardrails } from './guardrails.ts';
import type { Release } from './release.ts';

/** Asks for the configuration first, as the API reference of CreateEndpoint advises: reads are eventually consistent. */
export async function createEndpoint(
  { endpointName, name }: Release,
  job: Job,
  sagemaker: SageMakerClient,
): Promise<void> {
  await describeConfiguration(name, job, sagemaker);
  const input = { EndpointName: endpointName, EndpointConfigName: name, Tags: labTags(job) };
  await job.call(`CreateEndpoint of ${endpointName}`, (options) =>
    sagemaker.send(new CreateEndpointCommand(input), options),
  );
}

export async function updateEndpoint(
  { endpointName, name, hosting }: Release,
  endpoint: Endpoint,
  job: Job,
  sagemaker: SageMakerClient,
): Promise<void> {
  const DeploymentConfig = guardrails(hosting, endpoint);
  const input = { EndpointName: endpointName, EndpointConfigName: name, ...(DeploymentConfig && { DeploymentConfig }) };
  await job.call(`UpdateEndpoint of ${endpointName}`, (options) =>
    sagemaker.send(new UpdateEndpointCommand(input), options),
  );
}

export async function deleteEndpoint(name: string, job: Job, sagemaker: SageMakerClient): Promise<void> {
  await job.call(`DeleteEndpoint of ${name}`, (options) =>
    sagemaker.send(new DeleteEndpointCommand({ EndpointName: name }), options),
  );
}

/** Somebody else was faster: another look tells where the endpoint goes. */
export function isBusy(error: unknown): boolean {
  return isAnswer(error, 'ValidationException', /in-progress|already existing endpoint "/i);
}
