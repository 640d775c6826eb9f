import { own, put } from '../../../../own.ts';
import type { StackResource, Task } from '../../state.ts';
import { isUntouched } from './checkpoint.ts';
import { recordResource } from '../events.ts';
import type { OperationScope } from '../scope.ts';

/** A resource is next to be brought back to what it was at the checkpoint. */
export function startReversion(scope: OperationScope, task: Task): void {
  const { stack } = scope;
  const { target: before, logicalId } = task;
  if (!before) throw new Error(`nothing to bring ${logicalId} back to`);
  const now = own(stack.resources, logicalId);
  if (!now || now.physicalId !== before.physicalId || isUntouched(now, before) || isSkipped(scope, task))
    return takeBack(scope, task, before, now);
  task.action = 'restore';
  task.stage = 'started';
  task.properties = before.properties ?? {};
  now.status = 'UPDATE_IN_PROGRESS';
  delete now.statusReason;
  recordResource(scope, now);
}

/** The old resource is still there, so that the record need only point to it again. */
function takeBack(scope: OperationScope, task: Task, before: StackResource, now: StackResource | undefined): void {
  const { stack } = scope;
  const replaced = now && now.physicalId !== before.physicalId;
  if (replaced && now.physicalId !== undefined) stack.superseded.push({ resource: { ...now }, policy: 'Delete' });
  stack.superseded = stack.superseded.filter(({ resource }) => resource.physicalId !== before.physicalId);
  const record: StackResource = { ...before, status: 'UPDATE_COMPLETE' };
  delete record.statusReason;
  put(stack.resources, task.logicalId, record);
  task.stage = 'done';
  recordResource(scope, record);
}

function isSkipped({ operation }: OperationScope, { logicalId }: Task): boolean {
  return operation.skip?.includes(logicalId) ?? false;
}
