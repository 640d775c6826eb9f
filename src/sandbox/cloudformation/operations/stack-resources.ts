import type {
  DescribeStackResourceInput,
  DescribeStackResourceOutput,
  DescribeStackResourcesInput,
  DescribeStackResourcesOutput,
  ListStackResourcesInput,
  ListStackResourcesOutput,
} from '@aws-sdk/client-cloudformation';

import { own } from '../../../own.ts';
import { validationError } from '../../kernel/aws-error.ts';
import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import type { StackScope } from '../engine/scope.ts';
import { templateOf } from '../kept-texts.ts';
import type { Stack, StackResource } from '../state.ts';
import { requireStack } from './find-stack.ts';
import { stateOf } from './place.ts';

export function describeStackResource(input: DescribeStackResourceInput, call: Call): DescribeStackResourceOutput {
  const { stack } = requireStack(input.StackName, call);
  const resource = requireResource(stack, input.LogicalResourceId);
  const metadata = own(templateOf(call.cloud.world, stack.definition).resources, resource.logicalId)?.metadata;
  return {
    StackResourceDetail: {
      ...identity(stack),
      ...common(resource),
      LastUpdatedTimestamp: new Date(resource.updatedAt),
      ...(metadata !== undefined && { Metadata: JSON.stringify(metadata) }),
    },
  };
}

export function describeStackResources(input: DescribeStackResourcesInput, call: Call): DescribeStackResourcesOutput {
  const stack =
    input.StackName === undefined ? owner(input.PhysicalResourceId, call) : requireStack(input.StackName, call).stack;
  const chosen = input.LogicalResourceId === undefined ? all(stack) : [requireResource(stack, input.LogicalResourceId)];
  return {
    StackResources: chosen.map((resource) => ({
      ...identity(stack),
      ...common(resource),
      Timestamp: new Date(resource.updatedAt),
    })),
  };
}

export function listStackResources(input: ListStackResourcesInput, call: Call): ListStackResourcesOutput {
  const { stack } = requireStack(input.StackName, call);
  const { items, next } = pageOf(all(stack), input.NextToken, 100);
  return {
    StackResourceSummaries: items.map((resource) => ({
      ...common(resource),
      LastUpdatedTimestamp: new Date(resource.updatedAt),
    })),
    ...(next && { NextToken: next }),
  };
}

function all({ resources }: Stack): StackResource[] {
  return Object.values(resources);
}

function requireResource(stack: Stack, logicalId: string | undefined): StackResource {
  const resource = own(stack.resources, logicalId ?? '');
  if (!resource) throw validationError(`Resource ${logicalId ?? ''} does not exist for stack ${stack.name}`);
  return resource;
}

function owner(physicalId: string | undefined, call: Call): StackScope['stack'] {
  const stack = Object.values(stateOf(call).stacks).find(
    ({ status, resources }) =>
      status !== 'DELETE_COMPLETE' && Object.values(resources).some((resource) => resource.physicalId === physicalId),
  );
  if (!stack) throw validationError(`Stack for ${physicalId ?? ''} does not exist`);
  call.about(stack.id);
  return stack;
}

function identity({ id, name }: Stack) {
  return { StackName: name, StackId: id };
}

function common({ logicalId, physicalId, type, status, statusReason }: StackResource) {
  return {
    LogicalResourceId: logicalId,
    ...(physicalId !== undefined && { PhysicalResourceId: physicalId }),
    ResourceType: type,
    ResourceStatus: status,
    ...(statusReason !== undefined && { ResourceStatusReason: statusReason }),
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' as const },
  };
}
