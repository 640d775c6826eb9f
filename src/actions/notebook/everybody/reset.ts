import { LabError } from '../../../errors.ts';
import type { Leftover } from '../../../events.ts';
import type { ActionContext, RunOptions } from '../../context.ts';
import { IN_EARNEST, type Outcome } from '../../outcome.ts';
import { reachDataScience } from '../../reach-data-science.ts';
import { warnOfShortSessions } from '../../sessions.ts';
import { confirmed } from '../../teardown/confirm.ts';
import { keptBuckets } from '../../teardown/keep-data.ts';
import { MEND } from '../../teardown/leftovers.ts';
import { sweepReleases } from '../../teardown/releases.ts';
import { atStake, doomedItems } from './at-stake.ts';
import { endNotebooks, type KeptNotebook } from './end-all.ts';
import {
  isOfAny,
  keepingBucket,
  readDoomedNotebooks,
  readNotebooks,
  type DoomedNotebook,
  type DoomedNotebooks,
} from './read.ts';

interface Reset {
  /** Whose notebooks end, if not everybody's. */
  readonly owner?: string | undefined;
  /** Leaves their buckets, as far as there is something in them. */
  readonly keepData?: boolean;
}

/** Ends everybody's notebooks, or one person's, with what they made; the lab stays. For administrators. */
export async function resetNotebooks(
  context: ActionContext,
  options: RunOptions,
  { owner, keepData = false }: Reset = {},
): Promise<Outcome> {
  const { command, clock, lab, ui } = context;
  await reachDataScience(context);
  const found = await readDoomedNotebooks(context, owner);
  const doomed = keepData ? { ...found, notebooks: found.notebooks.map(keepingBucket) } : found;
  const items = doomedItems(lab, doomed);
  const notebooks = atStake(doomed.notebooks, clock.now());
  ui.emit({ type: 'teardown-plan', command, items, ...(notebooks && { notebooks }) });
  if (items.length === 0) return { command, status: 'unchanged' };
  if (options.dryRun) return { command, status: 'succeeded', next: [IN_EARNEST] };
  if (!options.yes && !(await confirmed(context))) return { command, status: 'declined' };
  await warnOfShortSessions(context, ['datascience']);
  const kept = await apply(context, doomed, owner);
  const buckets = new Set(keepData ? found.notebooks.flatMap(({ parts }) => parts.bucket ?? []) : []);
  const stays = buckets.size > 0 ? await keptBuckets(context, buckets) : [];
  return conclude(context, { leftovers: await left(context, owner, kept), stays }, kept);
}

async function apply(
  context: ActionContext,
  { notebooks }: DoomedNotebooks,
  owner: string | undefined,
): Promise<KeptNotebook[]> {
  const sweep = (of: readonly DoomedNotebook[]) =>
    sweepReleases(context, 'datascience', (run) => owner === undefined || isOfAny(of, run));
  const kept = await endNotebooks(context, notebooks, sweep);
  // A notebook that goes writes into its log to the last.
  await sweep(notebooks);
  return kept;
}

/** What could not be ended, and what was launched meanwhile. */
async function left(
  context: ActionContext,
  owner: string | undefined,
  kept: readonly KeptNotebook[],
): Promise<Leftover[]> {
  const standing = await readNotebooks(context, owner);
  const reasons = new Map(kept.map(({ doomed, error }) => [doomed.launched.id, error.message]));
  const names = new Map(
    [...kept.map(({ doomed }) => doomed), ...standing].map(({ launched: { id, name } }) => [id, name]),
  );
  const account = 'datascience';
  const accountId = context.lab.accounts[account].id;
  return [...names].map(([id, name]) => {
    const reason = reasons.get(id) ?? 'launched meanwhile';
    return { account, accountId, kind: 'provisioned product', name, reason, expected: false };
  });
}

interface Remains {
  readonly leftovers: readonly Leftover[];
  /** What is there by choice. */
  readonly stays: readonly Leftover[];
}

function conclude({ command }: ActionContext, { leftovers, stays }: Remains, kept: readonly KeptNotebook[]): Outcome {
  if (leftovers.length === 0) return { command, status: 'succeeded', leftovers: stays };
  const message = `${String(leftovers.length)} ${leftovers.length === 1 ? 'notebook is' : 'notebooks are'} left`;
  const hint = [...kept.flatMap((each) => each.error.hints), MEND];
  const error = new LabError({ code: 'leftovers', message, hint });
  return { command, status: 'failed', leftovers: [...leftovers, ...stays], error };
}
