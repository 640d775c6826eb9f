import type { GetStackPolicyInput, GetStackPolicyOutput, SetStackPolicyInput } from '@aws-sdk/client-cloudformation';

import { validationError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { templateOf } from '../kept-texts.ts';
import { checkPolicy } from '../stack-policy.ts';
import type { Stack } from '../state.ts';
import { requireLiveStack } from './find-stack.ts';

/** Once set a policy can be changed, and be left without statements, but not be taken away. */
export function setStackPolicy(input: SetStackPolicyInput, call: Call): object {
  const { stack } = requireLiveStack(input.StackName, call);
  const policy = policyText('StackPolicy', input.StackPolicyBody, input.StackPolicyURL);
  if (policy === undefined) throw validationError('Either StackPolicyBody or StackPolicyURL must be specified.');
  checkPolicyOf(stack.definition, policy, call);
  stack.policy = policy;
  return {};
}

export function getStackPolicy({ StackName }: GetStackPolicyInput, call: Call): GetStackPolicyOutput {
  const { policy } = requireLiveStack(StackName, call).stack;
  return policy === undefined ? {} : { StackPolicyBody: policy };
}

/** The text of a policy that a request brings along. */
export function policyText(member: string, body: string | undefined, url: string | undefined): string | undefined {
  if (body !== undefined && url !== undefined) {
    throw validationError(`You cannot specify both ${member}URL and ${member}Body`);
  }
  if (url !== undefined) throw validationError(`the sandbox does not read stack policies from ${member}URL`);
  return body;
}

export function checkPolicyOf(definition: Stack['definition'], policy: string | undefined, { cloud }: Call): void {
  if (policy !== undefined) checkPolicy(policy, Object.keys(templateOf(cloud.world, definition).resources));
}
