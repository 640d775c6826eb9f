import type {
  CreateAliasRequest,
  DeleteAliasRequest,
  ListAliasesRequest,
  ListAliasesResponse,
  UpdateAliasRequest,
} from '@aws-sdk/client-kms';

import { own, put } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { keyToManage } from './access.ts';
import { findKey, keyIdOrArn, notFound } from './find.ts';
import { notPendingDeletion } from './key-state.ts';
import { aliasArn, kmsState, type Alias } from './state.ts';

const ALIAS_NAME = /^alias\/[a-zA-Z0-9/_-]{1,250}$/;

export function createAlias(input: CreateAliasRequest, call: Call): object {
  const name = ownAliasName(input.AliasName);
  const arn = aliasArn(call.account, call.region, name);
  call.about(arn);
  const target = notPendingDeletion(keyToManage(call, targetId(input.TargetKeyId), 'CreateAlias'));
  const { aliases } = kmsState(call.cloud.world, call.account, call.region);
  if (own(aliases, name)) throw new AwsError('AlreadyExistsException', `An alias with the name ${arn} already exists`);
  put(aliases, name, { name, targetKeyId: target.id, createdAt: call.now, updatedAt: call.now });
  return {};
}

/** AWS asks for permission on the alias, on the key it leaves and on the key it comes to. */
export function updateAlias(input: UpdateAliasRequest, call: Call): object {
  const alias = ownAlias(input.AliasName, call);
  keyToManage(call, alias.targetKeyId, 'UpdateAlias');
  const target = notPendingDeletion(keyToManage(call, targetId(input.TargetKeyId), 'UpdateAlias'));
  alias.targetKeyId = target.id;
  alias.updatedAt = call.now;
  return {};
}

export function deleteAlias(input: DeleteAliasRequest, call: Call): object {
  const alias = ownAlias(input.AliasName, call);
  keyToManage(call, alias.targetKeyId, 'DeleteAlias');
  delete kmsState(call.cloud.world, call.account, call.region).aliases[alias.name];
  return {};
}

export function listAliases(input: ListAliasesRequest, call: Call): ListAliasesResponse {
  const target = input.KeyId === undefined ? undefined : findKey(call, keyIdOrArn(input.KeyId)).id;
  const all = Object.values(kmsState(call.cloud.world, call.account, call.region).aliases);
  const wanted = all.filter((alias) => target === undefined || alias.targetKeyId === target);
  const { items, next } = pageOf(wanted, input.Marker, input.Limit ?? 50);
  return {
    Aliases: items.map((alias) => ({
      AliasName: alias.name,
      AliasArn: aliasArn(call.account, call.region, alias.name),
      TargetKeyId: alias.targetKeyId,
      CreationDate: new Date(alias.createdAt),
      LastUpdatedDate: new Date(alias.updatedAt),
    })),
    Truncated: next !== undefined,
    ...(next && { NextMarker: next }),
  };
}

function ownAlias(named: string | undefined, call: Call): Alias {
  const name = ownAliasName(named);
  const arn = aliasArn(call.account, call.region, name);
  call.about(arn);
  const alias = own(kmsState(call.cloud.world, call.account, call.region).aliases, name);
  if (!alias) throw notFound(`Alias ${arn} is not found.`);
  return alias;
}

function ownAliasName(name = ''): string {
  if (name.startsWith('alias/aws/'))
    throw new AwsError('NotAuthorizedException', 'Not authorized to update AWS-managed aliases');
  if (!ALIAS_NAME.test(name)) {
    throw new AwsError(
      'InvalidAliasNameException',
      `Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/programming-aliases.html`,
    );
  }
  return name;
}

/** An alias cannot be the target of another. */
function targetId(target = ''): string {
  if (/(^|:)alias\//.test(target)) throw new AwsError('ValidationException', 'Aliases must refer to keys. Not aliases');
  return target;
}
