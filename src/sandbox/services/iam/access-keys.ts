import type {
  CreateAccessKeyRequest,
  CreateAccessKeyResponse,
  DeleteAccessKeyRequest,
  ListAccessKeysRequest,
  ListAccessKeysResponse,
  UpdateAccessKeyRequest,
} from '@aws-sdk/client-iam';

import { put } from '../../../own.ts';
import type { Call } from '../../kernel/service.ts';
import { UPPER_ALPHANUMERIC } from '../../kernel/world.ts';
import { keysOf, type KeyRecord, userKeys } from './keys.ts';
import { newSecret } from './secrets.ts';
import { limitExceeded, missing, userOf } from './find.ts';
import type { UserRecord } from './state.ts';
import { userPrincipal } from './users.ts';

export const accessKeyOperations = {
  CreateAccessKey: createAccessKey,
  ListAccessKeys: listAccessKeys,
  UpdateAccessKey: updateAccessKey,
  DeleteAccessKey: deleteAccessKey,
};

/** Source: IAM user guide, "IAM and AWS STS quotas". */
const MOST_KEYS = 2;

function createAccessKey({ UserName }: CreateAccessKeyRequest, call: Call): CreateAccessKeyResponse {
  const user = holderOfKeys(UserName, call);
  const { world } = call.cloud;
  if (userKeys(world, user.id).length >= MOST_KEYS) {
    limitExceeded(`Cannot exceed quota for AccessKeysPerUser: ${MOST_KEYS}`);
  }
  const key: KeyRecord = {
    id: `AKIA${world.identifier(16, UPPER_ALPHANUMERIC)}`,
    secret: newSecret(),
    principal: userPrincipal(call.account, user),
    createdAt: call.now,
    status: 'Active',
  };
  put(keysOf(world).keys, key.id, key);
  return { AccessKey: { ...shape(user, key), SecretAccessKey: key.secret } };
}

function listAccessKeys({ UserName }: ListAccessKeysRequest, call: Call): ListAccessKeysResponse {
  const user = holderOfKeys(UserName, call);
  const keys = userKeys(call.cloud.world, user.id);
  return { AccessKeyMetadata: keys.map((key) => shape(user, key)), IsTruncated: false };
}

function updateAccessKey({ UserName, AccessKeyId, Status }: UpdateAccessKeyRequest, call: Call): object {
  const key = keyOf(holderOfKeys(UserName, call), AccessKeyId, call);
  key.status = Status === 'Inactive' ? 'Inactive' : 'Active';
  return {};
}

function deleteAccessKey({ UserName, AccessKeyId }: DeleteAccessKeyRequest, call: Call): object {
  const key = keyOf(holderOfKeys(UserName, call), AccessKeyId, call);
  delete keysOf(call.cloud.world).keys[key.id];
  return {};
}

/** Without a name the caller's own keys are meant. */
function holderOfKeys(name: string | undefined, call: Call): UserRecord {
  return userOf(call, name ?? call.principal.arn.split('/').at(-1));
}

function keyOf(user: UserRecord, id: string | undefined, call: Call): KeyRecord {
  const key = userKeys(call.cloud.world, user.id).find((candidate) => candidate.id === id);
  return key ?? missing(`The Access Key with id ${id} cannot be found.`);
}

function shape(user: UserRecord, key: KeyRecord) {
  return { UserName: user.name, AccessKeyId: key.id, Status: key.status, CreateDate: new Date(key.createdAt) };
}
