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
 * written by anybody else. Events take many calls, and are only read for what no stack has any more.
 */
export function stackRecord(setup: ClientSetup, lab: LabSettings, role: AccountRole): StackRecord {
  const client = clientOf(CloudFormationClient, setup);
  const stacks = once(() => ownStacks(client, lab, role));
  const holders = once(async () => standingIn(client, await stacks()));
  const created = once(async () => createdBy(client, await stacks()));
  return {
    made: async (physicalId) => (await holders()).has(physicalId) || (await created()).has(physicalId),
    holder: async (physicalId) => (await holders()).get(physicalId),
  };
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => (reading ??= read());
}

interface OwnStack {
  readonly id: string;
  readonly name: string;
  readonly isDeleted: boolean;
}

async function ownStacks(client: CloudFormationClient, lab: LabSettings, role: AccountRole): Promise<OwnStack[]> {
  const names = STACK_IDS.filter((id) => STACKS[id].account === role).map((id) => stackName(STACKS[id], lab));
  const found: OwnStack[] = [];
  for await (const { StackSummaries = [] } of paginateListStacks({ client }, {})) {
    for (const { StackId: id, StackName: name = '', StackStatus } of StackSummaries) {
      const isCalledSo = id !== undefined && names.includes(name);
      if (isCalledSo && (await carriesTags(client, lab, id)))
        found.push({ id, name, isDeleted: StackStatus === 'DELETE_COMPLETE' });
    }
  }
  return found;
}

async function carriesTags(client: CloudFormationClient, lab: LabSettings, StackName: string): Promise<boolean> {
  const { Stacks: [stack] = [] } =
    (await unlessGone(() => client.send(new DescribeStacksCommand({ StackName })))) ?? {};
  return isOwn(lab, { tags: tagRecord(stack?.Tags) });
}

/** By the id of a resource: the stack that has it. */
async function standingIn(client: CloudFormationClient, stacks: readonly OwnStack[]): Promise<Map<string, string>> {
  const holders = new Map<string, string>();
  for (const { id, name } of stacks.filter(({ isDeleted }) => !isDeleted)) {
    for (const resource of (await unlessGone(() => standing(client, id))) ?? []) holders.set(resource, name);
  }
  return holders;
}

async function createdBy(client: CloudFormationClient, stacks: readonly OwnStack[]): Promise<Set<string>> {
  const created = new Set<string>();
  for (const { id } of stacks)
    for (const each of (await unlessGone(() => creations(client, id))) ?? []) created.add(each);
  return created;
}

async function creations(client: CloudFormationClient, StackName: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client }, { StackName })) {
    found.push(...StackEvents.filter(tellsOfCreation).flatMap(({ PhysicalResourceId }) => PhysicalResourceId ?? []));
  }
  return found;
}

async function unlessGone<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
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
