import { UNLISTED, type Leftover, type LookAlike } from '../../events.ts';
import { ACCOUNT_TITLES, type AccountRole } from '../../lab/accounts.ts';
import { isNamedBy, stackName } from '../../lab/names.ts';
import type { ObservedStack } from '../../lab/stack-status.ts';
import { STACK_IDS, STACKS, type StackId } from '../../lab/stacks.ts';
import { mlopsLab, type Step } from '../../steps.ts';
import type { ActionContext } from '../context.ts';
import { refuseForeign } from '../foreign.ts';
import { accountSubject } from './account-checks.ts';
import { checked, ok, warning, type Check, type Finding } from './check.ts';

/** Whether something in an account has a name of the lab: stacks of others, and what an earlier lab left. */
export function nameCheck(context: ActionContext, role: AccountRole): Promise<Check> {
  const subject = {
    check: 'names',
    title: `Names in ${ACCOUNT_TITLES[role]}`,
    ...accountSubject(context, role),
  } as const;
  return checked(subject, async () => {
    const [stacks, { leftovers, lookAlikes }] = await Promise.all([
      stacksIn(context, role),
      context.cloud[role].leftovers(context.lab, role),
    ]);
    refuseForeign(context, stacks);
    return finding(context, leftovers, lookAlikes, Object.keys(stacks).length);
  });
}

type StandingStacks = Readonly<Partial<Record<StackId, ObservedStack>>>;

async function stacksIn({ cloud, lab }: ActionContext, role: AccountRole): Promise<StandingStacks> {
  const ids = STACK_IDS.filter((id) => STACKS[id].account === role);
  const found = await Promise.all(
    ids.map(async (id) => [id, await cloud[role].stacks.find(stackName(STACKS[id], lab))] as const),
  );
  return Object.fromEntries(found.filter(([, stack]) => stack));
}

const CLEAR: Step = {
  say: 'clear what an earlier lab left; what it cannot delete it names with what to do',
  command: mlopsLab('teardown'),
};
const RENAME: Step = {
  say: 'delete them if nobody needs them, or give this lab another name with --name: their names may be wanted',
};
const MAY_LIST: Step = { say: 'allow the caller to list them; docs/permissions.md has the policies' };

/** Beside stacks there always is more, which their releases and notebooks made. */
function finding(
  { lab }: ActionContext,
  leftovers: readonly Leftover[],
  lookAlikes: readonly LookAlike[],
  stacks: number,
): Finding {
  const unlisted = leftovers.filter(({ kind }) => kind === UNLISTED);
  const left = stacks > 0 ? [] : leftovers.filter(({ kind, expected }) => kind !== UNLISTED && !expected);
  const taken = lookAlikes.filter(({ name }) => isNamedBy(lab, name));
  const details = [
    ...left.map(({ kind, name }) => `${kind} ${name}, left by an earlier lab`),
    ...taken.map(({ kind, name }) => `${kind} ${name}, which is not the lab's`),
    ...unlisted.map(({ name, reason }) => `${name} ${reason}`),
  ];
  const standing =
    stacks > 0
      ? `${String(stacks)} of the lab's stacks and no stranger with a name of it`
      : 'nothing has a name of the lab';
  if (details.length === 0) return ok(standing);
  const hints = [
    ...(left.length > 0 ? [CLEAR] : []),
    ...(taken.length > 0 ? [RENAME] : []),
    ...(unlisted.length > 0 ? [MAY_LIST] : []),
  ];
  return warning(foundWords(left.length, taken.length, unlisted.length), hints, details);
}

function foundWords(left: number, taken: number, unlisted: number): string {
  return [
    left > 0 && `${String(left)} left by an earlier lab`,
    taken > 0 && `${String(taken)} with a name of the lab that ${taken === 1 ? 'is' : 'are'} not the lab's`,
    unlisted > 0 && `${String(unlisted)} kinds that cannot be listed`,
  ]
    .filter(Boolean)
    .join(', ');
}
