import { validationError } from '../../kernel/aws-error.ts';
import type { Principal } from '../../kernel/principal.ts';
import type { Call } from '../../kernel/service.ts';
import { passRole, roleTrustsService, roleVisible } from '../../services/iam/role-use.ts';
import { partitionOf } from '../template/bindings.ts';

const SERVICE = 'cloudformation.amazonaws.com';
const SESSION = 'AWSCloudFormation';

/** Who a stack's operations run as: the stack's service role if it has one, otherwise the caller. */
export function operationPrincipal(call: Call, roleArn: string | undefined): Principal {
  if (roleArn === undefined) return call.principal;
  const [, , , , account = call.account] = roleArn.split(':');
  const roleName = roleArn.split('/').at(-1) ?? '';
  return {
    kind: 'assumed-role',
    account,
    arn: `arn:${partitionOf(call.region)}:sts::${account}:assumed-role/${roleName}/${SESSION}`,
    roleArn,
    userId: `${roleVisible(call.cloud, roleArn)?.id ?? ''}:${SESSION}`,
  };
}

/** Refuses a service role that the caller may not hand over, or that CloudFormation may not use. */
export function checkServiceRole(call: Call, roleArn: string | undefined): void {
  if (roleArn === undefined) return;
  passRole(call, roleArn, SERVICE);
  if (roleTrustsService(call, roleArn, { service: SERVICE })) return;
  throw validationError(`Role ${roleArn} is invalid or cannot be assumed`);
}
