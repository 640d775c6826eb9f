import type { Leftover } from '../../events.ts';
import type { AccountRole, LabSettings } from '../../lab/accounts.ts';
import { isNamedBy } from '../../lab/names.ts';
import type { ClientSetup } from '../clients.ts';
import { translated } from '../errors.ts';
import { leftCatalog } from './catalog.ts';
import { leftIdentities } from './identities.ts';
import { leftNetwork } from './network.ts';
import { leftLogs } from './logs.ts';
import { leftNotebooks } from './notebooks.ts';
import { leftPipeline } from './pipeline.ts';
import { leftReleases } from './releases.ts';
import { stacksOfLabs } from './stacks.ts';
import { leftStores } from './stores.ts';

/** A resource that was found, before it is known whose account it is in. */
export type Found = Pick<Leftover, 'kind' | 'name' | 'reason' | 'expected'>;

/** The lab whose remains are looked for. */
export interface SoughtLab extends LabSettings {
  /** Whether something of this name is its own, and not another lab's. */
  readonly named: (name: string) => boolean;
}

/** Lists one kind of resource that may be left of a lab. */
export type Lister = (setup: ClientSetup, lab: SoughtLab) => Promise<Found[]>;

/** Each kind that the templates can make, listed by itself: the tagging index lags behind and is not complete. */
const LISTERS: readonly Lister[] = [
  leftStores,
  leftLogs,
  leftIdentities,
  leftCatalog,
  leftNetwork,
  leftNotebooks,
  leftReleases,
  leftPipeline,
];

/** Everything in one account that bears the lab's names or tags. */
export async function leftoversIn(setup: ClientSetup, lab: LabSettings, role: AccountRole): Promise<Leftover[]> {
  const accountId = lab.accounts[role].id;
  const site = { accountId, region: setup.region };
  const stacks = await translated(site, () => stacksOfLabs(setup));
  const sought = { ...lab, named: (name: string) => isNamedBy(lab, name) };
  const ours = stacks.filter((stack) => stack.lab === lab.name).map(({ name, state }) => left('stack', name, state));
  const found = await Promise.all(LISTERS.map((list) => translated(site, () => list(setup, sought))));
  return [...ours, ...found.flat()].map((each) => ({ account: role, accountId, ...each }));
}

export function left(kind: string, name: string, reason = 'still exists'): Found {
  return { kind, name, reason, expected: false };
}
