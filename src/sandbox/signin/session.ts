import { own } from '../../own.ts';
import { AwsError } from '../kernel/aws-error.ts';
import type { World } from '../kernel/world.ts';
import { holderOf } from '../services/iam/holders.ts';
import { principalOf } from '../services/sts/credentials.ts';
import { keysOf, type KeyRecord } from '../services/iam/keys.ts';

/** The credentials in a request for a sign-in token. */
export interface SessionCredentials {
  readonly sessionId: string;
  readonly sessionKey: string;
  readonly sessionToken: string;
}

/** The endpoint's only error message (99designs/aws-vault#77), with the sandbox's explanation. */
function invalid(why: string): AwsError {
  return new AwsError('InvalidCredentialsParameter', `Invalid credentials parameter: ${why}`, 400);
}

export function credentialsIn(session: string | undefined): SessionCredentials {
  const value = parsed(session);
  const { sessionId, sessionKey, sessionToken } = value;
  if (typeof sessionId === 'string' && typeof sessionKey === 'string' && typeof sessionToken === 'string') {
    return { sessionId, sessionKey, sessionToken };
  }
  throw invalid('Session has to be JSON with sessionId, sessionKey and sessionToken');
}

/** The role session of the credentials; no other credentials lead to the console. */
export function roleSession(world: World, { sessionId, sessionKey, sessionToken }: SessionCredentials): KeyRecord {
  const key = own(keysOf(world).keys, sessionId);
  const principal = knownPrincipal(world, sessionId, sessionToken);
  if (!key || key.secret !== sessionKey) throw invalid('these credentials are not valid');
  // IAM user guide, "Compare AWS STS credentials": sessions of GetSessionToken cannot sign in to the console.
  if (principal.kind !== 'assumed-role') throw invalid('only sessions of roles lead into the console');
  if (key.chained?.durationAsked) {
    throw invalid('DurationSeconds was given to AssumeRole, which was not called with long-term credentials');
  }
  return key;
}

/** How long the console session lasts. Source: IAM user guide, "Enable custom identity broker access to the console". */
export function consoleSessionEnd(world: World, key: KeyRecord, duration: string | undefined): number {
  if (duration === undefined) return key.expiresAt ?? world.now;
  const seconds = /^\d+$/.test(duration) ? Number(duration) : NaN;
  if (!(seconds >= 900 && seconds <= 43_200)) throw invalid('SessionDuration is not from 900 to 43200');
  if (key.chained) throw invalid('SessionDuration goes with roles that were assumed with long-term credentials only');
  const role = holderOf(world, key.principal);
  if (role?.kind !== 'role' || seconds >= role.maxSessionDuration) {
    throw invalid('SessionDuration is not less than the MaxSessionDuration of the role');
  }
  return world.now + seconds * 1000;
}

function knownPrincipal(world: World, accessKeyId: string, sessionToken: string) {
  try {
    return principalOf(world, accessKeyId, sessionToken);
  } catch (error) {
    throw error instanceof AwsError ? invalid(error.message) : error;
  }
}

function parsed(session: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(session ?? '');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
