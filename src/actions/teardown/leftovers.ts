import type { Leftover } from '../../events.ts';
import { ACCOUNT_ROLES } from '../../lab/accounts.ts';
import type { ActionContext } from '../context.ts';

/**
 * How long to wait until lists no longer show deleted resources, in milliseconds: IAM and S3 lag by seconds, and
 * express mode does not wait for slow resources.
 */
export const SETTLING = { usual: 60_000, express: 15 * 60_000 };
const PAUSE = 10_000;

export async function lastingLeftovers(context: ActionContext, patience: number): Promise<Leftover[]> {
  const { clock } = context;
  const until = clock.now() + patience;
  for (;;) {
    const leftovers = await listLeftovers(context);
    if (clock.now() >= until || leftovers.every(({ expected }) => expected)) return leftovers;
    await clock.sleep(PAUSE);
  }
}

export async function listLeftovers({ cloud, lab }: ActionContext): Promise<Leftover[]> {
  const lists = await Promise.all(ACCOUNT_ROLES.map((role) => cloud[role].leftovers(lab, role)));
  return lists.flat();
}
