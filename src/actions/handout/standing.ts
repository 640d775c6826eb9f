import { LabError, usageError } from '../../errors.ts';
import { ACCOUNT_ROLES } from '../../lab/accounts.ts';
import { stackName } from '../../lab/names.ts';
import { verdictOf, type ObservedStack } from '../../lab/stack-status.ts';
import { STACK_IDS, STACKS } from '../../lab/stacks.ts';
import { mlopsLab } from '../../steps.ts';
import type { ActionContext } from '../context.ts';
import { courseUnsaid, unsaidCourse } from '../course-said.ts';
import { zonesOf } from '../deploy/zones.ts';
import { ownStack } from '../foreign.ts';
import { verifyAccounts } from '../verify-accounts.ts';

/** What a page tells of the accounts, besides what the settings say. */
export interface StandingLab {
  /** How many zones the network has. */
  readonly zones: number;
}

/** Refuses a lab that people could not work in. */
export async function standingLab(context: ActionContext): Promise<StandingLab> {
  await verifyAccounts(context, ACCOUNT_ROLES);
  const stacks = await Promise.all(STACK_IDS.map(async (id) => [id, await ownStack(context, id)] as const));
  if (stacks.every(([, stack]) => !stack)) throw notDeployed(context, ['none of its stacks is there']);
  const amiss = stacks.flatMap(([id, stack]) => {
    const wrong = wrongWith(stack);
    return wrong === undefined ? [] : [`${stackName(STACKS[id], context.lab)} ${wrong}`];
  });
  const network = stacks.find(([id]) => id === 'network')?.[1];
  if (amiss.length > 0 || !network) throw notDeployed(context, amiss);
  const pipeline = stacks.find(([id]) => id === 'pipeline')?.[1];
  const taught = unsaidCourse(context, pipeline);
  if (taught !== undefined) throw courseUnsaid(taught, `the pages would tell of ${context.lab.taught.name}`);
  return { zones: zonesOf(network).length };
}

function wrongWith(stack: ObservedStack | undefined): string | undefined {
  if (!stack) return 'is missing';
  return verdictOf(stack.status) === 'settled' ? undefined : `is ${stack.status}`;
}

function notDeployed({ lab }: ActionContext, amiss: readonly string[]): LabError {
  return new LabError({
    code: 'lab-not-deployed',
    message: `the lab "${lab.name}" does not stand yet: ${amiss.join(', ')}; nothing was written`,
    hint: { say: 'deploy what is missing', command: mlopsLab('init') },
  });
}

/** A day ends last on islands of UTC-12. */
const HOURS_TO_ITS_END = 36;

export function expectToCome({ clock }: ActionContext, until: string | undefined): void {
  if (until === undefined || Date.parse(until) + HOURS_TO_ITS_END * 3_600_000 > clock.now()) return;
  const today = new Date(clock.now()).toISOString().slice(0, 10);
  throw usageError(
    'date-past',
    `--until is ${until}, and today is ${today}`,
    'give a date that is to come, or leave it out',
  );
}
