import type {
  CreateRoleRequest,
  CreateRoleResponse,
  DeleteRoleRequest,
  GetRoleRequest,
  GetRoleResponse,
  ListRolesRequest,
  ListRolesResponse,
  UpdateAssumeRolePolicyRequest,
  UpdateRoleDescriptionRequest,
  UpdateRoleDescriptionResponse,
  UpdateRoleRequest,
} from '@aws-sdk/client-iam';

import { put } from '../../../own.ts';
import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { boundedRole, checkBoundary, noteBoundary } from './boundaries.ts';
import { deleteConflict, refuseTaken } from './find.ts';
import { newRole } from './new-holder.ts';
import { roleShape } from './shapes.ts';
import { iamOf, type RoleRecord } from './state.ts';
import { aboutNew, checkedTags } from './tags.ts';
import { storedTrustPolicy } from './trust.ts';

export const roleOperations = {
  CreateRole: createRole,
  GetRole: (input: GetRoleRequest, call: Call): GetRoleResponse => ({
    Role: roleShape(call.cloud.world, boundedRole(call, input.RoleName)),
  }),
  ListRoles: listRoles,
  UpdateRole: updateRole,
  UpdateRoleDescription: updateRoleDescription,
  UpdateAssumeRolePolicy: updateAssumeRolePolicy,
  DeleteRole: deleteRole,
};

/**
 * How long other services do not see a new role. AWS gives no figure; "changes are eventually consistent" (IAM user
 * guide, "Troubleshoot IAM"), and about ten seconds are what deployment tools wait for.
 */
const PROPAGATION_MS = 8_000;

const DEFAULT_SESSION_SECONDS = 3_600;

function createRole(input: CreateRoleRequest, call: Call): CreateRoleResponse {
  const { world } = call.cloud;
  const name = input.RoleName ?? '';
  const { Path: path = '/' } = input;
  const arn = `arn:aws:iam::${call.account}:role${path}${name}`;
  noteBoundary(call, input.PermissionsBoundary);
  aboutNew(arn, 'TagRole', input.Tags, call);
  const { roles } = iamOf(call);
  refuseTaken(roles, name, `Role with name ${name} already exists.`);
  const role: RoleRecord = {
    ...newRole(world, {
      account: call.account,
      name,
      path,
      trustPolicy: input.AssumeRolePolicyDocument,
      visibleAt: call.now + PROPAGATION_MS,
    }),
    ...(input.Description !== undefined && { description: input.Description }),
    maxSessionDuration: input.MaxSessionDuration ?? DEFAULT_SESSION_SECONDS,
    ...(input.PermissionsBoundary && { permissionsBoundary: checkBoundary(call, input.PermissionsBoundary) }),
    tags: checkedTags(input.Tags, call),
  };
  put(roles, name, role);
  return { Role: roleShape(world, role) };
}

function listRoles(input: ListRolesRequest, call: Call): ListRolesResponse {
  call.about(`arn:aws:iam::${call.account}:role${input.PathPrefix ?? '/'}`);
  const roles = Object.values(iamOf(call).roles).filter((role) => role.path.startsWith(input.PathPrefix ?? '/'));
  const { items, next } = pageOf(roles, input.Marker, input.MaxItems ?? 100);
  return {
    // ListRoles leaves tags and the boundary out. Source: IAM API reference, ListRoles.
    Roles: items.map((role) => {
      const { Tags: _tags, PermissionsBoundary: _boundary, ...shape } = roleShape(call.cloud.world, role);
      return shape;
    }),
    IsTruncated: next !== undefined,
    ...(next && { Marker: next }),
  };
}

function updateRole(input: UpdateRoleRequest, call: Call): object {
  const role = boundedRole(call, input.RoleName);
  if (input.MaxSessionDuration !== undefined) role.maxSessionDuration = input.MaxSessionDuration;
  if (input.Description !== undefined) role.description = input.Description;
  return {};
}

function updateRoleDescription(input: UpdateRoleDescriptionRequest, call: Call): UpdateRoleDescriptionResponse {
  const role = boundedRole(call, input.RoleName);
  role.description = input.Description ?? '';
  return { Role: roleShape(call.cloud.world, role) };
}

function updateAssumeRolePolicy(input: UpdateAssumeRolePolicyRequest, call: Call): object {
  const role = boundedRole(call, input.RoleName);
  role.trustPolicy = storedTrustPolicy(call.cloud.world, input.PolicyDocument);
  return {};
}

function deleteRole(input: DeleteRoleRequest, call: Call): object {
  const role = boundedRole(call, input.RoleName);
  const { roles, instanceProfiles } = iamOf(call);
  if (Object.values(instanceProfiles).some((profile) => profile.role === role.name)) {
    deleteConflict('Cannot delete entity, must remove roles from instance profile first.');
  }
  if (role.attachedPolicies.length > 0) deleteConflict('Cannot delete entity, must detach all policies first.');
  if (Object.keys(role.inlinePolicies).length > 0) deleteConflict('Cannot delete entity, must delete policies first.');
  delete roles[role.name];
  return {};
}
