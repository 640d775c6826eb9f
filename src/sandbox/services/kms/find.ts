import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { managedKey } from './managed-keys.ts';
import { kmsState, type Key } from './state.ts';

const ARN = /^arn:aws:kms:([^:]*):([^:]*):(?:key\/(.+)|(alias\/.+))$/;
const KEY_ID = /^(mrk-)?[0-9a-f-]{32,36}$/;

/** The key that an id, a key ARN, an alias or an alias ARN names; another account's only by ARN. */
export function findKey(call: Call, named: string | undefined): Key {
  const [, region = call.region, account = call.account, keyId, alias] = ARN.exec(named ?? '') ?? [];
  if (region !== call.region) throw notFound(`Invalid arn ${region}`);
  if (keyId) return keyOf(call, account, keyId);
  if (alias) return keyBehind(call, account, alias);
  if (named?.startsWith('alias/')) return keyBehind(call, account, named);
  if (!named || !KEY_ID.test(named)) throw notFound(`Invalid keyId '${named ?? ''}'`);
  return keyOf(call, account, named);
}

/** What operations take that know keys by their ids and ARNs alone ("KeyId" of their API references). */
export function keyIdOrArn(named: string | undefined): string | undefined {
  if (named === undefined || !/(^|:)alias\//.test(named)) return named;
  throw notFound(`Invalid keyId '${named}'`);
}

export function notFound(message: string): AwsError {
  return new AwsError('NotFoundException', message);
}

function keyOf(call: Call, account: string, id: string): Key {
  const key = own(kmsState(call.cloud.world, account, call.region).keys, id);
  if (!key) throw notFound(`Key 'arn:aws:kms:${call.region}:${account}:key/${id}' does not exist`);
  return key;
}

function keyBehind(call: Call, account: string, alias: string): Key {
  const { aliases, keys } = kmsState(call.cloud.world, account, call.region);
  const key = own(keys, own(aliases, alias)?.targetKeyId ?? '') ?? managedKey(call, account, alias);
  if (!key) throw notFound(`Alias arn:aws:kms:${call.region}:${account}:${alias} is not found.`);
  return key;
}
