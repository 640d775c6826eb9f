import { LabError } from '../../errors.ts';
import { ACCOUNT_TITLES, type AccountRole } from '../../lab/accounts.ts';
import { operatorActions, type AskedPermission } from '../../lab/operator-actions.ts';
import type { ActionContext } from '../context.ts';
import { accountSubject } from './account-checks.ts';
import { checked, ok, skipped, type Check, type Finding } from './check.ts';

/** Whether the caller may do in an account what a deployment does there first and foremost. */
export function permissionCheck(context: ActionContext, role: AccountRole): Promise<Check> {
  const subject = {
    check: 'permissions',
    title: `Permissions in ${ACCOUNT_TITLES[role]}`,
    ...accountSubject(context, role),
  } as const;
  return checked(subject, async () => {
    const asked = operatorActions(context.lab, role);
    const permissions = await context.cloud[role].permissions();
    try {
      return finding(asked, await permissions.lacking(asked));
    } catch (error) {
      if (!(error instanceof LabError) || error.code !== 'access-denied') throw error;
      return skipped(`not looked at, since the caller may not ask IAM: ${error.message}`);
    }
  });
}

function finding(asked: readonly AskedPermission[], lacking: readonly AskedPermission[]): Finding {
  const allowed = asked.length - lacking.length;
  if (lacking.length === 0) return ok(`IAM allows all ${String(asked.length)} actions that were asked about`);
  return {
    outcome: 'failed',
    found: `IAM allows ${String(allowed)} of ${String(asked.length)} actions that were asked about`,
    details: lacking.map(({ action, resource }) => `${action} on ${resource} is not allowed`),
    hints: [{ say: 'give the user or the role the policies that docs/permissions.md has for the account' }],
  };
}
