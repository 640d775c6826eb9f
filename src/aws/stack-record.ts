import {
  CloudFormationClient,
  paginateDescribeStackEvents,
  paginateListStacks,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import type { AccountRole, LabSettings } from '../lab/accounts.ts';
import { stackName } from '../lab/names.ts';
import { isOwn } from '../lab/owner.ts';
import { STACK_IDS, STACKS } from '../lab/stacks.ts';
import type { Stacks } from '../ports/stacks.ts';
import { clientOf, type ClientSetup } from './clients.ts';
import { isAbsent } from './errors.ts';

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
export function stackRecord(setup: ClientSetup, account: Stacks, lab: LabSettings, role: AccountRole): StackRecord {
  const client = clientOf(CloudFormationClient, setup);
  const stacks = once(() => ownStacks(client, account, lab, role));
  const holders = once(async () => standingIn(account, await stacks()));
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

async function ownStacks(
  client: CloudFormationClient,
  account: Stacks,
  lab: LabSettings,
  role: AccountRole,
): Promise<OwnStack[]> {
  const names = STACK_IDS.filter((id) => STACKS[id].account === role).map((id) => stackName(STACKS[id], lab));
  const found: OwnStack[] = [];
  for await (const { StackSummaries = [] } of paginateListStacks({ client }, {})) {
    for (const { StackId: id, StackName: name = '', StackStatus } of StackSummaries) {
      const isCalledSo = id !== undefined && names.includes(name);
      if (isCalledSo && isOwn(lab, { tags: (await account.find(id))?.tags ?? {} }))
        found.push({ id, name, isDeleted: StackStatus === 'DELETE_COMPLETE' });
    }
  }
  return found;
}

/** By the id of a resource: the stack that has it. */
async function standingIn(account: Stacks, stacks: readonly OwnStack[]): Promise<Map<string, string>> {
  const holders = new Map<string, string>();
  for (const { id, name } of stacks.filter(({ isDeleted }) => !isDeleted)) {
    for (const { physicalId } of await account.resources(id)) holders.set(physicalId, name);
  }
  return holders;
}

async function createdBy(client: CloudFormationClient, stacks: readonly OwnStack[]): Promise<Set<string>> {
  const created = new Set<string>();
  for (const { id } of stacks) for (const each of await creations(client, id)) created.add(each);
  return created;
}

async function creations(client: CloudFormationClient, StackName: string): Promise<string[]> {
  const found: string[] = [];
  try {
    for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client }, { StackName })) {
      found.push(...StackEvents.filter(tellsOfCreation).flatMap(({ PhysicalResourceId }) => PhysicalResourceId ?? []));
    }
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
  return found;
}

/** CloudFormation reports that a creation was initiated once the resource exists under its id. */
function tellsOfCreation({ ResourceStatus, ResourceStatusReason }: StackEvent): boolean {
  return ResourceStatus === 'CREATE_COMPLETE' || ResourceStatusReason === 'Resource creation Initiated';
}
