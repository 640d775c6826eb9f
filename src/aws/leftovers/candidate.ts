import type { Leftover } from '../../events.ts';
import type { AccountRole, LabSettings } from '../../lab/accounts.ts';
import type { Tags } from '../../lab/owner.ts';
import type { ClientSetup } from '../clients.ts';

/** A resource that was found, before it is known whose account it is in. */
export type Found = Pick<Leftover, 'kind' | 'name' | 'reason' | 'expected'>;

/** Something that may be the lab's. */
export interface Candidate extends Found {
  /** Asks for its tags. Absent where such things carry none: then the name is exactly one that the lab gives. */
  readonly tags?: () => Promise<Tags>;
}

/** The lab whose remains are looked for in one of its accounts. */
export interface SoughtLab extends LabSettings {
  readonly role: AccountRole;
  /** Whether it is worth asking whose something of this name is. */
  readonly named: (name: string) => boolean;
}

/** Lists one kind of resource that may be left of a lab. */
export type Lister = (setup: ClientSetup, lab: SoughtLab) => Promise<Candidate[]>;

/** By what they list, in words. */
export type Listers = Readonly<Record<string, Lister>>;

export function left(kind: string, name: string, reason = 'still exists'): Found {
  return { kind, name, reason, expected: false };
}
