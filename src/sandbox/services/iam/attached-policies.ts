import type {
  AttachedPolicy,
  AttachRolePolicyRequest,
  AttachUserPolicyRequest,
  DetachRolePolicyRequest,
  DetachUserPolicyRequest,
  ListAttachedRolePoliciesRequest,
  ListAttachedRolePoliciesResponse,
  ListAttachedUserPoliciesRequest,
  ListAttachedUserPoliciesResponse,
} from '@aws-sdk/client-iam';

import { own } from '../../../own.ts';
import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { isAwsManagedPolicy } from './aws-managed-policies.ts';
import { boundedRole, boundedUser } from './boundaries.ts';
import { limitExceeded, missing, missingPolicy, roleOf, userOf } from './find.ts';
import { iamOf, type PolicyHolder } from './state.ts';

export const attachedPolicyOperations = {
  AttachRolePolicy: (input: AttachRolePolicyRequest, call: Call) =>
    attach(boundedRole(notePolicy(call, input.PolicyArn), input.RoleName), input.PolicyArn, call),
  DetachRolePolicy: (input: DetachRolePolicyRequest, call: Call) =>
    detach(boundedRole(notePolicy(call, input.PolicyArn), input.RoleName), input.PolicyArn),
  ListAttachedRolePolicies: (input: ListAttachedRolePoliciesRequest, call: Call): ListAttachedRolePoliciesResponse =>
    list(roleOf(call, input.RoleName), input),
  AttachUserPolicy: (input: AttachUserPolicyRequest, call: Call) =>
    attach(boundedUser(notePolicy(call, input.PolicyArn), input.UserName), input.PolicyArn, call),
  DetachUserPolicy: (input: DetachUserPolicyRequest, call: Call) =>
    detach(boundedUser(notePolicy(call, input.PolicyArn), input.UserName), input.PolicyArn),
  ListAttachedUserPolicies: (input: ListAttachedUserPoliciesRequest, call: Call): ListAttachedUserPoliciesResponse =>
    list(userOf(call, input.UserName), input),
};

/** Default quota of managed policies on a role or user. Source: IAM user guide, "IAM and AWS STS quotas". */
const MOST_ATTACHED = 10;

function notePolicy(call: Call, arn: string | undefined): Call {
  call.condition('iam:PolicyARN', arn ?? '');
  return call;
}

function attach(holder: PolicyHolder, arn: string | undefined, call: Call): object {
  if (!arn || !(isAwsManagedPolicy(arn) || own(iamOf(call).policies, arn))) {
    return missingPolicy(arn, `Policy ${arn} does not exist or is not attachable.`);
  }
  if (holder.attachedPolicies.includes(arn)) return {};
  if (holder.attachedPolicies.length >= MOST_ATTACHED) {
    const quota = holder.kind === 'role' ? 'PoliciesPerRole' : 'PoliciesPerUser';
    limitExceeded(`Cannot exceed quota for ${quota}: ${MOST_ATTACHED}`);
  }
  holder.attachedPolicies.push(arn);
  return {};
}

function detach(holder: PolicyHolder, arn: string | undefined): object {
  const index = holder.attachedPolicies.indexOf(arn ?? '');
  if (index < 0) missing(`Policy ${arn} was not found.`);
  holder.attachedPolicies.splice(index, 1);
  return {};
}

interface Listing {
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

function list(holder: PolicyHolder, { PathPrefix = '/', Marker, MaxItems = 100 }: Listing) {
  const arns = holder.attachedPolicies.filter((arn) => pathOf(arn).startsWith(PathPrefix));
  const { items, next } = pageOf(arns, Marker, MaxItems);
  return { AttachedPolicies: items.map(named), IsTruncated: next !== undefined, ...(next && { Marker: next }) };
}

function named(arn: string): AttachedPolicy {
  return { PolicyName: arn.slice(arn.lastIndexOf('/') + 1), PolicyArn: arn };
}

function pathOf(arn: string): string {
  return arn.slice(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
}
