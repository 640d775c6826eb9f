import { EXIT, LabError } from '../../errors.ts';
import { UNLISTED, type Leftover } from '../../events.ts';
import { ACCOUNT_ROLES } from '../../lab/accounts.ts';
import type { Step } from '../../steps.ts';
import type { ActionContext, RunOptions } from '../context.ts';
import { refused } from '../foreign.ts';
import type { Outcome } from '../outcome.ts';
import { warnOfShortSessions } from '../sessions.ts';
import { verifyAccounts } from '../verify-accounts.ts';
import { applyTeardown } from './apply.ts';
import { readBlockers, refuseWhereBlocked } from './blockers.ts';
import { lastingLeftovers, SETTLING } from './leftovers.ts';
import { isEmpty, itemsOf, readDoomed, type Doomed } from './read.ts';

/** Deletes what the lab made, and proves by listing the accounts that nothing of it is left. */
export async function teardown(context: ActionContext, options: RunOptions): Promise<Outcome> {
  const { command, ui } = context;
  await verifyAccounts(context, ACCOUNT_ROLES);
  const doomed = await readDoomed(context);
  leaveForeign(context, doomed);
  ui.emit({ type: 'teardown-plan', command, items: itemsOf(context, doomed) });
  const anything = !isEmpty(doomed);
  if (anything) refuseWhereBlocked(context, await readBlockers(context, doomed), options.dryRun);
  if (options.dryRun) return { command, status: anything ? 'succeeded' : 'unchanged' };
  if (anything && !options.yes && !(await confirmed(context))) return { command, status: 'declined' };
  if (anything) await warnOfShortSessions(context, ACCOUNT_ROLES);
  const failure = (await applyTeardown(context, doomed, options).catch(toldWithLeftovers)) ?? undefined;
  const patience = !anything || failure ? 0 : SETTLING[options.express ? 'express' : 'usual'];
  const leftovers = await lastingLeftovers(context, patience).catch((error: unknown) => {
    // The first real cause is what has to be mended; that the lists failed too is a consequence of it or an accident.
    throw failure ?? unlistable(error);
  });
  return conclude(context, anything, leftovers, failure);
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

/** The stacks are deleted by then, which whoever reads the error has to know. */
function unlistable(error: unknown): unknown {
  if (!(error instanceof LabError) || error.exitCode === EXIT.interrupted) return error;
  const { code, message, hints } = error;
  return new LabError({
    code,
    message: `all stacks of the lab are gone, but what else may be left could not be listed: ${message}`,
    hint: hints,
    cause: error,
  });
}

const MEND: Step = { say: 'mend what the table names and run the same command again', command: 'again' };

function conclude(
  { command }: ActionContext,
  deleted: boolean,
  leftovers: readonly Leftover[],
  failure: LabError | undefined,
): Outcome {
  const unexpected = leftovers.filter(({ expected }) => !expected);
  if (unexpected.length === 0 && !failure) {
    return { command, status: deleted ? 'succeeded' : 'unchanged', leftovers };
  }
  const message = failure?.message ?? summaryOf(unexpected);
  const hint = failure?.hints ?? MEND;
  return { command, status: 'failed', leftovers, error: new LabError({ code: 'leftovers', message, hint }) };
}

function summaryOf(unexpected: readonly Leftover[]): string {
  const unlisted = unexpected.filter(({ kind }) => kind === UNLISTED).length;
  const left = unexpected.length - unlisted;
  const parts = [
    left > 0 && `${String(left)} resources of the lab are left`,
    unlisted > 0 && `${String(unlisted)} kinds of resources could not be listed, so that some may be left`,
  ];
  return parts.filter(Boolean).join(', and ');
}

/** Deleting wants the lab's name typed: a habitual "y" is not enough. */
async function confirmed({ ui, lab }: ActionContext): Promise<boolean> {
  const message = `Type the lab's name (${lab.name}) to delete all this; nothing to leave it as it is`;
  const answer = await ui.ask({ message, flag: '--yes' });
  return answer.trim() === lab.name;
}
