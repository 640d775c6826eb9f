import type { Leftover } from '../../events.ts';
import type { AccountRole, LabSettings } from '../../lab/accounts.ts';
import type { Tags } from '../../lab/owner.ts';
import type { ClientSetup } from '../clients.ts';

/** A resource that was found, not yet with its account. */
export type Found = Pick<Leftover, 'kind' | 'name' | 'reason' | 'expected'>;

/** A resource that may be the lab's. */
export interface Candidate extends Found {
  /** Reads its tags. Absent for kinds without tags: then the name is exactly one that the lab gives. */
  readonly tags?: () => Promise<Tags>;
}

/** The lab whose leftovers are searched in one of its accounts. */
export interface SoughtLab extends LabSettings {
  readonly role: AccountRole;
  /** Whether a resource of this name could be the lab's, so that its owner is worth checking. */
  readonly named: (name: string) => boolean;
}

/** Lists one kind of resource that a lab may leave behind. */
export type Lister = (setup: ClientSetup, lab: SoughtLab) => Promise<Candidate[]>;

/** By the name of what they list. */
export type Listers = Readonly<Record<string, Lister>>;

export function left(kind: string, name: string, reason = 'still exists'): Found {
  return { kind, name, reason, expected: false };
}
