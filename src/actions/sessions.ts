import { ACCOUNT_TITLES, type AccountRole } from '../lab/accounts.ts';
import type { ActionContext } from './context.ts';

/** The longest that a stack operation may take: a network whose deletion is delayed for long. */
const LONGEST_OPERATION = 45 * 60_000;

/**
 * CloudFormation continues with the session that signed the request and cannot renew it: whatever is not done when the
 * session ends, fails. So each operation begins with a session that lasts long enough, if possible.
 */
export async function freshSession({ cloud }: ActionContext, role: AccountRole): Promise<void> {
  await cloud[role].session(LONGEST_OPERATION);
}

/** Warns of sessions that may end too early and cannot be renewed. */
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
