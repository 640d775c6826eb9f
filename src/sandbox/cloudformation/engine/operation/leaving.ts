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
  if (operation.flow === 'delete' || operation.flow === 'update')
    return policy === 'RetainExceptOnCreate' ? 'Retain' : policy;
  return isNew(stack, resource) && (policy === 'RetainExceptOnCreate' || stack.retainExceptOnCreate)
    ? 'Delete'
    : retaining(policy);
}

function retaining(policy: DeletionPolicy): DeletionPolicy {
  return policy === 'RetainExceptOnCreate' ? 'Retain' : policy;
}

/** Whether a rollback undoes the resource's creation. */
function isNew(stack: OperationScope['stack'], { logicalId }: StackResource): boolean {
  return !Object.hasOwn(stack.checkpoint?.resources ?? {}, logicalId);
}
