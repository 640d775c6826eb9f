import type {
  DeleteRolePermissionsBoundaryRequest,
  DeleteUserPermissionsBoundaryRequest,
  PutRolePermissionsBoundaryRequest,
  PutUserPermissionsBoundaryRequest,
} from '@aws-sdk/client-iam';

import { own } from '../../../own.ts';
import type { Call } from '../../kernel/service.ts';
import { isAwsManagedPolicy } from './aws-managed-policies.ts';
import { missingPolicy, roleOf, userOf } from './find.ts';
import { iamOf, type PolicyHolder, type RoleRecord, type UserRecord } from './state.ts';

export const boundaryOperations = {
  PutRolePermissionsBoundary: (input: PutRolePermissionsBoundaryRequest, call: Call) =>
    put(roleOf(noteBoundary(call, input.PermissionsBoundary), input.RoleName), input.PermissionsBoundary, call),
  DeleteRolePermissionsBoundary: (input: DeleteRolePermissionsBoundaryRequest, call: Call) =>
    remove(boundedRole(call, input.RoleName)),
  PutUserPermissionsBoundary: (input: PutUserPermissionsBoundaryRequest, call: Call) =>
    put(userOf(noteBoundary(call, input.PermissionsBoundary), input.UserName), input.PermissionsBoundary, call),
  DeleteUserPermissionsBoundary: (input: DeleteUserPermissionsBoundaryRequest, call: Call) =>
    remove(boundedUser(call, input.UserName)),
};

/** Notes the boundary of the request, or the one of the role or user that it is about. */
export function noteBoundary(call: Call, arn: string | undefined): Call {
  if (arn !== undefined) call.condition('iam:PermissionsBoundary', arn);
  return call;
}

/** A role whose policies are to change, which IAM allows or refuses by the boundary that the role has. */
export function boundedRole(call: Call, name: string | undefined): RoleRecord {
  return roleOf(noteBoundary(call, own(iamOf(call).roles, name ?? '')?.permissionsBoundary), name);
}

export function boundedUser(call: Call, name: string | undefined): UserRecord {
  return userOf(noteBoundary(call, own(iamOf(call).users, name ?? '')?.permissionsBoundary), name);
}

/** The ARN of a policy that exists. */
export function checkBoundary(call: Call, arn: string | undefined): string {
  if (arn !== undefined && (isAwsManagedPolicy(arn) || own(iamOf(call).policies, arn))) return arn;
  return missingPolicy(arn, `Scope ARN: ${arn} does not exist or is not attachable.`);
}

function put(holder: PolicyHolder, arn: string | undefined, call: Call): object {
  holder.permissionsBoundary = checkBoundary(call, arn);
  return {};
}

function remove(holder: PolicyHolder): object {
  delete holder.permissionsBoundary;
  return {};
}
