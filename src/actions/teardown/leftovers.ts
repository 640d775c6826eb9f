import type { Leftover } from '../../events.ts';
import { ACCOUNT_ROLES } from '../../lab/accounts.ts';
import type { Remains } from '../../ports/cloud.ts';
import type { Step } from '../../steps.ts';
import type { ActionContext } from '../context.ts';

/**
 * How long to wait until lists no longer show deleted resources, in milliseconds: IAM and S3 lag by seconds, and
 * express mode does not wait for slow resources.
 */
export const SETTLING = { usual: 60_000, express: 15 * 60_000 };
const PAUSE = 10_000;

/** What mends leftovers, which the result has with their reasons. */
export const MEND: Step = { say: 'fix what the table names and run the same command again', command: 'again' };

interface Settling {
  /** In milliseconds. */
  readonly patience: number;
  /** Whether it does not change by waiting. */
  readonly isLasting: (left: Leftover) => boolean;
  /** Deletes what can go, and says whether anything did. */
  readonly sweep: (leftovers: readonly Leftover[]) => Promise<boolean>;
}

/** Waits for what only lists still show, and sweeps what is there. */
export async function lastingLeftovers(
  context: ActionContext,
  { patience, isLasting, sweep }: Settling,
): Promise<Remains> {
  const { clock } = context;
  const until = clock.now() + patience;
  for (let remains = await listLeftovers(context); ;) {
    const open = remains.leftovers.filter((left) => !left.expected && !isLasting(left));
    if (open.length === 0) return remains;
    if (!(await sweep(open)) && clock.now() >= until) return remains;
    await clock.sleep(PAUSE);
    remains = await listAgain(context, remains, open);
  }
}

export async function listLeftovers({ cloud, lab }: ActionContext): Promise<Remains> {
  return together(await Promise.all(ACCOUNT_ROLES.map((role) => cloud[role].leftovers(lab, role))));
}

/** Nothing comes to be any more: only accounts in which something was open are listed once more. */
async function listAgain(
  { cloud, lab }: ActionContext,
  { leftovers, lookAlikes }: Remains,
  open: readonly Leftover[],
): Promise<Remains> {
  const found = ACCOUNT_ROLES.map((role): Promise<Remains> => {
    const isThere = ({ account }: Pick<Leftover, 'account'>) => account === role;
    if (open.some(isThere)) return cloud[role].leftovers(lab, role);
    return Promise.resolve({ leftovers: leftovers.filter(isThere), lookAlikes: lookAlikes.filter(isThere) });
  });
  return together(await Promise.all(found));
}

function together(found: readonly Remains[]): Remains {
  return {
    leftovers: found.flatMap(({ leftovers }) => leftovers),
    lookAlikes: found.flatMap(({ lookAlikes }) => lookAlikes),
  };
}
