import type { InstanceProfile, Policy, Role, User } from '@aws-sdk/client-iam';

import { tagList } from '../../kernel/tags.ts';
import type { World } from '../../kernel/world.ts';
import type { InstanceProfileRecord, PolicyHolder, PolicyRecord, RoleRecord, UserRecord } from './state.ts';
import { trustPolicyOf } from './trust.ts';

/** Documents go over the wire percent-encoded (RFC 3986). Source: IAM API reference, GetRole. */
export function encodedDocument(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

export function roleShape(world: World, role: RoleRecord): Role {
  return {
    ...holderShape(role),
    RoleName: role.name,
    RoleId: role.id,
    AssumeRolePolicyDocument: encodedDocument(JSON.stringify(trustPolicyOf(world, role))),
    ...(role.description !== undefined && { Description: role.description }),
    MaxSessionDuration: role.maxSessionDuration,
    RoleLastUsed: {},
  };
}

export function userShape(user: UserRecord): User {
  return { ...holderShape(user), UserName: user.name, UserId: user.id };
}

export function policyShape(policy: PolicyRecord, holders: readonly PolicyHolder[]): Policy {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersion,
    AttachmentCount: holders.filter(({ attachedPolicies }) => attachedPolicies.includes(policy.arn)).length,
    PermissionsBoundaryUsageCount: holders.filter((holder) => holder.permissionsBoundary === policy.arn).length,
    IsAttachable: true,
    ...(policy.description !== undefined && { Description: policy.description }),
    CreateDate: new Date(policy.createdAt),
    UpdateDate: new Date(policy.updatedAt),
    Tags: tagList(policy.tags),
  };
}

export function instanceProfileShape(world: World, profile: InstanceProfileRecord, role?: RoleRecord): InstanceProfile {
  return {
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: profile.arn,
    Path: profile.path,
    CreateDate: new Date(profile.createdAt),
    Roles: role ? [roleShape(world, role)] : [],
    Tags: tagList(profile.tags),
  };
}

function holderShape(holder: PolicyHolder) {
  return {
    Path: holder.path,
    Arn: holder.arn,
    CreateDate: new Date(holder.createdAt),
    Tags: tagList(holder.tags),
    ...(holder.permissionsBoundary && {
      PermissionsBoundary: {
        PermissionsBoundaryType: 'PermissionsBoundaryPolicy' as const,
        PermissionsBoundaryArn: holder.permissionsBoundary,
      },
    }),
  };
}
