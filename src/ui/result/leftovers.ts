import type { Leftover, LookAlike } from '../../events.ts';
import { ACCOUNT_TITLES, type AccountRole } from '../../lab/accounts.ts';
import { byAccount } from '../text/by-account.ts';
import { type Cell, table, UNCUT } from '../text/layout.ts';
import type { Paint } from '../text/paint.ts';
import { stepLines } from '../text/steps.ts';
import { count } from '../../lab/quantities.ts';

/** The leftovers of each account, or that there are none. */
export function leftoverLines(
  leftovers: readonly Leftover[],
  accounts: ReadonlyMap<AccountRole, string>,
  paint: Paint,
): string[] {
  return byAccount(leftovers, accounts).flatMap(({ title, entries }) => {
    const unexpected = entries.filter(({ expected }) => !expected).length;
    const sign = unexpected > 0 ? paint.bad('✖') : paint.good('✔');
    const nothing = entries.some(({ kept }) => kept) ? 'nothing is left but what is kept' : 'nothing is left';
    const verdict = unexpected > 0 ? `${String(unexpected)} left` : nothing;
    return [`${sign} ${title}: ${verdict}`, ...entryLines(entries, paint)];
  });
}

/** Each with what mends it. What goes with its stack is counted, since the stack is what has to go. */
function entryLines(entries: readonly Leftover[], paint: Paint): string[] {
  const told = entries.filter(({ within }) => within === undefined);
  const lines = table(
    told.map((leftover) => leftoverRow(leftover, paint)),
    UNCUT,
    4,
  );
  const held = entries.length - told.length;
  const whole = held === 1 ? 'its stack, which goes with it' : 'these stacks, which go with them';
  const goes = `    ${paint.faint('·')} ${count(held, 'resource')} in ${whole}`;
  return [
    ...told.flatMap(({ next = [] }, at) => [
      lines[at] ?? '',
      ...stepLines(next, paint, UNCUT).map((line) => `    ${line}`),
    ]),
    ...(held > 0 ? [goes] : []),
  ];
}

/** How many strangers were met: each is somebody's, and none of them the lab's. */
export function lookAlikeLines(lookAlikes: readonly LookAlike[], paint: Paint): string[] {
  if (lookAlikes.length === 0) return [];
  const [what, are] = lookAlikes.length === 1 ? ['looks', 'is'] : ['look', 'are'];
  const line = `${count(lookAlikes.length, 'resource')} ${what} like the lab's and ${are} not; left alone`;
  return [`${paint.faint('·')} ${line}`];
}

/** Resources that a stack created and no longer tracks. */
export function orphanLines(orphans: readonly Leftover[], paint: Paint): string[] {
  const rows = orphans.map(({ account, accountId, name, reason }): Cell[] => [
    { text: `! ${ACCOUNT_TITLES[account]}`, paint: paint.warning },
    accountId,
    name,
    reason,
  ]);
  return [paint.strong('Left behind by updates'), ...table(rows, UNCUT)];
}

function leftoverRow({ kind, name, reason, expected, kept }: Leftover, paint: Paint): Cell[] {
  const sign = expected ? { text: `· ${kind}`, paint: paint.faint } : { text: `✖ ${kind}`, paint: paint.bad };
  return [sign, name, expected && !kept ? `${reason} (goes by itself)` : reason];
}
