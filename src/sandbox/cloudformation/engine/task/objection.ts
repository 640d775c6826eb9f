import { policyObjection, type UpdateAction } from '../../stack-policy.ts';
import type { StackResource } from '../../state.ts';
import type { OperationScope } from '../scope.ts';

/** Why the stack policy keeps an update from a resource. Rollbacks and deletions are not held to it. */
export function objectionTo(
  { stack, operation }: OperationScope,
  resource: Pick<StackResource, 'logicalId' | 'type'>,
  action: UpdateAction,
): string | undefined {
  return operation.flow === 'update' ? policyObjection(operation.policy ?? stack.policy, resource, action) : undefined;
}
