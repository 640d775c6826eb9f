import type {
  UpdateTerminationProtectionInput,
  UpdateTerminationProtectionOutput,
} from '@aws-sdk/client-cloudformation';

import { own } from '../../../own.ts';
import { validationError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import type { CloudFormationState, Stack } from '../state.ts';
import { requireLiveStack } from './find-stack.ts';

export function updateTerminationProtection(
  input: UpdateTerminationProtectionInput,
  call: Call,
): UpdateTerminationProtectionOutput {
  const { stack } = requireLiveStack(input.StackName, call);
  refuseWhereUnfit(stack);
  stack.terminationProtection = input.EnableTerminationProtection ?? false;
  return { StackId: stack.id };
}

/** User guide, using-cfn-protect-stacks. It gives no wordings; these are the sandbox's own. */
function refuseWhereUnfit({ id, status, rootId }: Stack): void {
  if (rootId !== undefined) {
    throw validationError(`Termination protection of the nested stack [${id}] is set on its root stack [${rootId}]`);
  }
  if (status === 'DELETE_IN_PROGRESS') {
    throw validationError(`Stack [${id}] is in ${status} state and its TerminationProtection can not be updated.`);
  }
}

/** Nested stacks share the protection of their root. */
export function isProtected({ stacks }: CloudFormationState, { rootId, terminationProtection }: Stack): boolean {
  return (rootId === undefined ? undefined : own(stacks, rootId)?.terminationProtection) ?? terminationProtection;
}
