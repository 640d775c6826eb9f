import { stackResourceOf } from '../cloudformation/made-by.ts';
import type { PermissionCheck } from '../kernel/authorization.ts';
import type { Denial, PolicyPlace } from '../kernel/policy/decision.ts';
import { principalArn } from '../kernel/principal.ts';
import type { World } from '../kernel/world.ts';
import { holderByArn } from '../services/iam/holders.ts';

/** The holder of the policy that refused or would have to allow it, and the stack to change it in. */
export function placeOfPolicy(world: World, check: PermissionCheck, denial: Denial): PolicyPlace | undefined {
  const arn = holderArn(world, check, denial);
  if (arn === undefined) return undefined;
  const origin = stackResourceOf(world, arn);
  return { holder: holderWords(arn), ...origin };
}

/** The ARN of the policy's holder, or the policy's own ARN for a boundary. */
function holderArn(world: World, check: PermissionCheck, { policyKind }: Denial): string | undefined {
  const { principal, resource, vpcEndpoint } = check;
  switch (policyKind) {
    case 'identity-based policy':
      return principalArn(principal);
    case 'permissions boundary':
      return holderByArn(world, principalArn(principal))?.permissionsBoundary;
    case 'session policy':
      return principal.arn;
    case 'resource-based policy':
    case 'role trust policy':
      return resource;
    case 'VPC endpoint policy':
      return vpcEndpoint?.id;
  }
}

/** Such as `role arn:…`: an IAM ARN alone is hard to read. */
function holderWords(arn: string): string {
  const kind = /^arn:[\w-]+:(?:iam|sts)::\d{12}:(role|user|policy|assumed-role)\//.exec(arn)?.[1];
  return kind === undefined ? arn : `${kind === 'assumed-role' ? 'session' : kind} ${arn}`;
}
