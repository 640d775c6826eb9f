import type { Examination } from '../../lab/drift.ts';
import { withDependencies } from '../../lab/order.ts';
import { stackName } from '../../lab/names.ts';
import type { Outputs } from '../../lab/parameters.ts';
import { isOwn } from '../../lab/owner.ts';
import { verdictOf, type ObservedStack } from '../../lab/stack-status.ts';
import { STACKS, type StackId } from '../../lab/stacks.ts';
import type { ActionContext } from '../context.ts';

/** An existing stack, with the template it was created from. */
export interface StandingStack extends ObservedStack, Examination {
  readonly template: string;
}

/** For a stack that was not examined. */
export const UNEXAMINED: Examination = { resources: [], drift: [] };

/** The current state of the accounts. */
export interface Observed {
  readonly stacks: Readonly<Partial<Record<StackId, StandingStack>>>;
  /** For the network, if it exists and is among what is asked for. */
  readonly isDefaultGroupOpen: boolean;
}

/** What a deployment goes by. */
export interface ObservedLab extends Observed {
  /** Keys of the assets that the asset bucket already contains. */
  readonly assets: ReadonlySet<string>;
}

/** Reads the given stacks and those whose outputs they take, and which assets are there. */
export async function readLab(context: ActionContext, ids: readonly StackId[]): Promise<ObservedLab> {
  const observed = await readStacks(context, ids);
  return { ...observed, assets: await readAssets(context, observed.stacks.prerequisites?.outputs.AssetBucketName) };
}

/** Reads the given stacks and those whose outputs they take. */
export async function readStacks(context: ActionContext, ids: readonly StackId[]): Promise<Observed> {
  const found = await Promise.all(
    withDependencies(ids).map(async (id) => [id, await readStack(context, id, ids.includes(id))] as const),
  );
  const stacks: Observed['stacks'] = Object.fromEntries(found.filter(([, stack]) => stack));
  const isDefaultGroupOpen = ids.includes('network') && readDefaultGroup(context, stacks.network?.outputs.VpcId);
  return { stacks, isDefaultGroupOpen: await isDefaultGroupOpen };
}

export function outputsOf({ stacks }: Observed): Outputs {
  return Object.fromEntries(Object.entries(stacks).map(([id, { outputs }]) => [id, outputs]));
}

async function readStack(context: ActionContext, id: StackId, looks: boolean): Promise<StandingStack | undefined> {
  const { cloud, lab } = context;
  const { stacks } = cloud[STACKS[id].account];
  const stack = await stacks.find(stackName(STACKS[id], lab));
  if (!stack) return undefined;
  const owned = isOwn(lab, stack);
  const [template, examination] = await Promise.all([
    stacks.template(stack.id),
    owned && looks ? examine(context, id, stack) : UNEXAMINED,
  ]);
  // The outputs of somebody else's stack must not be used: its buckets, for example, are not ours to write to.
  return { ...stack, outputs: owned ? stack.outputs : {}, template, ...examination };
}

/** Only a stack without an operation in progress knows its resources. */
export async function examine({ cloud }: ActionContext, id: StackId, stack: ObservedStack): Promise<Examination> {
  if (verdictOf(stack.status) !== 'settled') return UNEXAMINED;
  return (await cloud[STACKS[id].account].drift()).of(stack.id);
}

async function readDefaultGroup({ cloud }: ActionContext, vpc: string | undefined): Promise<boolean> {
  return vpc !== undefined && (await cloud.datascience.places.isDefaultGroupOpen(vpc));
}

async function readAssets({ cloud, bundle }: ActionContext, bucket: string | undefined): Promise<Set<string>> {
  if (!bucket) return new Set();
  const present = await Promise.all(
    bundle.assets.map(async ({ key }) => ((await cloud.tools.objects.exists(bucket, key)) ? [key] : [])),
  );
  return new Set(present.flat());
}
