import type { Leftover } from '../../events.ts';
import { ACCOUNT_TITLES, type AccountRole } from '../../lab/accounts.ts';
import { byAccount } from '../text/by-account.ts';
import { type Cell, table, UNCUT } from '../text/layout.ts';
import type { Paint } from '../text/paint.ts';

/** The leftovers of each account, or that there are none. */
export function leftoverLines(
  leftovers: readonly Leftover[],
  accounts: ReadonlyMap<AccountRole, string>,
  paint: Paint,
): string[] {
  return byAccount(leftovers, accounts).flatMap(({ title, entries }) => {
    const unexpected = entries.filter(({ expected }) => !expected).length;
    const sign = unexpected > 0 ? paint.bad('✖') : paint.good('✔');
    const verdict = unexpected > 0 ? `${String(unexpected)} left` : 'nothing is left';
    const rows = entries.map((leftover) => leftoverRow(leftover, paint));
    return [`${sign} ${title}: ${verdict}`, ...table(rows, UNCUT, 4)];
  });
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

function leftoverRow({ kind, name, reason, expected }: Leftover, paint: Paint): Cell[] {
  const sign = expected ? { text: `· ${kind}`, paint: paint.faint } : { text: `✖ ${kind}`, paint: paint.bad };
  return [sign, name, expected ? `${reason} (goes by itself)` : reason];
}
