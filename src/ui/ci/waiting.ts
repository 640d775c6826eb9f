import { ACCOUNT_TITLES } from '../../lab/accounts.ts';
import { NOTEBOOK_OPERATIONS } from '../progress/notebook.ts';
import type { Running } from '../progress/running.ts';
import { elapsed } from '../../lab/quantities.ts';

const MINUTE = 60_000;

/** A clock that leaps over days, as in a rehearsal, must not fill a log. */
const MOST_AT_ONCE = 60;

interface Wait {
  readonly what: string;
  /** Milliseconds. */
  readonly since: number;
}

/** The minutes that ended after one moment, up to another, counted from a third. All in milliseconds. */
export function minutesBetween(told: number, now: number): number[] {
  const minutes = Math.floor((now - told) / MINUTE);
  const ends = Array.from({ length: Math.max(0, minutes) }, (_, at) => told + (at + 1) * MINUTE);
  return ends.slice(-MOST_AT_ONCE);
}

/** What is waited for longest, and for how long. */
export function waitingLine(running: Running, now: number): string | undefined {
  const [longest, ...others] = waitsOf(running).sort((one, other) => one.since - other.since);
  if (!longest) return undefined;
  const more = others.length === 0 ? '' : `, and for ${String(others.length)} more`;
  return `  waiting for ${longest.what}, ${elapsed(longest.since, now)}${more}`;
}

function waitsOf({ stacks, notebooks, release }: Running): Wait[] {
  return [
    ...[...stacks.values()].map(({ reference: { account, stackName }, latest, since }) => ({
      what: `${ACCOUNT_TITLES[account]} / ${stackName} (${latest})`,
      since,
    })),
    ...[...notebooks].map(([name, { operation, since }]) => ({
      what: `${name}, which ${NOTEBOOK_OPERATIONS[operation].going}`,
      since,
    })),
    ...(release ? waitsOfRelease(release) : []),
  ];
}

function waitsOfRelease({ executionId, since, actions }: NonNullable<Running['release']>): Wait[] {
  if (actions.length === 0) return [{ what: `execution ${executionId}, whose turn has not come`, since }];
  return actions.map(({ stage, action, since: begun, waitsForApproval }) => ({
    what: waitsForApproval ? `the approval of ${stage} / ${action}` : `${stage} / ${action}`,
    since: begun,
  }));
}
