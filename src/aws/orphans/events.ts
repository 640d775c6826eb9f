import {
  paginateDescribeStackEvents,
  paginateListStackResources,
  type CloudFormationClient,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import type { ObservedStack } from '../../lab/stack-status.ts';
import type { Orphan } from '../../ports/orphans.ts';

/** Resources that a stack failed to delete and no longer lists. */
export async function skippedDeletions(client: CloudFormationClient, stack: ObservedStack): Promise<Orphan[]> {
  const present = await presentIds(client, stack.id);
  const latest = new Map<string, StackEvent>();
  for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client }, { StackName: stack.id })) {
    for (const event of StackEvents) {
      const { PhysicalResourceId: id } = event;
      if (id && id !== stack.id && !latest.has(id)) latest.set(id, event);
    }
  }
  return [...latest.values()]
    .filter(({ ResourceStatus, PhysicalResourceId: id = '' }) => ResourceStatus === 'DELETE_FAILED' && !present.has(id))
    .map((event) => orphanOf(stack, event));
}

export async function presentIds(client: CloudFormationClient, StackName: string): Promise<Set<string>> {
  const present = new Set<string>();
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName })) {
    for (const { PhysicalResourceId = '' } of StackResourceSummaries) present.add(PhysicalResourceId);
  }
  return present;
}

function orphanOf(stack: ObservedStack, event: StackEvent): Orphan {
  return {
    stackName: stack.name,
    resourceType: event.ResourceType ?? '',
    id: event.PhysicalResourceId ?? '',
    reason: event.ResourceStatusReason ?? 'CloudFormation gave no reason',
  };
}
