import { AwsError } from '../../kernel/aws-error.ts';
import type { Guard } from '../../kernel/authorization.ts';
import { requestContext } from '../../kernel/policy/context.ts';
import { decide } from '../../kernel/policy/decide.ts';
import type { Principal } from '../../kernel/principal.ts';
import type { RoleToPass } from '../../kernel/operations.ts';
import type { Call, Cloud } from '../../kernel/service.ts';
import type { World } from '../../kernel/world.ts';
import { holderByArn } from './holders.ts';
import type { RoleRecord } from './state.ts';
import { trustPolicyOf } from './trust.ts';

/** The role, once other services see it: a while after it was made. */
export function roleVisible(cloud: Cloud, arn: string): RoleRecord | undefined {
  const role = holderByArn(cloud.world, arn);
  return role?.kind === 'role' && role.visibleAt <= cloud.world.now ? role : undefined;
}

/** A service such as `lambda.amazonaws.com`, and the resource for whose sake it acts where it says so. */
interface ServiceUse {
  readonly service: string;
  readonly sourceArn?: string;
}

/** Whether a service may act as the role for the call's account. */
export function roleTrustsService(call: Call, arn: string, { service, sourceArn }: ServiceUse): boolean {
  const role = roleVisible(call.cloud, arn);
  if (!role) return false;
  const principal = servicePrincipal(call.account, service, sourceArn);
  const context = requestContext({ ...call, principal });
  const request = { principal, action: 'sts:AssumeRole', resource: arn, context };
  return decide(request, { resource: trustGuard(call.cloud.world, role) }).allowed;
}

/** How a role is guarded against being assumed: nobody gets in but by its trust policy. */
export function trustGuard(world: World, role: RoleRecord): Guard {
  const account = role.arn.split(':')[4] ?? '';
  return { account, policy: JSON.stringify(trustPolicyOf(world, role)), kind: 'role trust policy', exclusive: true };
}

/** Hands a role to a service: the check of `iam:PassRole` that stands beside the call proper. */
export function passRole(call: Call, arn: string, service: string): void {
  call.invoke('iam', 'PassRole', { RoleArn: arn, PassedToService: service });
}

/** A service that acts for an account, and for one of its resources where it says so. */
export function servicePrincipal(account: string, service: string, sourceArn?: string): Principal {
  return { kind: 'service', account, arn: service, userId: service, ...(sourceArn && { sourceArn }) };
}

/** A permission that services check rather than an operation of IAM's interface, so no client can call it. */
export const roleUseOperations = {
  PassRole({ RoleArn, PassedToService }: RoleToPass, call: Call): object {
    call.condition('iam:PassedToService', PassedToService);
    call.about(RoleArn);
    if (RoleArn.split(':')[4] !== call.account) {
      throw new AwsError('AccessDeniedException', 'Cross-account pass role is not allowed.', 403);
    }
    return {};
  },
};
