import type { ProductionVariant } from '@aws-sdk/client-sagemaker';

import { expectSageMakerQuota } from '../../kernel/places/quotas.ts';
import type { Call } from '../../kernel/service.ts';
import { hostingOf, type EndpointRecord } from './endpoints/state.ts';
import { notebookStatus } from './notebook-status.ts';
import { notebooksOf } from './state.ts';
import { trainingJobsOf, trainingStatus } from './training/state.ts';

/** Only notebooks that run count. */
export function expectRoomForNotebook(type: string, call: Call): void {
  const running = Object.values(notebooksOf(call).notebooks).filter(
    (one) => one.instanceType === type && ['Pending', 'InService'].includes(notebookStatus(one, call.now)),
  );
  expectSageMakerQuota(`sagemaker:notebook-instances:${type}`, running.length, 1, call);
}

export function expectRoomForTraining(type: string, call: Call): void {
  const active = Object.values(trainingJobsOf(call)).filter(
    (job) =>
      job.request.ResourceConfig?.InstanceType === type && ['InProgress', 'Stopping'].includes(trainingStatus(job)),
  );
  expectSageMakerQuota(`sagemaker:training-instances:${type}`, active.length, 1, call);
}

/**
 * Room for what an endpoint is to be deployed on. An update needs it beside what serves, since the new fleet is there before
 * the old one goes. Source: SageMaker API reference, UpdateEndpoint and BlueGreenUpdatePolicy. For serverless endpoints AWS
 * does not say so; they are taken to count in the same way.
 */
export function expectRoomForFleet(
  variant: ProductionVariant,
  { isNew }: { readonly isNew: boolean },
  call: Call,
): void {
  const endpoints = Object.values(hostingOf(call).endpoints);
  const fleets = endpoints.flatMap(fleetsOf);
  if (variant.ServerlessConfig) {
    const serverless = endpoints.filter((endpoint) => fleetsOf(endpoint).some((each) => each.ServerlessConfig));
    const used = fleets.reduce((sum, { ServerlessConfig }) => sum + (ServerlessConfig?.MaxConcurrency ?? 0), 0);
    if (isNew) expectSageMakerQuota('sagemaker:serverless-endpoints', serverless.length, 1, call);
    const wanted = variant.ServerlessConfig.MaxConcurrency ?? 0;
    return expectSageMakerQuota('sagemaker:serverless-concurrency', used, wanted, call);
  }
  const type = variant.InstanceType ?? '';
  const alike = fleets.filter(({ InstanceType }) => InstanceType === type);
  const used = alike.reduce((sum, { InitialInstanceCount = 0 }) => sum + InitialInstanceCount, 0);
  expectSageMakerQuota(`sagemaker:endpoint-instances:${type}`, used, variant.InitialInstanceCount ?? 0, call);
}

/** What an endpoint takes up: what serves, and what is being brought up or not yet taken down again. */
function fleetsOf({ serving, update, status }: EndpointRecord): ProductionVariant[] {
  const underWay = ['Creating', 'Updating', 'RollingBack'].includes(status) ? update?.deployment : undefined;
  return [serving, underWay].flatMap((deployment) => (deployment ? [deployment.variant] : []));
}
