import type { Leftover } from '../events.ts';
import type { AccountRole } from '../lab/accounts.ts';
import { byAccount } from './by-account.ts';
import { type Cell, table, UNCUT } from './layout.ts';
import type { Paint } from './paint.ts';

/** What is left in each account, or that nothing is. */
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

function leftoverRow({ kind, name, reason, expected }: Leftover, paint: Paint): Cell[] {
  const sign = expected ? { text: `· ${kind}`, paint: paint.faint } : { text: `✖ ${kind}`, paint: paint.bad };
  return [sign, name, expected ? `${reason} (goes by itself)` : reason];
}
