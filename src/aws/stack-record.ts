import {
  CloudFormationClient,
  DescribeStacksCommand,
  paginateDescribeStackEvents,
  paginateListStackResources,
  paginateListStacks,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import type { AccountRole, LabSettings } from '../lab/accounts.ts';
import { stackName } from '../lab/names.ts';
import { isOwn } from '../lab/owner.ts';
import { STACK_IDS, STACKS } from '../lab/stacks.ts';
import { clientOf, type ClientSetup } from './clients.ts';
import { isAbsent } from './errors.ts';
import { tagRecord } from './tag-records.ts';

/** Whether a stack of the lab made what has this id, in one account. */
export type StackRecord = (physicalId: string) => Promise<boolean>;

/**
 * What CloudFormation recorded of the lab's stacks, read when it is first asked for. It remembers deleted stacks and
 * events for 90 days (ListStacks, DescribeStackEvents). Tags can be copied and names be given by anybody; this cannot be
 * written by anybody else.
 */
export function stackRecord(setup: ClientSetup, lab: LabSettings, role: AccountRole): StackRecord {
  let read: Promise<ReadonlySet<string>> | undefined;
  return async (physicalId) => (await (read ??= madeByStacks(setup, lab, role))).has(physicalId);
}

async function madeByStacks(setup: ClientSetup, lab: LabSettings, role: AccountRole): Promise<ReadonlySet<string>> {
  const client = clientOf(CloudFormationClient, setup);
  const names = STACK_IDS.filter((id) => STACKS[id].account === role).map((id) => stackName(STACKS[id], lab));
  const made = new Set<string>();
  for await (const { StackSummaries = [] } of paginateListStacks({ client }, {})) {
    for (const { StackId, StackName = '' } of StackSummaries) {
      if (StackId && names.includes(StackName)) await note(client, lab, StackId, made);
    }
  }
  return made;
}

async function note(client: CloudFormationClient, lab: LabSettings, StackName: string, made: Set<string>) {
  try {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    if (!isOwn(lab, { tags: tagRecord(stack?.Tags) })) return;
    for (const id of await standing(client, StackName)) made.add(id);
    for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client }, { StackName })) {
      for (const event of StackEvents.filter(tellsOfCreation)) made.add(event.PhysicalResourceId ?? '');
    }
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
}

/** What could not be created may have the name of somebody else's, also once it counts as deleted. */
async function standing(client: CloudFormationClient, StackName: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName })) {
    for (const { PhysicalResourceId, ResourceStatus = '' } of StackResourceSummaries) {
      if (PhysicalResourceId && !/^(CREATE_FAILED|DELETE_COMPLETE)$/.test(ResourceStatus))
        found.push(PhysicalResourceId);
    }
  }
  return found;
}

/** CloudFormation reports that a creation was initiated once the resource exists under its id. */
function tellsOfCreation({ ResourceStatus, ResourceStatusReason }: StackEvent): boolean {
  return ResourceStatus === 'CREATE_COMPLETE' || ResourceStatusReason === 'Resource creation Initiated';
}
