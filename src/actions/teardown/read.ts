import type { TeardownItem } from '../../events.ts';
import { stackName } from '../../lab/names.ts';
import type { ObservedStack } from '../../lab/stack-status.ts';
import { STACK_IDS, STACKS, type StackId } from '../../lab/stacks.ts';
import type { ActionContext } from '../context.ts';
import { foreignStack, type ForeignStack } from '../foreign.ts';
import { referenceTo } from '../stack-run.ts';
import { readReleases, type DoomedReleases } from './releases.ts';

/** All that a teardown will delete. */
export interface Doomed {
  readonly stacks: readonly DoomedStack[];
  readonly releases: readonly DoomedReleases[];
  /** Stacks by the lab's names that stay, since they are not the lab's. */
  readonly foreign: readonly ForeignStack[];
}

/** A stack of the lab, and the buckets that have to be emptied before it can go. */
export interface DoomedStack {
  readonly id: StackId;
  readonly stack: ObservedStack;
  readonly buckets: readonly string[];
}

/** Only stacks that are the lab's, what is in them, and what the pipeline and notebooks made beside them. */
export async function readDoomed(context: ActionContext): Promise<Doomed> {
  const [found, releases] = await Promise.all([
    Promise.all(STACK_IDS.map((id) => readStack(context, id))),
    readReleases(context),
  ]);
  return { ...asOwned(found), releases };
}

export function isEmpty({ stacks, releases }: Doomed): boolean {
  return stacks.length === 0 && releases.every(({ released }) => released.length === 0);
}

export function itemsOf(context: ActionContext, { stacks, releases }: Doomed): TeardownItem[] {
  return [...stackItems(context, stacks), ...releases.flatMap((each) => releaseItems(context, each))];
}

function releaseItems({ lab }: ActionContext, { account, released }: DoomedReleases): TeardownItem[] {
  const accountId = lab.accounts[account].id;
  return released.map((each) => ({ account, accountId, ...each }));
}

function stackItems(context: ActionContext, doomed: readonly DoomedStack[]): TeardownItem[] {
  return doomed.flatMap(({ id, stack, buckets }) => {
    const { account, accountId } = referenceTo(context, id);
    const items: TeardownItem[] = [{ account, accountId, kind: 'stack', name: stack.name, detail: stack.status }];
    const detail = 'emptied of all versions, then deleted with its stack';
    return items.concat(buckets.map((name) => ({ account, accountId, kind: 'bucket', name, detail })));
  });
}

async function readStack(context: ActionContext, id: StackId): Promise<DoomedStack | ForeignStack | undefined> {
  const { cloud, lab } = context;
  const { stacks } = cloud[STACKS[id].account];
  const stack = await stacks.find(stackName(STACKS[id], lab));
  if (!stack) return undefined;
  const foreign = foreignStack(context, id, stack);
  return foreign ?? { id, stack, buckets: await stacks.resourcesOfType(stack.id, 'AWS::S3::Bucket') };
}

function asOwned(found: readonly (DoomedStack | ForeignStack | undefined)[]): Pick<Doomed, 'stacks' | 'foreign'> {
  return {
    stacks: found.filter((each) => each !== undefined && 'stack' in each),
    foreign: found.filter((each) => each !== undefined && 'message' in each),
  };
}
