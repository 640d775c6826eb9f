import { ACCOUNT_ROLES } from '../../lab/accounts.ts';
import { withDependencies } from '../../lab/order.ts';
import type { DeployPlan } from '../../lab/plan.ts';
import { STACKS, type StackId } from '../../lab/stacks.ts';
import type { ActionContext, RunOptions } from '../context.ts';
import { refuseForeign } from '../foreign.ts';
import { IN_EARNEST, type Outcome } from '../outcome.ts';
import { warnOfShortSessions } from '../sessions.ts';
import { verifyAccounts } from '../verify-accounts.ts';
import { applyDeploy } from './apply.ts';
import { desiredStacks, requireAcceptable, requireInputs } from './desired.ts';
import { keepCourse } from './keep-course.ts';
import { nextSteps } from './next-steps.ts';
import { requireOffered } from './offered.ts';
import { changesAnything, planDeploy } from './plan.ts';
import { discardPreviews, previewUpdates, withPreviews, type Previews } from './previews.ts';
import { outputsOf, readLab, type Observed } from './read.ts';
import { decideZones } from './zones.ts';

/** Brings the given stacks to their desired state: read, plan, confirm, apply. */
export async function deploy(unplaced: ActionContext, ids: readonly StackId[], options: RunOptions): Promise<Outcome> {
  const { command, ui } = unplaced;
  await verifyAccounts(unplaced, accountsOf(ids));
  const observed = await readLab(unplaced, ids);
  refuseForeign(unplaced, observed.stacks);
  await keepCourse(unplaced, ids, observed);
  tellUnread(unplaced, observed);
  await requireOffered(unplaced, ids);
  const context = ids.includes('network') ? { ...unplaced, zones: await decideZones(unplaced, observed) } : unplaced;
  const desired = desiredStacks(context, ids, outputsOf(observed));
  requireInputs(desired, outputsOf(observed));
  requireAcceptable(desired);
  const drafted = planDeploy(context, desired, observed, options.express);
  const previews = options.dryRun ? {} : await previewUpdates(context, drafted, desired, observed);
  const plan = withPreviews(drafted, previews);
  ui.emit({ type: 'plan', command, plan });
  if (!changesAnything(plan)) {
    return { command, status: 'unchanged', outputs: outputsOf(observed), next: nextSteps(context, ids) };
  }
  if (!options.dryRun) await warnOfShortSessions(context, accountsOf(ids));
  if (options.dryRun) return { command, status: 'succeeded', next: [IN_EARNEST] };
  if (!options.yes && !(await agreed(context, plan, previews))) return { command, status: 'declined' };
  const { outputs, changed } = await applyDeploy(context, { plan, desired, previews }, observed);
  return { command, status: changed ? 'succeeded' : 'unchanged', outputs, next: nextSteps(context, ids) };
}

/** Warns of resources that could not be read, since missing ones among them stay missing. */
function tellUnread({ ui }: ActionContext, { stacks }: Observed): void {
  for (const { name, drift } of Object.values(stacks)) {
    const unread = drift.filter((resource) => resource.drift === 'unread');
    if (unread.length === 0) continue;
    const names = unread.map(({ logicalId }) => logicalId).join(', ');
    const message = `stack ${name}: whether ${names} is still there could not be read: ${unread[0]?.reason ?? ''}`;
    ui.emit({ type: 'notice', level: 'warning', message });
  }
}

/** The accounts that the stacks are in, and those of the stacks whose outputs they take. */
function accountsOf(ids: readonly StackId[]) {
  const involved = withDependencies(ids).map((id) => STACKS[id].account);
  return ACCOUNT_ROLES.filter((role) => involved.includes(role));
}

/** Discards change sets that nobody confirmed, also if the question was interrupted or could not be asked. */
async function agreed(context: ActionContext, { interruption }: DeployPlan, previews: Previews): Promise<boolean> {
  const message = interruption
    ? 'Carry out this plan, and have production interrupted by the next release?'
    : 'Carry out this plan?';
  let answer = false;
  try {
    answer = await context.ui.confirm({ message, default: false, flag: '--yes' });
  } finally {
    if (!answer) await discardPreviews(context, previews);
  }
  return answer;
}
