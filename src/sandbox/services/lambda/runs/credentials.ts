import type { AssumeRoleResponse } from '@aws-sdk/client-sts';

import { AwsError } from '../../../kernel/aws-error.ts';
import type { Principal } from '../../../kernel/principal.ts';
import { servicePrincipal } from '../../iam/role-use.ts';
import { principalOf } from '../../sts/credentials.ts';
import type { FunctionRecord, Place } from '../state.ts';

/** What a function's code and its log have to do what the function's role may. */
export interface RoleSession {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiresAt: number;
}

/** How long before their end credentials count as used up: longer than any function runs. */
const MARGIN_MS = 15 * 60 * 1000;

/** Has Lambda assume the function's role. Sessions are named after the function. */
export function assumeFunctionRole({ cloud, account, region }: Place, { name, settings }: FunctionRecord): RoleSession {
  const input = { RoleArn: settings.role, RoleSessionName: name.padEnd(2, '-'), DurationSeconds: 3600 };
  const principal = servicePrincipal(account, 'lambda.amazonaws.com');
  const request = { principal, account, region, service: 'sts', operation: 'AssumeRole', input };
  try {
    const { Credentials } = cloud.invoke<AssumeRoleResponse>(request);
    return {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
      expiresAt: Credentials?.Expiration?.getTime() ?? 0,
    };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new AwsError('AccessDeniedException', 'The role defined for the function cannot be assumed by Lambda.', 403);
  }
}

/** Who the session is, as long as its role is there; undefined once it is near its end. */
export function sessionPrincipal({ cloud }: Place, session: RoleSession): Principal | undefined {
  if (session.expiresAt - MARGIN_MS <= cloud.world.now) return undefined;
  try {
    return principalOf(cloud.world, session.accessKeyId, session.sessionToken);
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}
