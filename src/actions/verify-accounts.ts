import { credentialsError } from '../errors.ts';
import type { LabEvent } from '../events.ts';
import { ACCOUNT_TITLES, type AccountRole } from '../lab/accounts.ts';
import type { ActionContext } from './context.ts';

/** Makes sure, before anything else, that the credentials belong to the configured accounts. */
export async function verifyAccounts(context: ActionContext, roles: readonly AccountRole[]): Promise<void> {
  const outcomes = await Promise.allSettled(roles.map((role) => verified(context, role)));
  for (const outcome of outcomes) if (outcome.status === 'fulfilled') context.ui.emit(outcome.value);
  const refused = outcomes.find((outcome) => outcome.status === 'rejected');
  if (refused) throw refused.reason as Error;
}

type Verified = Extract<LabEvent, { type: 'account' }>;

/** Refuses credentials that lead to another account than the configured one. */
export async function verified({ cloud, lab }: ActionContext, role: AccountRole): Promise<Verified> {
  const { account, arn } = await cloud[role].identity();
  const expected = lab.accounts[role].id;
  if (account !== expected) {
    throw credentialsError(
      'wrong-account',
      `the credentials for the ${ACCOUNT_TITLES[role]} account lead to account ${account} (${arn}), not to ${expected}`,
      `correct accounts.${role}.profile or accounts.${role}.roleArn, or the id given with --${role}-account`,
    );
  }
  return { type: 'account', account: role, accountId: account, principal: arn };
}
