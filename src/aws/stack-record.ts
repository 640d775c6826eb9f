import { CloudFormationClient, paginateListStacks } from '@aws-sdk/client-cloudformation';
import type { AccountRole, LabSettings } from '../lab/accounts.ts';
import { isOwn } from '../lab/owner.ts';
import type { ObservedStack } from '../lab/stack-status.ts';
import { clientOf, type ClientSetup } from './clients.ts';
import { namedAmong, namesOfStacks, type NamedStacks } from './holders.ts';
import type { AwsStacks } from './stacks.ts';

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
 * has any more and none was known to have made before, and first those of the stack that had it.
 */
export function stackRecord(
  setup: ClientSetup,
  stacks: AwsStacks,
  { own }: NamedStacks,
  lab: LabSettings,
  role: AccountRole,
): StackRecord {
  const { known } = stacks;
  const holders = once(() => standingIn(stacks, own));
  const seen = once(() => namedAmong(known.all, lab, role).own);
  const all = once(async () => [...own, ...(await goneStacks(setup, stacks, lab, role))]);
  const isKnown = (physicalId: string) => seen().some(({ id }) => known.hasMade(id, physicalId));
  return {
    made: async (physicalId) =>
      (await holders()).has(physicalId) || isKnown(physicalId) || wasCreated(stacks, await all(), physicalId),
    holder: async (physicalId) => (await holders()).get(physicalId),
  };
}

/** A stack no longer lists what an update of it replaced, so that all may have to be asked. */
async function wasCreated(stacks: AwsStacks, all: readonly ObservedStack[], physicalId: string): Promise<boolean> {
  const had = await Promise.all(all.map(async ({ id }) => (await stacks.resourceIds(id)).includes(physicalId)));
  const likeliestFirst = [true, false].flatMap((wanted) => all.filter((_, at) => had[at] === wanted));
  for (const { id } of likeliestFirst) if ((await stacks.past(id)).created.has(physicalId)) return true;
  return false;
}

function once<T extends object>(read: () => T): () => T {
  let found: T | undefined;
  return () => (found ??= read());
}

/** The lab's stacks that are deleted. Two may have had the same name. */
async function goneStacks(
  setup: ClientSetup,
  stacks: AwsStacks,
  lab: LabSettings,
  role: AccountRole,
): Promise<ObservedStack[]> {
  const client = clientOf(CloudFormationClient, setup);
  const names = namesOfStacks(lab, role);
  const ids: string[] = [];
  const deleted = { StackStatusFilter: ['DELETE_COMPLETE' as const] };
  for await (const { StackSummaries = [] } of paginateListStacks({ client }, deleted)) {
    ids.push(
      ...StackSummaries.flatMap(({ StackId, StackName = '' }) => (names.includes(StackName) ? (StackId ?? []) : [])),
    );
  }
  const found = await Promise.all(ids.map((id) => stacks.find(id)));
  return found.flatMap((stack) => (stack && isOwn(lab, stack) ? [stack] : []));
}

/** By the id of a resource: the name of the stack that has it. */
async function standingIn(stacks: AwsStacks, own: readonly ObservedStack[]): Promise<Map<string, string>> {
  const holders = new Map<string, string>();
  for (const { id, name } of own) {
    for (const { physicalId } of await stacks.resources(id)) holders.set(physicalId, name);
  }
  return holders;
}
