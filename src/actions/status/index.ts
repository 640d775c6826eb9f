import type { ResultEvent, StackReport } from '../../events.ts';
import { ACCOUNT_ROLES } from '../../lab/accounts.ts';
import { costOf } from '../../lab/cost.ts';
import { taughtBy } from '../../lab/course/taught.ts';
import { differenceBetween, verdictOf } from '../../lab/stack-status.ts';
import { STACK_IDS, type StackId } from '../../lab/stacks.ts';
import { isAsChosen, type ZoneSlots } from '../../lab/zones.ts';
import type { ActionContext } from '../context.ts';
import { unsaidCourse } from '../course-said.ts';
import { desiredStack } from '../deploy/desired.ts';
import { outputsOf, readStacks, type Observed, type StandingStack } from '../deploy/read.ts';
import { standingZones, zonesOf } from '../deploy/zones.ts';
import { refuseForeign } from '../foreign.ts';
import { listOrphans } from '../orphans.ts';
import type { Outcome } from '../outcome.ts';
import { referenceTo } from '../stack-run.ts';
import { verifyAccounts } from '../verify-accounts.ts';
import { nextSteps } from './next-steps.ts';

const ABSENT = { status: 'ABSENT', template: 'unknown', parameters: 'unknown', resources: 'unknown' } as const;

const NO_ZONES: ZoneSlots = ['', '', ''];

/** Reports the state of each stack, and whether it matches what this version of the lab would deploy. */
export async function status(context: ActionContext): Promise<Outcome> {
  await verifyAccounts(context, ACCOUNT_ROLES);
  const observed = await readStacks(context, STACK_IDS);
  refuseForeign(context, observed.stacks);
  tellUnsaidCourse(context, observed);
  const zones = standingZones(observed);
  const stacks = STACK_IDS.map((id) => report({ ...context, zones: zones ?? NO_ZONES }, id, observed));
  const orphans = await listOrphans(context, observed.stacks);
  return {
    command: context.command,
    status: 'succeeded',
    stacks,
    outputs: outputsOf(observed),
    ...(orphans.length > 0 && { orphans }),
    teaches: taughtBy(context.lab),
    ...costOfStanding(context, observed),
    next: nextSteps(stacks, orphans.length > 0, observed),
  };
}

function tellUnsaidCourse(context: ActionContext, { stacks }: Observed): void {
  const taught = unsaidCourse(context, stacks.pipeline);
  if (taught === undefined) return;
  const usual = context.lab.taught.name;
  const message = `the lab teaches the course ${taught}, and no setting says so: it is compared with a lab of ${usual} here; --course ${taught} compares it with its own`;
  context.ui.emit({ type: 'notice', level: 'warning', message });
}

/** Nothing costs where nothing stands. */
function costOfStanding({ lab }: ActionContext, { stacks }: Observed): Pick<ResultEvent, 'cost'> {
  const ids = STACK_IDS.filter((id) => stacks[id]);
  const zones = stacks.network ? zonesOf(stacks.network).length : 0;
  return ids.length > 0 ? { cost: costOf(lab, { stacks: ids, zones }) } : {};
}

function report(context: ActionContext, id: StackId, observed: Observed): StackReport {
  const standing = observed.stacks[id];
  const reference = referenceTo(context, id);
  if (!standing) return { ...reference, ...ABSENT, outputs: {} };
  const { stack: desired, missing } = desiredStack(context, id, outputsOf(observed));
  const difference = differenceBetween(standing, standing.template, desired);
  return {
    ...reference,
    status: standing.status,
    template: difference.template ? 'differs' : 'current',
    parameters: parametersState(difference.parameters.length + otherZones(context, id), missing.length),
    resources: resourcesState(standing),
    ...(standing.drift.length > 0 && { drift: standing.drift }),
    outputs: standing.outputs,
  };
}

function resourcesState({ status: state, drift }: StandingStack): StackReport['resources'] {
  if (drift.some((resource) => resource.drift !== 'unread')) return 'differs';
  return drift.length > 0 || verdictOf(state) !== 'settled' ? 'unknown' : 'current';
}

/** Which zones would be chosen only AWS can tell, but whether others are wanted is known. */
function otherZones({ lab, zones = NO_ZONES }: ActionContext, id: StackId): number {
  return id === 'network' && !isAsChosen(lab.network.zones, zones) ? 1 : 0;
}

function parametersState(differing: number, missing: number): StackReport['parameters'] {
  if (differing > 0) return 'differs';
  return missing > 0 ? 'unknown' : 'current';
}
