import { createHash } from 'node:crypto';
import { own, put } from '../../own.ts';
import { EVERYONE, GLOBAL, type Slice, type World } from '../kernel/world.ts';

/** The console session that a sign-in token opens. Only the token's hash is stored, as its key. */
export interface SignInRecord {
  /** The session's access key; it is no secret without the rest. */
  readonly accessKeyId: string;
  /** When the link stops working, in virtual milliseconds. */
  readonly expiresAt: number;
  /** When the console session that it opens ends. */
  readonly sessionEndsAt: number;
}

interface SignInState {
  readonly tokens: Record<string, SignInRecord>;
}

const signInSlice: Slice<SignInState> = { name: 'sign-in', initial: () => ({ tokens: {} }) };

/** "The URL is valid for 15 minutes from the time it is created" (IAM user guide, custom identity broker). */
const TOKEN_MS = 15 * 60_000;

/** Stores a token's session, and deletes those whose tokens have expired. */
export function keepToken(world: World, token: string, session: Omit<SignInRecord, 'expiresAt'>): void {
  const { tokens } = world.slice(signInSlice, EVERYONE, GLOBAL);
  for (const [hash, { expiresAt }] of Object.entries(tokens)) if (expiresAt <= world.now) delete tokens[hash];
  put(tokens, hashOf(token), { ...session, expiresAt: world.now + TOKEN_MS });
}

export function recordOf(world: World, token: string): SignInRecord | undefined {
  const record = own(world.slice(signInSlice, EVERYONE, GLOBAL).tokens, hashOf(token));
  return record && record.expiresAt > world.now ? record : undefined;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
