import { AwsError } from '../../kernel/aws-error.ts';
import { requestContext } from '../../kernel/policy/context.ts';
import { parsePolicy } from '../../kernel/policy/document.ts';
import { evaluatePolicy } from '../../kernel/policy/evaluate.ts';
import { policyFault } from '../../kernel/policy/grammar.ts';
import { unknownPrincipal } from '../../kernel/policy/known-principals.ts';
import type { Call } from '../../kernel/service.ts';

/** The text of a key policy that KMS accepts from this caller. */
export function acceptedPolicy(call: Call, text: string, bypassLockoutCheck = false): string {
  const policy = parsePolicy(text);
  const fault = policyFault(policy, { resources: true });
  if (!policy || fault) throw malformed(fault ?? 'Policy is not a JSON object');
  if (unknownPrincipal(call, policy))
    throw malformed('Policy contains a statement with one or more invalid principals.');
  if (!bypassLockoutCheck && locksOut(call, text)) {
    throw malformed('The new key policy will not allow you to update the key policy in the future.');
  }
  return text;
}

export function defaultPolicy(account: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  });
}

function locksOut(call: Call, text: string): boolean {
  const policy = parsePolicy(text);
  const context = { ...requestContext(call), 'kms:CallerAccount': call.account };
  const request = { principal: call.principal, action: 'kms:PutKeyPolicy', context };
  return !policy || evaluatePolicy(policy, request) !== 'allow';
}

function malformed(message: string): AwsError {
  return new AwsError('MalformedPolicyDocumentException', message);
}
