import type { AssumeRoleRequest } from '@aws-sdk/client-sts';

import type { Call } from '../../kernel/service.ts';
import { checkIdentityPolicy } from '../iam/documents.ts';
import { managedPolicyDocument } from '../iam/policies-of.ts';
import { missingPolicy } from '../iam/find.ts';

/** The documents that limit a session below what its role may do. */
export function sessionPolicies(
  { Policy, PolicyArns }: Pick<AssumeRoleRequest, 'Policy' | 'PolicyArns'>,
  call: Call,
): { readonly sessionPolicies?: readonly string[] } {
  const inline = Policy === undefined ? [] : [checkIdentityPolicy(Policy)];
  const managed = (PolicyArns ?? []).map(
    ({ arn = '' }) =>
      managedPolicyDocument(call.cloud.world, arn) ?? missingPolicy(arn, `Policy ${arn} was not found.`),
  );
  return inline.length + managed.length > 0 ? { sessionPolicies: [...inline, ...managed] } : {};
}
