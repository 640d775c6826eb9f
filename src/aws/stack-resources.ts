import {
  paginateListStackResources,
  type CloudFormationClient,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import type { StackResource } from '../lab/drift.ts';
import { isAbsent } from './errors.ts';

export function ofType(type: string, resources: readonly StackResourceSummary[]): string[] {
  return standing(resources).flatMap(({ resourceType, physicalId: id }) => (resourceType === type ? [id] : []));
}

export function standing(resources: readonly StackResourceSummary[]): StackResource[] {
  return resources
    .filter(({ ResourceStatus }) => isThere(ResourceStatus))
    .map(({ LogicalResourceId = '', ResourceType = '', PhysicalResourceId = '' }) => ({
      logicalId: LogicalResourceId,
      resourceType: ResourceType,
      physicalId: PhysicalResourceId,
    }));
}

/** All resources that have or had a physical id. */
export async function resourcesOf(client: CloudFormationClient, stackId: string): Promise<StackResourceSummary[]> {
  const found: StackResourceSummary[] = [];
  try {
    for await (const page of paginateListStackResources({ client }, { StackName: stackId })) {
      found.push(...(page.StackResourceSummaries ?? []).filter(physicalId));
    }
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
  return found;
}

export function physicalId({ PhysicalResourceId = '' }: StackResourceSummary): string {
  return PhysicalResourceId;
}

/** A resource that could not be created may have the name of somebody else's. */
function isThere(status: string | undefined): boolean {
  return status !== 'DELETE_COMPLETE' && status !== 'CREATE_FAILED';
}
