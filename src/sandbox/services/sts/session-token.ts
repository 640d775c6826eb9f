import type { GetSessionTokenRequest, GetSessionTokenResponse } from '@aws-sdk/client-sts';

import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { keysOf } from '../iam/keys.ts';
import { provesMfa } from './mfa.ts';
import { issueCredentials } from './temporary.ts';

const TWELVE_HOURS = 43_200;

/** Only long-term keys get a session token. Source: STS API reference, GetSessionToken. */
export function getSessionToken(input: GetSessionTokenRequest, call: Call): GetSessionTokenResponse {
  call.about('*');
  const { world } = call.cloud;
  const { accessKeyId = '', ...principal } = call.principal;
  if (principal.kind !== 'user' || own(keysOf(world).keys, accessKeyId)?.token) {
    throw new AwsError('AccessDenied', 'Cannot call GetSessionToken with session credentials', 403);
  }
  const { DurationSeconds: seconds = TWELVE_HOURS } = input;
  const mfa = provesMfa(input, call);
  return { Credentials: issueCredentials(world, { principal, seconds, mfa }) };
}
