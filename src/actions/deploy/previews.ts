import type { DeployPlan, PlannedStack } from '../../lab/plan.ts';
import { STACKS, type StackId } from '../../lab/stacks.ts';
import type { ChangePreview, OperationMode } from '../../ports/stacks.ts';
import type { ActionContext } from '../context.ts';
import type { Desired, DesiredStacks } from './desired.ts';
import { outputsOf, type Observed } from './read.ts';
import { stackRequest } from './request.ts';

/** What the update of each stack would change; `nothing` if CloudFormation sees no relevant difference. */
export type Previews = Readonly<Partial<Record<StackId, ChangePreview | 'nothing'>>>;

/** Asks CloudFormation for the effects of the planned updates, property by property. */
export async function previewUpdates(
  context: ActionContext,
  plan: DeployPlan,
  desired: DesiredStacks,
  observed: Observed,
): Promise<Previews> {
  const previewing = { context, mode: plan, observed };
  const asked = plan.stacks.map((planned) => previewStack(previewing, planned, desired.get(planned.stack)));
  const outcomes = await Promise.allSettled(asked);
  const made = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' && outcome.value ? [outcome.value] : []));
  const previews = Object.fromEntries(made) as Previews;
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (!failed) return previews;
  await discardPreviews(context, previews).catch(() => undefined);
  throw failed.reason as Error;
}

/** The plan with the changes from CloudFormation instead of those derived from the templates. */
export function withPreviews(plan: DeployPlan, previews: Previews): DeployPlan {
  return { ...plan, stacks: plan.stacks.map((planned) => withPreview(planned, previews[planned.stack])) };
}

/** Deletes the change sets of a plan that is not carried out. */
export async function discardPreviews({ cloud }: ActionContext, previews: Previews): Promise<void> {
  const entries = Object.entries(previews) as [StackId, ChangePreview | 'nothing'][];
  await Promise.all(
    entries.map(async ([id, preview]) => {
      if (preview !== 'nothing') await cloud[STACKS[id].account].stacks.discard(preview);
    }),
  );
}

interface Previewing {
  readonly context: ActionContext;
  readonly mode: OperationMode;
  readonly observed: Observed;
}

async function previewStack(
  { context, mode, observed }: Previewing,
  { stack: id, account, decision }: PlannedStack,
  desired: Desired | undefined,
): Promise<readonly [StackId, ChangePreview | 'nothing'] | undefined> {
  const standing = observed.stacks[id];
  if (decision.kind !== 'update' || !standing || !desired || desired.missing.length > 0) return undefined;
  const request = await stackRequest(context, desired.stack, outputsOf(observed));
  const preview = await context.cloud[account].stacks.preview(standing, request, mode);
  return preview === 'overtaken' ? undefined : [id, preview ?? 'nothing'];
}

function withPreview(planned: PlannedStack, preview: ChangePreview | 'nothing' | undefined): PlannedStack {
  if (!preview || planned.decision.kind !== 'update') return planned;
  if (preview === 'nothing') return { ...planned, decision: { kind: 'unchanged' } };
  return { ...planned, decision: { ...planned.decision, changes: preview.changes } };
}
