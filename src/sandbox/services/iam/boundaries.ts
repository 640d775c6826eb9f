import type {
  DeleteRolePermissionsBoundaryRequest,
  DeleteUserPermissionsBoundaryRequest,
  PutRolePermissionsBoundaryRequest,
  PutUserPermissionsBoundaryRequest,
} from '@aws-sdk/client-iam';

import type { Call } from '../../kernel/service.ts';
import { isAwsManagedPolicy } from './aws-managed-policies.ts';
import { missing, roleOf, userOf } from './find.ts';
import { iamOf, type PolicyHolder } from './state.ts';

export const boundaryOperations = {
  PutRolePermissionsBoundary: (input: PutRolePermissionsBoundaryRequest, call: Call) =>
    put(roleOf(call, input.RoleName), input.PermissionsBoundary, call),
  DeleteRolePermissionsBoundary: (input: DeleteRolePermissionsBoundaryRequest, call: Call) =>
    remove(roleOf(call, input.RoleName)),
  PutUserPermissionsBoundary: (input: PutUserPermissionsBoundaryRequest, call: Call) =>
    put(userOf(call, input.UserName), input.PermissionsBoundary, call),
  DeleteUserPermissionsBoundary: (input: DeleteUserPermissionsBoundaryRequest, call: Call) =>
    remove(userOf(call, input.UserName)),
};

/** The ARN of a policy that exists, noted as the boundary of the request. */
export function checkBoundary(call: Call, arn: string | undefined): string {
  call.condition('iam:PermissionsBoundary', arn ?? '');
  if (arn !== undefined && (isAwsManagedPolicy(arn) || iamOf(call).policies[arn])) return arn;
  return missing(`Scope ARN: ${arn} does not exist or is not attachable.`);
}

function put(holder: PolicyHolder, arn: string | undefined, call: Call): object {
  holder.permissionsBoundary = checkBoundary(call, arn);
  return {};
}

function remove(holder: PolicyHolder): object {
  delete holder.permissionsBoundary;
  return {};
}
