import { LabError } from '../../errors.ts';
import type { Leftover, ResultEvent } from '../../events.ts';
import { ACCOUNT_ROLES } from '../../lab/accounts.ts';
import type { ActionContext, RunOptions } from '../context.ts';
import { verifyAccounts } from '../verify-accounts.ts';
import { applyTeardown } from './apply.ts';
import { itemsOf, readDoomed } from './read.ts';

/** Deletes what the lab made, and proves by listing the accounts that nothing of it is left. */
export async function teardown(context: ActionContext, options: RunOptions): Promise<ResultEvent> {
  const { command, ui } = context;
  await verifyAccounts(context, ACCOUNT_ROLES);
  const doomed = await readDoomed(context);
  ui.emit({ type: 'teardown-plan', command, items: itemsOf(context, doomed) });
  if (options.dryRun) return { command, status: doomed.length > 0 ? 'succeeded' : 'unchanged' };
  if (doomed.length > 0 && !options.yes && !(await confirmed(context))) return { command, status: 'declined' };
  const failure = await applyTeardown(context, doomed, options).catch(stackFailureOnly);
  return conclude(context, doomed.length > 0, await listLeftovers(context), failure ?? undefined);
}

/** A stack that cannot be deleted does not keep us from listing what is left; anything else does. */
function stackFailureOnly(error: unknown): LabError {
  if (error instanceof LabError && error.code === 'stack-failed') return error;
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
  const hint = 'mend what the table names and run "mlops-lab teardown" again';
  return { command, status: 'failed', leftovers, error: { code: 'leftovers', message, hint } };
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
