import { ACCOUNT_ROLES, ACCOUNT_TITLES, type AccountRole } from '../../lab/accounts.ts';
import { callerOf } from '../../lab/caller.ts';
import { verified } from '../verify-accounts.ts';
import type { ActionContext } from '../context.ts';
import { checked, ok, type Check } from './check.ts';

/** Whether each account can be reached, and is the one that is meant. */
export function accountChecks(context: ActionContext): Promise<Check[]> {
  return Promise.all(ACCOUNT_ROLES.map((role) => accountCheck(context, role)));
}

export function accountSubject({ lab }: ActionContext, role: AccountRole) {
  return { account: role, accountId: lab.accounts[role].id };
}

function accountCheck(context: ActionContext, role: AccountRole): Promise<Check> {
  const subject = {
    check: 'account',
    title: `${ACCOUNT_TITLES[role]} account`,
    ...accountSubject(context, role),
  } as const;
  return checked(subject, async () => {
    const { accountId, principal } = await verified(context, role);
    return ok(`reached ${accountId} as ${callerOf(principal)}`);
  });
}
