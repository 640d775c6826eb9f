import type {
  UpdateTerminationProtectionInput,
  UpdateTerminationProtectionOutput,
} from '@aws-sdk/client-cloudformation';

import type { Call } from '../../kernel/service.ts';
import { requireLiveStack } from './find-stack.ts';

export function updateTerminationProtection(
  input: UpdateTerminationProtectionInput,
  call: Call,
): UpdateTerminationProtectionOutput {
  const { stack } = requireLiveStack(input.StackName, call);
  stack.terminationProtection = input.EnableTerminationProtection ?? false;
  return { StackId: stack.id };
}
