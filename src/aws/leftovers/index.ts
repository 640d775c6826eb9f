import { UNLISTED, type Leftover } from '../../events.ts';
import type { AccountRole, LabSettings } from '../../lab/accounts.ts';
import { isNamedBy } from '../../lab/names.ts';
import { isOwn } from '../../lab/owner.ts';
import type { Stacks } from '../../ports/stacks.ts';
import type { ClientSetup } from '../clients.ts';
import { translated, whyUnread, type CallSite } from '../errors.ts';
import { otherHolders } from '../holders.ts';
import { left, type Candidate, type Found, type Listers } from './candidate.ts';
import { leftCatalog } from './catalog.ts';
import { leftIdentities } from './identities.ts';
import { leftNetwork } from './network.ts';
import { leftLogs } from './logs.ts';
import { leftNotebooks } from './notebooks.ts';
import { leftPipeline } from './pipeline.ts';
import { leftReleases } from './releases.ts';
import { leftStacks } from './stacks.ts';
import { leftStores } from './stores.ts';

/**
 * Every kind that the templates can create, each listed by its own service: the tagging index lags and is incomplete.
 */
const LISTERS: Listers = {
  stacks: leftStacks,
  ...leftStores,
  ...leftLogs,
  ...leftIdentities,
  ...leftCatalog,
  ...leftNetwork,
  ...leftNotebooks,
  ...leftReleases,
  ...leftPipeline,
};

/** Everything in one account that belongs to the lab. `stacks` are those of the account. */
export async function leftoversIn(
  setup: ClientSetup,
  stacks: Stacks,
  lab: LabSettings,
  role: AccountRole,
): Promise<Leftover[]> {
  const accountId = lab.accounts[role].id;
  const site = { accountId, region: setup.region };
  const others = await otherHolders(setup, stacks, lab, role);
  const sought = { ...lab, role, named: (name: string) => isNamedBy(lab, name) };
  const found = await Promise.all(
    Object.entries(LISTERS).map(([what, list]) =>
      orUnlisted(what, async () => {
        const candidates = await translated(site, () => list(setup, sought));
        return ownAmong(candidates, { lab, others, site });
      }),
    ),
  );
  return found.flat().map((each) => ({ account: role, accountId, ...each }));
}

interface Asked {
  readonly lab: LabSettings;
  readonly others: readonly string[];
  readonly site: CallSite;
}

/** A resource whose tags cannot be read may be the lab's, and is billed if so: it gets a line. */
async function ownAmong(candidates: readonly Candidate[], { lab, others, site }: Asked): Promise<Found[]> {
  const asked = candidates.map(({ tags, ...found }) =>
    orUnlisted(`${found.kind} ${found.name}`, async () => {
      const evidence = tags ? { tags: await translated(site, tags) } : { named: true, others };
      return isOwn(lab, evidence) ? [found] : [];
    }),
  );
  return (await Promise.all(asked)).flat();
}

/** What cannot be listed may still exist, and must not hide anything else. */
async function orUnlisted(what: string, list: () => Promise<Found[]>): Promise<Found[]> {
  try {
    return await list();
  } catch (error) {
    return [left(UNLISTED, what, `cannot be listed: ${whyUnread(error)}`)];
  }
}
