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

/** What the lab's stacks made in one account. */
export interface StackRecord {
  /** Whether one of them made what has this id. */
  made(physicalId: string): Promise<boolean>;
  /** The name of the stack that has it still. */
  holder(physicalId: string): Promise<string | undefined>;
}

/**
 * What CloudFormation recorded of the lab's stacks, read when it is first asked for. It remembers deleted stacks and
 * events for 90 days (ListStacks, DescribeStackEvents). Tags can be copied and names be given by anybody; this cannot be
 * written by anybody else.
 */
export function stackRecord(setup: ClientSetup, lab: LabSettings, role: AccountRole): StackRecord {
  let reading: Promise<Made> | undefined;
  const read = () => (reading ??= madeByStacks(setup, lab, role));
  return {
    made: async (physicalId) => (await read()).has(physicalId),
    holder: async (physicalId) => (await read()).get(physicalId),
  };
}

/** By id: the stack that has it still. */
type Made = Map<string, string | undefined>;

async function madeByStacks(setup: ClientSetup, lab: LabSettings, role: AccountRole): Promise<Made> {
  const client = clientOf(CloudFormationClient, setup);
  const names = STACK_IDS.filter((id) => STACKS[id].account === role).map((id) => stackName(STACKS[id], lab));
  const made: Made = new Map();
  for await (const { StackSummaries = [] } of paginateListStacks({ client }, {})) {
    for (const { StackId, StackName = '' } of StackSummaries) {
      if (StackId && names.includes(StackName)) await note(client, lab, StackId, made);
    }
  }
  return made;
}

async function note(client: CloudFormationClient, lab: LabSettings, StackName: string, made: Made): Promise<void> {
  try {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    if (!isOwn(lab, { tags: tagRecord(stack?.Tags) })) return;
    for (const id of await standing(client, StackName)) made.set(id, stack?.StackName);
    for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client }, { StackName })) {
      const ids = StackEvents.filter(tellsOfCreation).map(({ PhysicalResourceId = '' }) => PhysicalResourceId);
      for (const id of ids) if (!made.has(id)) made.set(id, undefined);
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
