import type { AccountRole } from '../../lab/accounts.ts';
import { costOf } from '../../lab/cost.ts';
import type { DeployPlan, PlannedAsset, PlannedStack, StackDecision } from '../../lab/plan.ts';
import { decide, differenceBetween, type DesiredStack } from '../../lab/stack-status.ts';
import { STACKS, type StackId } from '../../lab/stacks.ts';
import { resourceCount } from '../../lab/template-resources.ts';
import { resourceChanges } from '../../lab/template-text.ts';
import { needsAssets } from '../../lab/order.ts';
import { zonesIn } from '../../lab/zones.ts';
import type { ActionContext } from '../context.ts';
import type { DesiredStacks } from './desired.ts';
import type { Observed, ObservedLab, StandingStack } from './read.ts';
import { plannedRepair, refused } from './repair.ts';

/** The steps that bring the stacks to their desired state. Pure: the same lab and world give the same plan. */
export function planDeploy(
  context: ActionContext,
  desired: DesiredStacks,
  observed: ObservedLab,
  express: boolean,
): DeployPlan {
  const ids = [...desired.keys()];
  const interruption = ids.includes('pipeline') ? interruptionBy(context, observed) : undefined;
  return {
    region: context.lab.region,
    express,
    stacks: [...desired].map(([id, { stack }]) => planStack(context, id, stack, observed.stacks[id])),
    assets: ids.some(needsAssets) ? planAssets(context, observed) : [],
    closesDefaultGroup: observed.isDefaultGroupOpen,
    ...(interruption !== undefined && { interruption }),
    cost: costOf(context.lab, { stacks: ids, zones: zonesIn(context.zones ?? []).length }),
  };
}

/** SageMaker updates serverless endpoints to instances, but not the other way round. */
function interruptionBy({ lab }: ActionContext, { stacks }: Observed): string | undefined {
  const standing = stacks.pipeline?.parameters.EndpointInstanceType ?? '';
  if (standing === '' || lab.pipeline.endpointInstanceType !== undefined) return undefined;
  return (
    `Endpoints go from ${standing} to serverless, which SageMaker does not do by an update: the next release deletes ` +
    'each endpoint and creates it anew under its name, and production answers nobody for some minutes. Until then it ' +
    'stays as it is.'
  );
}

/** Whether carrying out the plan would change anything. */
export function changesAnything(plan: DeployPlan): boolean {
  const { stacks, assets, closesDefaultGroup } = plan;
  return stacks.some(({ decision }) => decision.kind !== 'unchanged') || assets.some(isMissing) || closesDefaultGroup;
}

function planStack(
  context: ActionContext,
  id: StackId,
  desired: DesiredStack,
  standing: StandingStack | undefined,
): PlannedStack {
  const difference = standing && differenceBetween(standing, standing.template, desired);
  const changes = standing && difference?.template ? resourceChanges(standing.template, desired.template) : [];
  const account: AccountRole = STACKS[id].account;
  const decision = decide(standing, context.lab, difference, changes, standing?.drift);
  const planned = decision.kind === 'repair' && standing ? plannedRepair(decision, standing, desired) : decision;
  const accountId = context.lab.accounts[account].id;
  const about = { stack: id, stackName: desired.name, account, accountId };
  if (planned.kind !== 'refuse') return { ...about, decision: planned, ...resourcesOf(planned, desired) };
  throw refused({ ...planned, because: `stack ${desired.name} in account ${accountId}: ${planned.because}` });
}

function resourcesOf({ kind }: StackDecision, desired: DesiredStack): Pick<PlannedStack, 'resources'> {
  if (kind !== 'create' && kind !== 'recreate') return {};
  return { resources: resourceCount(desired.template, desired.parameters) };
}

function planAssets({ bundle }: ActionContext, { assets }: ObservedLab): PlannedAsset[] {
  return bundle.assets.map(({ name, key, content }) => ({
    name,
    key,
    bytes: content.byteLength,
    state: assets.has(key) ? 'present' : 'missing',
  }));
}

function isMissing({ state }: PlannedAsset): boolean {
  return state === 'missing';
}
