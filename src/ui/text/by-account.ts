import { ACCOUNT_ROLES, ACCOUNT_TITLES, type AccountRole } from '../../lab/accounts.ts';

export interface AccountGroup<Entry> {
  /** `Tools (111111111111)`. */
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** Entries grouped by account, in the accounts' order; known accounts appear even without entries. */
export function byAccount<Entry extends { readonly account: AccountRole; readonly accountId: string }>(
  entries: readonly Entry[],
  known: ReadonlyMap<AccountRole, string> = new Map(),
): AccountGroup<Entry>[] {
  return ACCOUNT_ROLES.flatMap((role) => {
    const own = entries.filter(({ account }) => account === role);
    const id = known.get(role) ?? own[0]?.accountId;
    return id === undefined ? [] : [{ title: `${ACCOUNT_TITLES[role]} (${id})`, entries: own }];
  });
}
