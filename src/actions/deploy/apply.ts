import type { DeployPlan } from '../../lab/plan.ts';
import { inOrder, needsAssets, waitsOf } from '../../lab/order.ts';
import type { Outputs } from '../../lab/parameters.ts';
import type { StackId } from '../../lab/stacks.ts';
import { own } from '../../own.ts';
import type { ActionContext } from '../context.ts';
import { uploadAssets } from './assets.ts';
import { convergeStack } from './converge.ts';
import { desiredStack, requireOutputs, type Desired, type DesiredStacks } from './desired.ts';
import { discardPreviews, type Previews } from './previews.ts';
import { outputsOf, type Observed } from './read.ts';

/** What was confirmed, and what it was made from. */
export interface Confirmed {
  readonly plan: DeployPlan;
  readonly desired: DesiredStacks;
  readonly previews: Previews;
}

export interface Applied {
  readonly outputs: Outputs;
  readonly changed: boolean;
}

/** Carries out the plan: each stack as soon as its inputs exist, across accounts in parallel. */
export async function applyDeploy(
  context: ActionContext,
  { plan, desired, previews }: Confirmed,
  observed: Observed,
): Promise<Applied> {
  const outputs: Record<string, Readonly<Record<string, string>>> = { ...outputsOf(observed) };
  let changed = plan.assets.some(({ state }) => state === 'missing');
  const isNew = outputs.prerequisites?.AssetBucketName === undefined;
  let uploading: Promise<void> | undefined;
  const unused: { -readonly [Id in StackId]?: Previews[Id] } = { ...previews };
  const deploy = async (id: StackId, announce: () => void): Promise<void> => {
    const name = outputs.prerequisites?.AssetBucketName;
    if (needsAssets(id) && name) await (uploading ??= uploadAssets(context, { name, isNew }));
    const today = desiredStack(context, id, outputs);
    const preview = sameInputs(desired.get(id), today) ? previews[id] : undefined;
    const repairs = plan.stacks.some(({ stack, decision }) => stack === id && decision.kind === 'repair');
    const shown = preview === 'nothing' ? undefined : preview;
    const onUse = () => {
      delete unused[id];
    };
    const named = (ids: Readonly<Record<string, string>>) => {
      outputs[id] = ids;
      announce();
    };
    const convergence = { context, id, desired: today, mode: plan, preview: shown, onUse, repairs, named };
    const converged = await convergeStack(convergence, outputs);
    requireOutputs(id, converged.outputs);
    outputs[id] = converged.outputs;
    changed ||= converged.changed;
    if (await closeDefaultGroup(context, converged.outputs.VpcId)) changed = true;
  };
  try {
    await inOrder(
      plan.stacks.map(({ stack }) => stack),
      waitsOf,
      deploy,
    );
  } finally {
    // Failing to delete one is no reason to fail: the stack's next update deletes it.
    await discardPreviews(context, unused).catch(() => undefined);
  }
  return { outputs, changed };
}

/** No template can do this: the default security group comes with the VPC, which only the network has. */
async function closeDefaultGroup({ cloud }: ActionContext, vpc: string | undefined): Promise<boolean> {
  return vpc !== undefined && (await cloud.datascience.places.closeDefaultGroup(vpc));
}

/**
 * A change set contains the values it was created with. It is not used if the outputs of an earlier stack have changed
 * since.
 */
function sameInputs(then: Desired | undefined, today: Desired): boolean {
  return Object.entries(today.stack.parameters).every(
    ([parameter, value]) => own(then?.stack.parameters, parameter) === value,
  );
}
