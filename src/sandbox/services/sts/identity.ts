import type {
  GetAccessKeyInfoRequest,
  GetAccessKeyInfoResponse,
  GetCallerIdentityRequest,
  GetCallerIdentityResponse,
} from '@aws-sdk/client-sts';

import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { keysOf } from '../iam/keys.ts';

export function getCallerIdentity(_input: GetCallerIdentityRequest, call: Call): GetCallerIdentityResponse {
  call.about('*');
  const { userId, account, arn } = call.principal;
  return { UserId: userId, Account: account, Arn: arn };
}

export function getAccessKeyInfo(input: GetAccessKeyInfoRequest, call: Call): GetAccessKeyInfoResponse {
  call.about('*');
  const { AccessKeyId: id = '' } = input;
  const key = own(keysOf(call.cloud.world).keys, id);
  if (!key) throw new AwsError('ValidationError', `The access key ${id} is not valid`);
  return { Account: key.principal.account };
}
