import { AwsError } from '../../../kernel/aws-error.ts';
import type { Principal } from '../../../kernel/principal.ts';
import { roleVisible, servicePrincipal } from '../../iam/role-use.ts';
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
  const request = { principal, account, region, service: 'sts', operation: 'AssumeRole', input } as const;
  try {
    const { Credentials } = cloud.invoke(request);
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

/**
 * With the key of Lambda's own, variables are decrypted by a grant for the role by its id. One that was made again under the
 * same name has another. Source: re:Post knowledge center, lambda-kmsaccessdeniedexception-errors.
 */
export function expectGrant({ cloud }: Place, { settings }: FunctionRecord): void {
  const { role, grantee, variables, key } = settings;
  if (key !== undefined || grantee === undefined || Object.keys(variables).length === 0) return;
  if (roleVisible(cloud, role)?.id === grantee) return;
  throw new AwsError(
    'KMSAccessDeniedException',
    "Lambda was unable to decrypt the environment variables because KMS access was denied. Please check the function's " +
      'KMS key settings. KMS Exception: UnrecognizedClientExceptionKMS Message: The security token included in the ' +
      'request is invalid.',
    502,
  );
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
