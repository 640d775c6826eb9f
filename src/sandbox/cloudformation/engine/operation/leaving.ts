import type { StackResource, Superseded } from '../../state.ts';
import type { DeletionPolicy } from '../../template/model.ts';
import type { OperationScope } from '../scope.ts';

/** Resources on their way out, with what their policies say in this operation. */
export function leavingAll(scope: OperationScope, resources: readonly StackResource[]): Superseded[] {
  return resources.map((resource) => ({ resource: { ...resource }, policy: policyFor(scope, resource) }));
}

function policyFor({ operation, stack }: OperationScope, resource: StackResource): DeletionPolicy {
  if (operation.retain?.includes(resource.logicalId)) return 'Retain';
  const policy = resource.deletionPolicy ?? 'Delete';
  // All that a rollback deletes was created by what it undoes.
  const undone = operation.flow === 'rollback' || operation.flow === 'update-rollback';
  if (undone && (policy === 'RetainExceptOnCreate' || stack.retainExceptOnCreate)) return 'Delete';
  return policy === 'RetainExceptOnCreate' ? 'Retain' : policy;
}
