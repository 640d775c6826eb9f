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
 * What CloudFormation recorded of the lab's stacks, read when it is first asked for. It remembers deleted stacks, their
 * resources and events for 90 days (ListStacks, ListStackResources, DescribeStackEvents). Tags can be copied and names be
 * given by anybody; this cannot be written by anybody else. Events take many calls: they are only read for what no stack
 * has any more, and first those of the stack that had it.
 */
export function stackRecord(setup: ClientSetup, account: Stacks, lab: LabSettings, role: AccountRole): StackRecord {
  const client = clientOf(CloudFormationClient, setup);
  const stacks = once(() => ownStacks(client, account, lab, role));
  const holders = once(async () => standingIn(account, await stacks()));
  const histories = once(async () =>
    (await stacks()).map(({ id }) => ({
      had: once(async () => new Set(await account.resourceIds(id))),
      created: once(() => creations(client, id)),
    })),
  );
  return {
    made: async (physicalId) => (await holders()).has(physicalId) || wasCreated(await histories(), physicalId),
    holder: async (physicalId) => (await holders()).get(physicalId),
  };
}

/** What a stack had, by ids, and which of these it created itself. */
interface History {
  readonly had: () => Promise<ReadonlySet<string>>;
  readonly created: () => Promise<ReadonlySet<string>>;
}

/** A stack no longer lists what an update of it replaced, so that all may have to be asked. */
async function wasCreated(histories: readonly History[], physicalId: string): Promise<boolean> {
  const had = await Promise.all(histories.map(async (each) => (await each.had()).has(physicalId)));
  const [likely, others] = [true, false].map((wanted) => histories.filter((_, at) => had[at] === wanted));
  for (const { created } of [...(likely ?? []), ...(others ?? [])]) if ((await created()).has(physicalId)) return true;
  return false;
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

async function creations(client: CloudFormationClient, StackName: string): Promise<Set<string>> {
  const found = new Set<string>();
  try {
    for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client }, { StackName })) {
      for (const { PhysicalResourceId = '' } of StackEvents.filter(tellsOfCreation)) found.add(PhysicalResourceId);
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
