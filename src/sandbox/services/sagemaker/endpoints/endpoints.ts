import type {
  CreateEndpointInput,
  CreateEndpointOutput,
  DeleteEndpointInput,
  DescribeEndpointInput,
  DescribeEndpointOutput,
  ListEndpointsInput,
  ListEndpointsOutput,
} from '@aws-sdk/client-sagemaker';

import { own, put } from '../../../../own.ts';
import { pageOf } from '../../../kernel/pages.ts';
import type { Call } from '../../../kernel/service.ts';
import { tagMap } from '../../../kernel/tags.ts';
import { arnOf } from '../arns.ts';
import { aboutNew } from '../conditions.ts';
import { invalid } from '../errors.ts';
import { expectRoomForFleet } from '../quotas.ts';
import { selected } from '../selection.ts';
import { lendKey } from '../volume-key.ts';
import { existingConfig, existingModel } from './configs.ts';
import { endpointShape, endpointSummary } from './endpoint-shape.ts';
import { DELETE_MS, startMs } from './progress.ts';
import { hostingOf, type Deployment, type EndpointRecord } from './state.ts';

export function createEndpoint(input: CreateEndpointInput, call: Call): CreateEndpointOutput {
  const name = input.EndpointName ?? '';
  const arn = arnOf('endpoint', name, call);
  aboutNew(arn, input.Tags, call);
  call.about(arnOf('endpoint-config', input.EndpointConfigName ?? '', call));
  const { endpoints } = hostingOf(call);
  if (own(endpoints, name)) invalid(`Cannot create already existing endpoint "${arn}".`);
  if (input.DeploymentConfig) invalid('DeploymentConfig can only be given when an endpoint is updated.');
  const deployment = deploymentOf(input.EndpointConfigName, call);
  expectRoomForFleet(deployment.variant, { isNew: true }, call);
  const { key } = existingConfig(input.EndpointConfigName, call);
  if (key !== undefined) lendKey(key, call);
  put(endpoints, name, {
    name,
    arn,
    createdAt: call.now,
    modifiedAt: call.now,
    status: 'Creating',
    dueAt: call.now + startMs(deployment),
    update: { deployment, startedAt: call.now },
    tags: tagMap(input.Tags),
  });
  return { EndpointArn: arn };
}

export function deploymentOf(configName: string | undefined, call: Call): Deployment {
  const { name: config, arn: configArn, variant } = existingConfig(configName, call);
  const { name, role, image, modelDataUrl } = existingModel(variant.ModelName, call);
  return {
    config,
    configArn,
    variant,
    model: { name, role, image, ...(modelDataUrl !== undefined && { modelDataUrl }) },
  };
}

export function describeEndpoint({ EndpointName }: DescribeEndpointInput, call: Call): DescribeEndpointOutput {
  return endpointShape(endpointOf(EndpointName, call));
}

export function listEndpoints(input: ListEndpointsInput, call: Call): ListEndpointsOutput {
  call.about('*');
  const { SortBy = 'CreationTime', SortOrder = 'Descending', StatusEquals } = input;
  const wanted = Object.values(hostingOf(call).endpoints).filter(
    ({ status }) => StatusEquals === undefined || status === StatusEquals,
  );
  const endpoints = selected(wanted, { ...input, SortBy, SortOrder });
  const { items, next } = pageOf(endpoints, input.NextToken, input.MaxResults ?? 10);
  return { Endpoints: items.map(endpointSummary), ...(next && { NextToken: next }) };
}

export function deleteEndpoint({ EndpointName }: DeleteEndpointInput, call: Call): object {
  const endpoint = endpointOf(EndpointName, call);
  expectSettled(endpoint);
  endpoint.status = 'Deleting';
  endpoint.modifiedAt = call.now;
  endpoint.dueAt = call.now + DELETE_MS;
  return {};
}

export function endpointOf(name: string | undefined, call: Call): EndpointRecord {
  const arn = arnOf('endpoint', name ?? '', call);
  call.about(arn);
  return own(hostingOf(call).endpoints, name ?? '') ?? invalid(`Could not find endpoint "${arn}".`);
}

/** Neither updates nor deletions begin while something is under way. */
export function expectSettled({ arn, dueAt }: EndpointRecord): void {
  if (dueAt !== undefined) invalid(`Cannot update in-progress endpoint "${arn}".`);
}
