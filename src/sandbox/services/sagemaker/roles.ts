import { constrained } from '../../kernel/constraints.ts';
import type { Invoke } from '../../kernel/operations.ts';
import type { Principal } from '../../kernel/principal.ts';
import type { Call } from '../../kernel/service.ts';
import { passRole, roleTrustsService, servicePrincipal } from '../iam/role-use.ts';
import { invalid } from './errors.ts';
import type { Place } from './state.ts';

export const SAGEMAKER = 'sagemaker.amazonaws.com';

interface RoleUse {
  /** How the request calls the role. */
  readonly member?: string;
  /** For whose sake SageMaker acts as it. */
  readonly sourceArn?: string;
}

/** A role that SageMaker may act as: the caller hands it over. */
export function checkedRole(arn: string | undefined, call: Call, use: RoleUse = {}): string {
  const { member = 'roleArn', sourceArn } = use;
  const pattern = 'arn:aws[a-z\\-]*:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+';
  const role = constrained(arn, { member, min: 20, max: 2048, pattern }, 'ValidationException');
  passRole(call, role, SAGEMAKER);
  if (!roleTrustsService(call, role, { service: SAGEMAKER, ...(sourceArn && { sourceArn }) })) {
    invalid(
      `Could not assume role ${role}. ` +
        `Please ensure that the role exists and allows principal '${SAGEMAKER}' to assume the role.`,
    );
  }
  return role;
}

/**
 * For whose sake SageMaker acts as the role of a model or an endpoint: the asterisk stands for nothing there. Source:
 * SageMaker developer guide, "Cross-service confused deputy prevention", SageMaker AI inference.
 */
export function inferenceSource({ account, region }: Pick<Place, 'account' | 'region'>): string {
  return `arn:aws:sagemaker:${region}:${account}:*`;
}

/** Calls that SageMaker makes with the permissions of a role. */
export interface Actor {
  readonly place: Place;
  readonly principal: Principal;
  readonly invoke: Invoke;
}

/** SageMaker as the role, for a resource's sake; throws `AwsError` where the role does not let it. */
export function actAs(roleArn: string, sourceArn: string, place: Place): Actor {
  const { cloud, account, region } = place;
  const input = { RoleArn: roleArn, RoleSessionName: 'SageMaker' };
  const { AssumedRoleUser: user } = cloud.invoke({
    principal: servicePrincipal(account, SAGEMAKER, sourceArn),
    account,
    region,
    service: 'sts',
    operation: 'AssumeRole',
    input,
  });
  const principal: Principal = {
    kind: 'assumed-role',
    account,
    arn: user?.Arn ?? '',
    roleArn,
    userId: user?.AssumedRoleId ?? '',
  };
  return actorOf(principal, place);
}

export function actorOf(principal: Principal, place: Place): Actor {
  const { cloud, account, region } = place;
  return {
    place,
    principal,
    invoke: (service, operation, input) => cloud.invoke({ principal, account, region, service, operation, input }),
  };
}

/** SageMaker in its own name. */
export function asService({ cloud, account, region }: Place): Invoke {
  const principal = servicePrincipal(account, SAGEMAKER);
  return (service, operation, input) => cloud.invoke({ principal, account, region, service, operation, input });
}
