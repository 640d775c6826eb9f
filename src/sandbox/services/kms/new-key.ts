import { createHash } from 'node:crypto';

import type { Call } from '../../kernel/service.ts';
import type { Tags } from '../../kernel/tags.ts';
import { HEXADECIMAL } from '../../kernel/world.ts';
import type { Key } from './state.ts';

interface NewKey {
  readonly manager: Key['manager'];
  readonly description: string;
  readonly policy: string;
  readonly tags?: Tags;
  readonly multiRegion?: boolean;
}

export function newKey(call: Call, { manager, description, policy, tags = {}, multiRegion = false }: NewKey): Key {
  const { world } = call.cloud;
  const id = multiRegion ? `mrk-${world.identifier(32, HEXADECIMAL)}` : world.uuid();
  return {
    id,
    arn: `arn:aws:kms:${call.region}:${call.account}:key/${id}`,
    account: call.account,
    createdAt: call.now,
    manager,
    secret: freshBytes(call, 32).toString('hex'),
    multiRegion,
    description,
    policy,
    enabled: true,
    ...(manager === 'AWS' && { rotation: { days: 365, since: call.now } }),
    tags,
    grants: {},
  };
}

/** Bytes that differ from call to call but not from run to run. */
export function freshBytes(call: Call, length: number): Buffer {
  const seed = call.cloud.world.identifier(32);
  return createHash('shake256', { outputLength: length }).update(seed).digest();
}
