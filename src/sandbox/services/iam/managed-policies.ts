import type {
  CreatePolicyRequest,
  CreatePolicyResponse,
  DeletePolicyRequest,
  GetPolicyRequest,
  GetPolicyResponse,
  ListEntitiesForPolicyRequest,
  ListEntitiesForPolicyResponse,
  ListPoliciesRequest,
  ListPoliciesResponse,
  Policy,
} from '@aws-sdk/client-iam';

import { put } from '../../../own.ts';
import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { UPPER_ALPHANUMERIC } from '../../kernel/world.ts';
import { awsManagedPolicyArns, isAwsManagedPolicy } from './aws-managed-policies.ts';
import { checkManagedPolicy, policySize } from './documents.ts';
import { deleteConflict, limitExceeded, policyHolders, policyOf, refuseTaken } from './find.ts';
import { policyShape } from './shapes.ts';
import { iamOf, type PolicyRecord } from './state.ts';
import { aboutNew, checkedTags } from './tags.ts';

export const managedPolicyOperations = {
  CreatePolicy: createPolicy,
  GetPolicy: getPolicy,
  ListPolicies: listPolicies,
  ListEntitiesForPolicy: listEntitiesForPolicy,
  DeletePolicy: deletePolicy,
};

/** Source: IAM user guide, "IAM and AWS STS quotas". */
const LONGEST_DOCUMENT = 6_144;

export function checkedManagedDocument(text: string | undefined): string {
  const document = checkManagedPolicy(text);
  if (policySize(document) > LONGEST_DOCUMENT) limitExceeded(`Cannot exceed quota for PolicySize: ${LONGEST_DOCUMENT}`);
  return document;
}

function createPolicy(input: CreatePolicyRequest, call: Call): CreatePolicyResponse {
  const name = input.PolicyName ?? '';
  const { Path: path = '/' } = input;
  const arn = `arn:aws:iam::${call.account}:policy${path}${name}`;
  aboutNew(arn, 'TagPolicy', input.Tags, call);
  const { policies } = iamOf(call);
  const names = Object.fromEntries(Object.values(policies).map((policy) => [policy.name, true]));
  refuseTaken(names, name, `A policy called ${name} already exists. Duplicate names are not allowed.`);
  const policy: PolicyRecord = {
    name,
    path,
    arn,
    id: `ANPA${call.cloud.world.identifier(17, UPPER_ALPHANUMERIC)}`,
    ...(input.Description !== undefined && { description: input.Description }),
    createdAt: call.now,
    updatedAt: call.now,
    versions: [{ id: 'v1', document: checkedManagedDocument(input.PolicyDocument), createdAt: call.now }],
    defaultVersion: 'v1',
    versionsMade: 1,
    tags: checkedTags(input.Tags, call),
  };
  put(policies, arn, policy);
  return { Policy: policyShape(policy, []) };
}

function getPolicy({ PolicyArn }: GetPolicyRequest, call: Call): GetPolicyResponse {
  if (PolicyArn && isAwsManagedPolicy(PolicyArn)) {
    call.about(PolicyArn);
    return { Policy: awsPolicyShape(PolicyArn, call) };
  }
  return { Policy: policyShape(policyOf(call, PolicyArn), policyHolders(call)) };
}

function listPolicies(input: ListPoliciesRequest, call: Call): ListPoliciesResponse {
  call.about(`arn:aws:iam::${call.account}:policy${input.PathPrefix ?? '/'}`);
  const own = Object.values(iamOf(call).policies).map((policy) => policyShape(policy, policyHolders(call)));
  const aws = awsManagedPolicyArns().map((arn) => awsPolicyShape(arn, call));
  const scope = { All: [...own, ...aws], Local: own, AWS: aws }[input.Scope ?? 'All'];
  const chosen = scope
    .filter(({ Path }) => Path?.startsWith(input.PathPrefix ?? '/'))
    .filter(({ AttachmentCount }) => !input.OnlyAttached || AttachmentCount)
    .map(({ Tags: _tags, ...policy }) => policy);
  const { items, next } = pageOf(chosen, input.Marker, input.MaxItems ?? 100);
  return { Policies: items, IsTruncated: next !== undefined, ...(next && { Marker: next }) };
}

function listEntitiesForPolicy(input: ListEntitiesForPolicyRequest, call: Call): ListEntitiesForPolicyResponse {
  const arn = input.PolicyArn ?? '';
  call.about(arn);
  if (!isAwsManagedPolicy(arn)) policyOf(call, arn);
  const boundary = input.PolicyUsageFilter === 'PermissionsBoundary';
  const holders = policyHolders(call).filter((holder) =>
    boundary ? holder.permissionsBoundary === arn : holder.attachedPolicies.includes(arn),
  );
  const roles = holders.filter(({ kind }) => kind === 'role');
  const users = holders.filter(({ kind }) => kind === 'user');
  return {
    PolicyGroups: [],
    PolicyRoles: roles.map(({ name, id }) => ({ RoleName: name, RoleId: id })),
    PolicyUsers: users.map(({ name, id }) => ({ UserName: name, UserId: id })),
    IsTruncated: false,
  };
}

function deletePolicy({ PolicyArn }: DeletePolicyRequest, call: Call): object {
  const policy = policyOf(call, PolicyArn);
  const used = policyHolders(call).some(
    (holder) => holder.attachedPolicies.includes(policy.arn) || holder.permissionsBoundary === policy.arn,
  );
  if (used) deleteConflict('Cannot delete a policy attached to entities.');
  if (policy.versions.length > 1) {
    deleteConflict(
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. " +
        'The default version is deleted with the policy.',
    );
  }
  delete iamOf(call).policies[policy.arn];
  return {};
}

function awsPolicyShape(arn: string, call: Call): Policy {
  const holders = policyHolders(call);
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  return {
    PolicyName: name,
    Arn: arn,
    Path: arn.slice(arn.indexOf('/'), arn.lastIndexOf('/') + 1),
    DefaultVersionId: 'v1',
    AttachmentCount: holders.filter(({ attachedPolicies }) => attachedPolicies.includes(arn)).length,
    IsAttachable: true,
  };
}
