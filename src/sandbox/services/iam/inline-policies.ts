import type {
  DeleteRolePolicyRequest,
  DeleteUserPolicyRequest,
  GetRolePolicyRequest,
  GetRolePolicyResponse,
  GetUserPolicyRequest,
  GetUserPolicyResponse,
  ListRolePoliciesRequest,
  ListRolePoliciesResponse,
  ListUserPoliciesRequest,
  ListUserPoliciesResponse,
  PutRolePolicyRequest,
  PutUserPolicyRequest,
} from '@aws-sdk/client-iam';

import { own } from '../../../own.ts';
import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { boundedRole, boundedUser } from './boundaries.ts';
import { checkIdentityPolicy, policySize } from './documents.ts';
import { limitExceeded, missing, roleOf, userOf } from './find.ts';
import { encodedDocument } from './shapes.ts';
import type { PolicyHolder } from './state.ts';

export const inlinePolicyOperations = {
  PutRolePolicy: (input: PutRolePolicyRequest, call: Call) => put(boundedRole(call, input.RoleName), input),
  GetRolePolicy: (input: GetRolePolicyRequest, call: Call): GetRolePolicyResponse => ({
    RoleName: input.RoleName,
    ...get(roleOf(call, input.RoleName), input),
  }),
  DeleteRolePolicy: (input: DeleteRolePolicyRequest, call: Call) => remove(boundedRole(call, input.RoleName), input),
  ListRolePolicies: (input: ListRolePoliciesRequest, call: Call): ListRolePoliciesResponse =>
    list(roleOf(call, input.RoleName), input),
  PutUserPolicy: (input: PutUserPolicyRequest, call: Call) => put(boundedUser(call, input.UserName), input),
  GetUserPolicy: (input: GetUserPolicyRequest, call: Call): GetUserPolicyResponse => ({
    UserName: input.UserName,
    ...get(userOf(call, input.UserName), input),
  }),
  DeleteUserPolicy: (input: DeleteUserPolicyRequest, call: Call) => remove(boundedUser(call, input.UserName), input),
  ListUserPolicies: (input: ListUserPoliciesRequest, call: Call): ListUserPoliciesResponse =>
    list(userOf(call, input.UserName), input),
};

/** All inline policies of a holder together, in characters. Source: IAM user guide, "IAM and AWS STS quotas". */
const LONGEST_TOGETHER = { role: 10_240, user: 2_048 } as const;

interface Named {
  readonly PolicyName?: string | undefined;
}

function put(holder: PolicyHolder, input: Named & { readonly PolicyDocument?: string | undefined }): object {
  const name = input.PolicyName ?? '';
  const policies = { ...holder.inlinePolicies, [name]: checkIdentityPolicy(input.PolicyDocument) };
  const size = Object.values(policies).reduce((sum, text) => sum + policySize(text), 0);
  const limit = LONGEST_TOGETHER[holder.kind];
  if (size > limit) limitExceeded(`Maximum policy size of ${limit} bytes exceeded for ${holder.kind} ${holder.name}`);
  Object.assign(holder.inlinePolicies, policies);
  return {};
}

function get(holder: PolicyHolder, { PolicyName }: Named): { PolicyName: string; PolicyDocument: string } {
  const document = own(holder.inlinePolicies, PolicyName ?? '') ?? absent(holder, PolicyName);
  return { PolicyName: PolicyName ?? '', PolicyDocument: encodedDocument(document) };
}

function remove(holder: PolicyHolder, { PolicyName = '' }: Named): object {
  if (!Object.hasOwn(holder.inlinePolicies, PolicyName)) absent(holder, PolicyName);
  delete holder.inlinePolicies[PolicyName];
  return {};
}

interface Listing {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

function list(holder: PolicyHolder, { Marker, MaxItems = 100 }: Listing) {
  const { items, next } = pageOf(Object.keys(holder.inlinePolicies).sort(), Marker, MaxItems);
  return { PolicyNames: items, IsTruncated: next !== undefined, ...(next && { Marker: next }) };
}

function absent(holder: PolicyHolder, name: string | undefined): never {
  return missing(`The ${holder.kind} policy with name ${name} cannot be found.`);
}
