import { EXIT, LabError } from '../../errors.ts';
import type { Leftover, ResultEvent } from '../../events.ts';
import { ACCOUNT_ROLES } from '../../lab/accounts.ts';
import type { ActionContext, RunOptions } from '../context.ts';
import { refused } from '../foreign.ts';
import { verifyAccounts } from '../verify-accounts.ts';
import { applyTeardown } from './apply.ts';
import { refuseWhileLaunched } from './launched.ts';
import { isEmpty, itemsOf, readDoomed, type Doomed } from './read.ts';

/** Deletes what the lab made, and proves by listing the accounts that nothing of it is left. */
export async function teardown(context: ActionContext, options: RunOptions): Promise<ResultEvent> {
  const { command, ui } = context;
  await verifyAccounts(context, ACCOUNT_ROLES);
  const doomed = await readDoomed(context);
  leaveForeign(context, doomed);
  ui.emit({ type: 'teardown-plan', command, items: itemsOf(context, doomed) });
  const anything = !isEmpty(doomed);
  await refuseWhileLaunched(context, doomed.stacks, options.dryRun);
  if (options.dryRun) return { command, status: anything ? 'succeeded' : 'unchanged' };
  if (anything && !options.yes && !(await confirmed(context))) return { command, status: 'declined' };
  const failure = await applyTeardown(context, doomed, options).catch(toldWithLeftovers);
  const patience = !anything || failure ? 0 : SETTLING[options.express ? 'express' : 'usual'];
  return conclude(context, anything, await lastingLeftovers(context, patience), failure ?? undefined);
}

/** Under a name that is all somebody else's there is nothing to tear down; beside them the lab's own can go. */
function leaveForeign({ ui }: ActionContext, doomed: Doomed): void {
  const [first] = doomed.foreign;
  if (first && isEmpty(doomed)) throw refused(first);
  for (const { message } of doomed.foreign) {
    ui.emit({ type: 'notice', level: 'warning', message: `${message}: it is left alone` });
  }
}

/** Whatever keeps a stack or bucket from going does not keep us from listing what is left; lost credentials do. */
function toldWithLeftovers(error: unknown): LabError {
  const { credentials, interrupted } = EXIT;
  if (error instanceof LabError && error.exitCode !== credentials && error.exitCode !== interrupted) return error;
  throw error;
}

function conclude(
  { command }: ActionContext,
  deleted: boolean,
  leftovers: readonly Leftover[],
  failure: LabError | undefined,
): ResultEvent {
  const unexpected = leftovers.filter(({ expected }) => !expected);
  if (unexpected.length === 0 && !failure) {
    return { command, status: deleted ? 'succeeded' : 'unchanged', leftovers };
  }
  const message = failure?.message ?? `${String(unexpected.length)} resources of the lab are left`;
  const hint = failure?.hint ?? 'mend what the table names and run "mlops-lab teardown" again';
  return { command, status: 'failed', leftovers, error: { code: 'leftovers', message, hint } };
}

/**
 * How long lists are given, in milliseconds, until they show what was deleted as gone: IAM and S3 lag behind by seconds,
 * and express mode does not wait for the resources that take long.
 */
const SETTLING = { usual: 60_000, express: 15 * 60_000 };
const PAUSE = 10_000;

async function lastingLeftovers(context: ActionContext, patience: number): Promise<Leftover[]> {
  const { clock } = context;
  const until = clock.now() + patience;
  for (;;) {
    const leftovers = await listLeftovers(context);
    if (clock.now() >= until || leftovers.every(({ expected }) => expected)) return leftovers;
    await clock.sleep(PAUSE);
  }
}

async function listLeftovers({ cloud, lab }: ActionContext): Promise<Leftover[]> {
  const lists = await Promise.all(ACCOUNT_ROLES.map((role) => cloud[role].leftovers(lab, role)));
  return lists.flat();
}

/** Deleting wants the lab's name typed: a habitual "y" is not enough. */
async function confirmed({ ui, lab }: ActionContext): Promise<boolean> {
  const message = `Type the lab's name (${lab.name}) to delete all this; nothing to leave it as it is`;
  const answer = await ui.ask({ message, flag: '--yes' });
  return answer.trim() === lab.name;
}
