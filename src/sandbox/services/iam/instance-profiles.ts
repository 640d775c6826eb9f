import type {
  AddRoleToInstanceProfileRequest,
  CreateInstanceProfileRequest,
  CreateInstanceProfileResponse,
  DeleteInstanceProfileRequest,
  GetInstanceProfileRequest,
  GetInstanceProfileResponse,
  InstanceProfile,
  ListInstanceProfilesForRoleRequest,
  ListInstanceProfilesForRoleResponse,
  ListInstanceProfilesRequest,
  ListInstanceProfilesResponse,
  RemoveRoleFromInstanceProfileRequest,
} from '@aws-sdk/client-iam';

import { own, put } from '../../../own.ts';
import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { UPPER_ALPHANUMERIC } from '../../kernel/world.ts';
import { deleteConflict, instanceProfileOf, limitExceeded, missing, refuseTaken, roleOf } from './find.ts';
import { passRole } from './role-use.ts';
import { instanceProfileShape } from './shapes.ts';
import { iamOf, type InstanceProfileRecord } from './state.ts';
import { aboutNew, checkedTags } from './tags.ts';

export const instanceProfileOperations = {
  CreateInstanceProfile: createInstanceProfile,
  GetInstanceProfile: (input: GetInstanceProfileRequest, call: Call): GetInstanceProfileResponse => ({
    InstanceProfile: shape(instanceProfileOf(call, input.InstanceProfileName), call),
  }),
  ListInstanceProfiles: listInstanceProfiles,
  ListInstanceProfilesForRole: listInstanceProfilesForRole,
  AddRoleToInstanceProfile: addRole,
  RemoveRoleFromInstanceProfile: removeRole,
  DeleteInstanceProfile: deleteInstanceProfile,
};

function createInstanceProfile(input: CreateInstanceProfileRequest, call: Call): CreateInstanceProfileResponse {
  const name = input.InstanceProfileName ?? '';
  const { Path: path = '/' } = input;
  const arn = `arn:aws:iam::${call.account}:instance-profile${path}${name}`;
  aboutNew(arn, 'TagInstanceProfile', input.Tags, call);
  const { instanceProfiles } = iamOf(call);
  refuseTaken(instanceProfiles, name, `Instance Profile ${name} already exists.`);
  const profile: InstanceProfileRecord = {
    name,
    path,
    arn,
    id: `AIPA${call.cloud.world.identifier(17, UPPER_ALPHANUMERIC)}`,
    createdAt: call.now,
    tags: checkedTags(input.Tags, call),
  };
  put(instanceProfiles, name, profile);
  return { InstanceProfile: shape(profile, call) };
}

function listInstanceProfiles(input: ListInstanceProfilesRequest, call: Call): ListInstanceProfilesResponse {
  const prefix = input.PathPrefix ?? '/';
  call.about(`arn:aws:iam::${call.account}:instance-profile${prefix}`);
  const profiles = Object.values(iamOf(call).instanceProfiles).filter(({ path }) => path.startsWith(prefix));
  const { items, next } = pageOf(profiles, input.Marker, input.MaxItems ?? 100);
  return {
    InstanceProfiles: items.map((profile) => shape(profile, call)),
    IsTruncated: next !== undefined,
    ...(next && { Marker: next }),
  };
}

function listInstanceProfilesForRole(
  { RoleName }: ListInstanceProfilesForRoleRequest,
  call: Call,
): ListInstanceProfilesForRoleResponse {
  const role = roleOf(call, RoleName);
  const profiles = Object.values(iamOf(call).instanceProfiles).filter((profile) => profile.role === role.name);
  return { InstanceProfiles: profiles.map((profile) => shape(profile, call)), IsTruncated: false };
}

function addRole({ InstanceProfileName, RoleName }: AddRoleToInstanceProfileRequest, call: Call): object {
  const profile = instanceProfileOf(call, InstanceProfileName);
  const role = own(iamOf(call).roles, RoleName ?? '') ?? missing(`The role with name ${RoleName} cannot be found.`);
  if (profile.role !== undefined) limitExceeded('Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1');
  passRole(call, role.arn, 'ec2.amazonaws.com');
  profile.role = role.name;
  return {};
}

function removeRole({ InstanceProfileName, RoleName }: RemoveRoleFromInstanceProfileRequest, call: Call): object {
  const profile = instanceProfileOf(call, InstanceProfileName);
  if (profile.role === undefined || profile.role !== RoleName)
    missing(`The role with name ${RoleName} cannot be found.`);
  delete profile.role;
  return {};
}

function deleteInstanceProfile({ InstanceProfileName }: DeleteInstanceProfileRequest, call: Call): object {
  const profile = instanceProfileOf(call, InstanceProfileName);
  if (profile.role !== undefined)
    deleteConflict('Cannot delete entity, must remove roles from instance profile first.');
  delete iamOf(call).instanceProfiles[profile.name];
  return {};
}

function shape(profile: InstanceProfileRecord, call: Call): InstanceProfile {
  return instanceProfileShape(call.cloud.world, profile, own(iamOf(call).roles, profile.role ?? ''));
}
