import type { Credentials } from '@aws-sdk/client-sts';

import { put } from '../../../own.ts';
import type { World } from '../../kernel/world.ts';
import { UPPER_ALPHANUMERIC } from '../../kernel/world.ts';
import { keysOf, type KeyRecord } from '../iam/keys.ts';
import { newSecret, newToken } from '../iam/secrets.ts';

type NewSession = Pick<KeyRecord, 'principal' | 'mfa' | 'chained' | 'transitiveTags' | 'sessionPolicies'> & {
  readonly seconds: number;
};

const DAY_MS = 86_400_000;
/** How many ended credentials are kept at most, since every run of a function has its own. */
const MOST_ENDED = 200;

/** Makes temporary credentials. The latest are kept for a day beyond their end, to tell expired keys from unknown ones. */
export function issueCredentials(world: World, { seconds, ...session }: NewSession): Credentials {
  const { keys } = keysOf(world);
  forgetEnded(world);
  const AccessKeyId = `ASIA${world.identifier(16, UPPER_ALPHANUMERIC)}`;
  const [SecretAccessKey, SessionToken] = [newSecret(), newToken()];
  const expiresAt = world.now + seconds * 1000;
  put(keys, AccessKeyId, {
    id: AccessKeyId,
    secret: SecretAccessKey,
    token: SessionToken,
    createdAt: world.now,
    expiresAt,
    status: 'Active',
    ...session,
  });
  return { AccessKeyId, SecretAccessKey, SessionToken, Expiration: new Date(expiresAt) };
}

function forgetEnded(world: World): void {
  const { keys } = keysOf(world);
  const ended = Object.values(keys)
    .map(({ id, expiresAt = Infinity }) => ({ id, expiresAt }))
    .filter(({ expiresAt }) => expiresAt < world.now)
    .sort((one, other) => other.expiresAt - one.expiresAt);
  for (const [index, { id, expiresAt }] of ended.entries()) {
    if (index >= MOST_ENDED || expiresAt + DAY_MS < world.now) delete keys[id];
  }
}
