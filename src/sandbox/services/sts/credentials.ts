import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { unknownKey } from '../../kernel/faults.ts';
import type { Principal } from '../../kernel/principal.ts';
import type { World } from '../../kernel/world.ts';
import { holderOf } from '../iam/holders.ts';
import { keysOf, type KeyRecord } from '../iam/keys.ts';

/** Who signs with an access key. Whether they have its secret is seen where requests come in (`wire/signature`). */
export function principalOf(world: World, accessKeyId: string, sessionToken: string | undefined): Principal {
  const key = own(keysOf(world).keys, accessKeyId);
  if (!key || key.status === 'Inactive' || key.token !== sessionToken || !stillExists(world, key)) {
    throw unknownKey();
  }
  refuseExpired(world, { accessKeyId });
  return { ...key.principal, accessKeyId };
}

export function secretOf(world: World, accessKeyId: string): string {
  const key = own(keysOf(world).keys, accessKeyId);
  if (!key) throw unknownKey();
  return key.secret;
}

/** Whoever kept a session's credentials can do nothing with them once the session has ended. */
export function refuseExpired(world: World, { accessKeyId }: Pick<Principal, 'accessKeyId'>): void {
  if (accessKeyId === undefined) return;
  const key = own(keysOf(world).keys, accessKeyId);
  // What has been over for long is not kept.
  const expiresAt = key ? (key.expiresAt ?? Infinity) : 0;
  if (expiresAt > world.now) return;
  throw new AwsError('ExpiredToken', 'The security token included in the request is expired', 403);
}

/** Credentials end with the user or role behind them. */
function stillExists(world: World, { principal }: KeyRecord): boolean {
  return holderOf(world, principal) !== undefined;
}
