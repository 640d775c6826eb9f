import type { Leftover, TeardownItem } from '../../events.ts';
import { ACCOUNT_ROLES, type AccountRole } from '../../lab/accounts.ts';
import { stackName } from '../../lab/names.ts';
import type { ObservedStack } from '../../lab/stack-status.ts';
import { STACK_IDS, STACKS, type StackId } from '../../lab/stacks.ts';
import type { Orphan } from '../../ports/orphans.ts';
import type { ActionContext } from '../context.ts';
import { foreignStack, type ForeignStack } from '../foreign.ts';
import { notebookItems } from '../notebook/everybody/at-stake.ts';
import { readNotebooks, type DoomedNotebook } from '../notebook/everybody/read.ts';
import { describeOrphan } from '../orphans.ts';
import { referenceTo } from '../stack-run.ts';
import { looseAmong, looseItem, type Loose } from './loose.ts';
import { readReleases, type DoomedReleases } from './releases.ts';
import { unreadable, type Unreadable } from './unreadable.ts';

/** Everything that a teardown will delete. */
export interface Doomed {
  readonly stacks: readonly DoomedStack[];
  readonly releases: readonly DoomedReleases[];
  /** Where to look for more of what was released. */
  readonly accounts: readonly AccountRole[];
  /** Everybody's notebooks. */
  readonly notebooks: readonly DoomedNotebook[];
  /** Stacks with the lab's names that stay, since they are not the lab's. */
  readonly foreign: readonly ForeignStack[];
  /** What no stack has. */
  readonly loose: readonly Loose[];
  /** What may exist but could not be read. */
  readonly unreadable: readonly Unreadable[];
}

/** A stack of the lab, and the buckets to empty before it can be deleted. */
export interface DoomedStack {
  readonly id: StackId;
  readonly stack: ObservedStack;
  readonly buckets: readonly string[];
  /** Ids of all resources that it has or had. */
  readonly resourceIds: readonly string[];
  /** Resources that its updates could not delete and left behind. */
  readonly orphans: readonly Orphan[];
}

/** Reads the stacks that are the lab's, their content, and what the pipeline and notebooks created beside them. */
export async function readDoomed(context: ActionContext): Promise<Doomed> {
  const [found, releases, launches] = await Promise.all([
    Promise.all(STACK_IDS.map((id) => readStack(context, id))),
    readReleases(context),
    readLaunches(context),
  ]);
  const owned = asOwned(found);
  const looked = await Promise.all(owned.stacks.map((doomed) => lookInto(context, doomed)));
  const { notebooks } = launches;
  return {
    foreign: owned.foreign,
    stacks: looked.map(({ stack }) => stack),
    accounts: ACCOUNT_ROLES,
    releases: releases.read,
    notebooks,
    loose: [],
    unreadable: [...releases.unreadable, ...launches.unreadable, ...looked.flatMap(({ locked }) => locked)],
  };
}

async function readLaunches(context: ActionContext): Promise<Pick<Doomed, 'notebooks' | 'unreadable'>> {
  let notebooks: readonly DoomedNotebook[] = [];
  const account = context.lab.accounts.datascience.id;
  const failure = await unreadable(`what was launched in account ${account}`, 'selfService', async () => {
    notebooks = await readNotebooks(context);
  });
  return { notebooks, unreadable: failure ? [failure] : [] };
}

/** The stack with those of its buckets that are there. One that cannot be read cannot be emptied, and so cannot be deleted. */
async function lookInto(
  { cloud }: ActionContext,
  stack: DoomedStack,
): Promise<{ readonly stack: DoomedStack; readonly locked: readonly Unreadable[] }> {
  const { objects } = cloud[STACKS[stack.id].account];
  const gone = new Set<string>();
  const look = async (bucket: string) => {
    if (!(await objects.look(bucket))) gone.add(bucket);
  };
  const reasons = await Promise.all(
    stack.buckets.map((bucket) => unreadable(`bucket ${bucket}`, stack.id, () => look(bucket))),
  );
  const buckets = stack.buckets.filter((bucket) => !gone.has(bucket));
  return { stack: { ...stack, buckets }, locked: reasons.flatMap((reason) => reason ?? []) };
}

export function isEmpty({ stacks, notebooks, releases, loose }: Doomed): boolean {
  const isReleased = releases.some(({ released }) => released.length > 0);
  return stacks.length === 0 && notebooks.length === 0 && loose.length === 0 && !isReleased;
}

export function itemsOf(context: ActionContext, { stacks, notebooks, releases, loose }: Doomed): TeardownItem[] {
  return [
    ...stackItems(context, stacks),
    ...notebookItems(context.lab, notebooks),
    ...releases.flatMap((each) => releaseItems(context, each)),
    ...loose.map(looseItem),
  ];
}

/** With what is left over and goes with nothing else. */
export function withLoose(context: ActionContext, doomed: Doomed, leftovers: readonly Leftover[]): Doomed {
  const planned = new Set(itemsOf(context, doomed).map(({ account, name }) => `${account} ${name}`));
  const loose = looseAmong(context, leftovers).filter(({ account, name }) => !planned.has(`${account} ${name}`));
  return { ...doomed, loose };
}

function releaseItems({ lab }: ActionContext, { account, released }: DoomedReleases): TeardownItem[] {
  const accountId = lab.accounts[account].id;
  return released.map((each) => ({ account, accountId, ...each }));
}

function stackItems(context: ActionContext, doomed: readonly DoomedStack[]): TeardownItem[] {
  return doomed.flatMap(({ id, stack, buckets, orphans, resourceIds }) => {
    const { account, accountId } = referenceTo(context, id);
    const about = { name: stack.name, detail: stack.status, stack: id, resources: resourceIds.length };
    const items: TeardownItem[] = [{ account, accountId, kind: 'stack', ...about }];
    const detail = 'emptied of all versions, then deleted with its stack';
    return items
      .concat(buckets.map((name) => ({ account, accountId, kind: 'bucket', name, detail })))
      .concat(orphans.map((orphan) => ({ account, accountId, kind: 'orphan', ...describeOrphan(orphan) })));
  });
}

async function readStack(context: ActionContext, id: StackId): Promise<DoomedStack | ForeignStack | undefined> {
  const { cloud, lab } = context;
  const { stacks } = cloud[STACKS[id].account];
  const stack = await stacks.find(stackName(STACKS[id], lab));
  if (!stack) return undefined;
  const foreign = foreignStack(context, id, stack);
  if (foreign) return foreign;
  const orphans = await cloud[STACKS[id].account].orphans();
  const [buckets, resourceIds, leftBehind] = await Promise.all([
    stacks.resourcesOfType(stack.id, 'AWS::S3::Bucket'),
    stacks.resourceIds(stack.id),
    orphans.of(stack),
  ]);
  return { id, stack, buckets, resourceIds, orphans: leftBehind };
}

function asOwned(found: readonly (DoomedStack | ForeignStack | undefined)[]): Pick<Doomed, 'stacks' | 'foreign'> {
  return {
    stacks: found.filter((each) => each !== undefined && 'stack' in each),
    foreign: found.filter((each) => each !== undefined && 'message' in each),
  };
}
