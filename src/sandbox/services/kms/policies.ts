import type {
  GetKeyPolicyRequest,
  GetKeyPolicyResponse,
  ListKeyPoliciesRequest,
  ListKeyPoliciesResponse,
  PutKeyPolicyRequest,
} from '@aws-sdk/client-kms';

import type { Call } from '../../kernel/service.ts';
import { keyToManage } from './access.ts';
import { notFound } from './find.ts';
import { acceptedPolicy } from './key-policy.ts';
import { notPendingDeletion } from './key-state.ts';

/** A key has one policy, and this is its name. */
const POLICY_NAME = 'default';

export function getKeyPolicy(input: GetKeyPolicyRequest, call: Call): GetKeyPolicyResponse {
  const key = keyToManage(call, input.KeyId, 'GetKeyPolicy');
  expectPolicyName(input.PolicyName);
  return { Policy: key.policy, PolicyName: POLICY_NAME };
}

export function putKeyPolicy(input: PutKeyPolicyRequest, call: Call): object {
  const key = notPendingDeletion(keyToManage(call, input.KeyId, 'PutKeyPolicy'));
  expectPolicyName(input.PolicyName);
  key.policy = acceptedPolicy(call, input.Policy ?? '', input.BypassPolicyLockoutSafetyCheck);
  return {};
}

export function listKeyPolicies(input: ListKeyPoliciesRequest, call: Call): ListKeyPoliciesResponse {
  keyToManage(call, input.KeyId, 'ListKeyPolicies');
  return { PolicyNames: [POLICY_NAME], Truncated: false };
}

function expectPolicyName(name: string = POLICY_NAME): void {
  if (name !== POLICY_NAME) throw notFound('No such policy exists');
}
