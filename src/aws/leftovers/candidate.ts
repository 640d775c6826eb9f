import type { Leftover } from '../../events.ts';
import type { AccountRole, LabSettings } from '../../lab/accounts.ts';
import { isNamedAlike, isNamedBy } from '../../lab/names.ts';
import type { Tags } from '../../lab/owner.ts';
import type { ClientSetup } from '../clients.ts';

/** A resource that was found, not yet with its account. */
export type Found = Pick<Leftover, 'kind' | 'name' | 'reason' | 'expected' | 'within'>;

/** What is known of a resource beside what people are told. */
interface Traits {
  /** Reads its tags. Absent for kinds without tags, or whose tags get lost. */
  readonly tags?: () => Promise<Tags>;
  /** What the record of a stack calls it, if not by its name. */
  readonly id?: string;
  /** Whether the name is one that the lab gives to what no stack of its own makes. */
  readonly given?: boolean;
}

/** A resource that may be the lab's. */
export interface Candidate extends Found, Traits {
  /** Whether people may take it for the lab's by its name alone. */
  readonly alike: boolean;
}

/** The lab whose leftovers are searched in one of its accounts. */
export interface SoughtLab extends LabSettings {
  readonly role: AccountRole;
}

/** Lists one kind of resource that a lab may leave behind. */
export type Lister = (setup: ClientSetup, lab: SoughtLab) => Promise<Candidate[]>;

/** By the name of what they list. */
export type Listers = Readonly<Record<string, Lister>>;

export function left(kind: string, name: string, reason = 'still exists'): Found {
  return { kind, name, reason, expected: false };
}

/** Of a kind that the lab names: what has no name of a lab is nobody's leftover, and not asked for its tags. */
export function named(lab: SoughtLab, found: Found, { tags, ...traits }: Traits): Candidate[] {
  if (isNamedBy(lab, found.name)) return [{ ...found, ...traits, alike: true, ...(tags && { tags }) }];
  return isNamedAlike(lab, found.name) ? [{ ...found, alike: true, given: false }] : [];
}
