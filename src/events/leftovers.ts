import type { AccountRole } from '../lab/accounts.ts';
import type { NextStep } from './step.ts';

/** The kind of a leftover that stands for everything that could not be listed, and so may or may not exist. */
export const UNLISTED = 'not listed';

/** A resource with a name or tags like the lab's that the lab did not make. */
export type LookAlike = Pick<Leftover, 'account' | 'accountId' | 'kind' | 'name'>;

export interface Leftover {
  readonly account: AccountRole;
  readonly accountId: string;
  readonly kind: string;
  readonly name: string;
  readonly reason: string;
  /** The stack that has it, and with which it goes. */
  readonly within?: string;
  /** What mends it. */
  readonly next?: readonly NextStep[];
  /** When AWS deletes it, if that is due; ISO 8601. */
  readonly deletedOn?: string;
  /** Whether it is to be there by choice (`--keep-data`). */
  readonly kept?: true;
  /** Leftovers that are kept, or that AWS deletes by itself, such as a key pending deletion, do not fail a teardown. */
  readonly expected: boolean;
}
