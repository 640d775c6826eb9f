import { EXIT, LabError } from '../../errors.ts';
import { UNLISTED, type Leftover } from '../../events.ts';
import { ACCOUNT_ROLES } from '../../lab/accounts.ts';
import type { Remains } from '../../ports/cloud.ts';
import type { ActionContext } from '../context.ts';
import { refused } from '../foreign.ts';
import { atStake } from '../notebook/everybody/at-stake.ts';
import type { Outcome } from '../outcome.ts';
import { warnOfShortSessions } from '../sessions.ts';
import { verifyAccounts } from '../verify-accounts.ts';
import { applyTeardown } from './apply.ts';
import { blockersOf, readTenants, refuseWhereLaunched, tellBlockers } from './blockers.ts';
import { confirmed } from './confirm.ts';
import { explained, isThereToStay, type Causes } from './explain.ts';
import { dataStays, keptData, NOTHING_KEPT, tellDataStays, withoutData } from './keep-data.ts';
import { lastingLeftovers, listLeftovers, MEND, SETTLING } from './leftovers.ts';
import { LooseSweep } from './loose.ts';
import { savedBy } from './saved.ts';
import type { TeardownOptions } from './notebooks.ts';
import { isEmpty, itemsOf, readDoomed, withLoose, type Doomed } from './read.ts';
import { going, stayingStacks } from './staying.ts';

/** Deletes what the lab created, as far as nothing stands in the way, and proves what is left by listing the accounts. */
export async function teardown(context: ActionContext, options: TeardownOptions): Promise<Outcome> {
  const { command, clock, ui } = context;
  const { only = ACCOUNT_ROLES, keepData = false } = options;
  await verifyAccounts(context, ACCOUNT_ROLES);
  const found = await readDoomed(context);
  leaveForeign(context, found);
  if (options.keepNotebooks) refuseWhereLaunched(context, found, options.dryRun);
  const [before, tenants] = await Promise.all([listLeftovers(context), readTenants(context, found.stacks)]);
  const doomed = withLoose(context, found, before.leftovers);
  const blockers = blockersOf(context, doomed, before.leftovers, tenants);
  const staying = stayingStacks(doomed, [...blockers, ...(keepData ? dataStays(doomed) : [])], only);
  const goes = going(keepData ? withoutData(doomed) : doomed, staying, only);
  const notebooks = atStake(goes.notebooks, clock.now());
  ui.emit({
    type: 'teardown-plan',
    command,
    items: itemsOf(context, goes),
    ...(notebooks && { notebooks }),
    ...savedBy(context, goes, notebooks),
  });
  tellBlockers(context, doomed, blockers);
  if (keepData) tellDataStays(context, doomed, goes);
  const anything = !isEmpty(goes);
  if (options.dryRun) return { command, status: anything ? 'succeeded' : 'unchanged' };
  if (anything && !options.yes && !(await confirmed(context))) return { command, status: 'declined' };
  if (anything) await warnOfShortSessions(context, ACCOUNT_ROLES);
  const failures = await applyTeardown(context, goes, options);
  const loose = new LooseSweep(context, failures);
  const kept = keepData ? await keptData(context, doomed, failures) : NOTHING_KEPT;
  return conclude(context, options, { doomed, staying, failures, loose, kept, ...(!anything && { before }) });
}

/**
 * If everything under the name belongs to somebody else, there is nothing to tear down; otherwise the lab's own part
 * can be deleted.
 */
function leaveForeign({ ui }: ActionContext, doomed: Doomed): void {
  const [first] = doomed.foreign;
  if (first && isEmpty(doomed)) throw refused(first);
  for (const { message } of doomed.foreign) {
    ui.emit({ type: 'notice', level: 'warning', message: `${message}: it is left alone` });
  }
}

/** All stacks are deleted by then, which the error has to say. */
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

interface Run extends Causes {
  /** What there was before, if there was nothing to delete. */
  readonly before?: Remains;
}

async function conclude(context: ActionContext, options: TeardownOptions, run: Run): Promise<Outcome> {
  const about = { command: context.command, ...(options.only && { only: options.only }) };
  const remains = await remainsOf(context, options, run);
  const unexpected = remains.leftovers.filter(({ expected }) => !expected);
  const failure = run.failures.first;
  if (unexpected.length === 0 && !failure) {
    return { ...about, status: run.before ? 'unchanged' : 'succeeded', ...remains };
  }
  const message = failure?.message ?? summaryOf(unexpected);
  const hint = failure?.hints ?? MEND;
  return { ...about, status: 'failed', ...remains, error: new LabError({ code: 'leftovers', message, hint }) };
}

async function remainsOf(context: ActionContext, options: TeardownOptions, run: Run): Promise<Remains> {
  const { only = ACCOUNT_ROLES } = options;
  const { leftovers, lookAlikes } = run.before ?? (await settled(context, options, run));
  const asked = leftovers.filter(({ account }) => only.includes(account));
  return { leftovers: explained(context, asked, run), lookAlikes };
}

async function settled(context: ActionContext, { only, express }: TeardownOptions, run: Run): Promise<Remains> {
  const chosen = only ?? ACCOUNT_ROLES;
  try {
    return await lastingLeftovers(context, {
      patience: SETTLING[express ? 'express' : 'usual'],
      isLasting: (left) => !chosen.includes(left.account) || isThereToStay(left, run) || run.kept(left) !== undefined,
      sweep: (leftovers) => run.loose.sweep(leftovers),
    });
  } catch (error) {
    // The first real cause has to be fixed; failing to list afterwards is its consequence or an accident.
    throw run.failures.first ?? unlistable(error);
  }
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
