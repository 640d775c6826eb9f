import type { Leftover } from '../../events.ts';
import type { AccountRole, LabSettings } from '../../lab/accounts.ts';
import type { ClientSetup } from '../clients.ts';
import { translated } from '../errors.ts';
import { leftCatalog } from './catalog.ts';
import { leftIdentities } from './identities.ts';
import { leftNetwork } from './network.ts';
import { leftStacks } from './stacks.ts';
import { leftStores } from './stores.ts';
import { leftNotebooks } from './notebooks.ts';

/** A resource that was found, before it is known whose account it is in. */
export type Found = Pick<Leftover, 'kind' | 'name' | 'reason' | 'expected'>;

/** Lists one kind of resource that may be left of a lab. */
export type Lister = (setup: ClientSetup, lab: LabSettings) => Promise<Found[]>;

/** Each kind that the templates can make, listed by itself: the tagging index lags behind and is not complete. */
const LISTERS: readonly Lister[] = [leftStacks, leftStores, leftIdentities, leftCatalog, leftNetwork, leftNotebooks];

/** Everything in one account that bears the lab's names or tags. */
export async function leftoversIn(setup: ClientSetup, lab: LabSettings, role: AccountRole): Promise<Leftover[]> {
  const accountId = lab.accounts[role].id;
  const site = { accountId, region: setup.region };
  const found = await Promise.all(LISTERS.map((list) => translated(site, () => list(setup, lab))));
  return found.flat().map((each) => ({ account: role, accountId, ...each }));
}

export function left(kind: string, name: string, reason = 'still exists'): Found {
  return { kind, name, reason, expected: false };
}
