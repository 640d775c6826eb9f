import {
  paginateDescribeStackEvents,
  type CloudFormationClient,
  type StackEvent,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { isAbsent } from './errors.ts';
import { standing } from './stack-resources.ts';

/** What the events of a stack tell of its resources. CloudFormation keeps them for 90 days. */
export interface StackPast {
  /** Ids of what it created. */
  readonly created: ReadonlySet<string>;
  /** What was heard last of what it could not delete. */
  readonly undeleted: readonly Undeleted[];
}

export interface Undeleted {
  readonly id: string;
  readonly resourceType: string;
  readonly reason: string;
}

/** Of a stack that nothing happened to since its creation the resources tell it in fewer calls. */
export function pastAsCreated(resources: readonly StackResourceSummary[]): StackPast {
  return { created: new Set(standing(resources).map(({ physicalId }) => physicalId)), undeleted: [] };
}

export async function pastOf(client: CloudFormationClient, stackId: string): Promise<StackPast> {
  const created = new Set<string>();
  const latest = new Map<string, Undeleted | undefined>();
  const note = (event: StackEvent) => {
    const { PhysicalResourceId: id } = event;
    if (!id || id === stackId) return;
    if (tellsOfCreation(event)) created.add(id);
    if (!latest.has(id)) latest.set(id, undeletedBy(event));
  };
  await newestFirst(client, stackId, note);
  return { created, undeleted: [...latest.values()].filter((each) => each !== undefined) };
}

async function newestFirst(
  client: CloudFormationClient,
  StackName: string,
  note: (event: StackEvent) => void,
): Promise<void> {
  try {
    for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client }, { StackName })) {
      StackEvents.forEach(note);
    }
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
}

/** CloudFormation reports that a creation was initiated once the resource exists under its id. */
function tellsOfCreation({ ResourceStatus, ResourceStatusReason }: StackEvent): boolean {
  return ResourceStatus === 'CREATE_COMPLETE' || ResourceStatusReason === 'Resource creation Initiated';
}

function undeletedBy(event: StackEvent): Undeleted | undefined {
  const { PhysicalResourceId: id = '', ResourceType: resourceType = '', ResourceStatus } = event;
  const reason = event.ResourceStatusReason ?? 'CloudFormation gave no reason';
  return ResourceStatus === 'DELETE_FAILED' ? { id, resourceType, reason } : undefined;
}
