import { ACCOUNT_TITLES, type AccountRole } from '../lab/accounts.ts';
import type { ActionContext } from './context.ts';

/** The longest that an operation on a stack of the lab's may take: a network that is held for long, then deleted. */
const LONGEST_OPERATION = 45 * 60_000;

/**
 * CloudFormation works on with the session that a request was signed with, and cannot renew it: what it has not done when
 * that ends, fails. So each operation gets a session with enough life, where that can be had.
 */
export async function freshSession({ cloud }: ActionContext, role: AccountRole): Promise<void> {
  await cloud[role].session(LONGEST_OPERATION);
}

/** Says beforehand which sessions may end too early and cannot be begun anew. */
export async function warnOfShortSessions(context: ActionContext, roles: readonly AccountRole[]): Promise<void> {
  await Promise.all(roles.map((role) => warn(context, role)));
}

async function warn({ cloud, clock, lab, ui }: ActionContext, role: AccountRole): Promise<void> {
  const ends = await cloud[role].session(LONGEST_OPERATION);
  const left = ends === undefined ? Infinity : ends.getTime() - clock.now();
  if (left >= LONGEST_OPERATION) return;
  const minutes = String(Math.max(0, Math.floor(left / 60_000)));
  const message =
    `the session in the ${ACCOUNT_TITLES[role]} account ${lab.accounts[role].id} ends in ${minutes} minutes, and no ` +
    'new one can be had: a stack that CloudFormation is at work on by then fails; sign in again first to be safe';
  ui.emit({ type: 'notice', level: 'warning', message });
}
