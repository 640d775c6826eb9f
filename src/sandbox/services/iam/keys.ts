import { EVERYONE, GLOBAL, type Slice, type World } from '../../kernel/world.ts';
import type { Principal } from '../../kernel/principal.ts';

/** An access key and whom it stands for. Temporary keys have a token and an end. */
export interface KeyRecord {
  readonly id: string;
  readonly secret: string;
  readonly principal: Principal;
  readonly createdAt: number;
  status: 'Active' | 'Inactive';
  readonly token?: string;
  readonly expiresAt?: number;
  /** Temporary credentials of a user who gave an MFA code for them. */
  readonly mfa?: boolean;
  /** A role's session that was begun with temporary credentials, and whether it was said how long it is to last. */
  readonly chained?: { readonly durationAsked: boolean };
  /** Keys of those tags of the session that sessions begun with it inherit. */
  readonly transitiveTags?: readonly string[];
  /** What further limits a session: documents, and ARNs of managed policies. */
  readonly sessionPolicies?: readonly string[];
}

interface KeyState {
  readonly keys: Record<string, KeyRecord>;
  /** MFA device → codes that were accepted, each of which works once. */
  readonly usedCodes: Record<string, string[]>;
}

const keySlice: Slice<KeyState> = { name: 'access-keys', initial: () => ({ keys: {}, usedCodes: {} }) };

/** Keys of all accounts: a request says only which key signed it. */
export function keysOf(world: World): KeyState {
  return world.slice(keySlice, EVERYONE, GLOBAL);
}

/** The long-term keys of a user. */
export function userKeys(world: World, userId: string): KeyRecord[] {
  return Object.values(keysOf(world).keys).filter(({ principal, token }) => principal.userId === userId && !token);
}
