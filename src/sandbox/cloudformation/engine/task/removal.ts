import { own } from '../../../../own.ts';
import type { StackResource, Task } from '../../state.ts';
import { recordResource } from '../events.ts';
import { failTask, recordOf } from './failure.ts';
import type { OperationScope } from '../scope.ts';

/** A resource is next to be deleted, or to be left behind as its policy says. */
export function startRemoval(scope: OperationScope, task: Task): void {
  if (task.action === 'retain') return leave(scope, task);
  if (task.target?.physicalId === undefined) return completeRemoval(scope, task);
  task.stage = 'started';
  write(scope, task, 'DELETE_IN_PROGRESS');
}

/** How often a clean-up tries to delete a resource before the stack lets go of it (user guide, troubleshooting). */
const CLEANUP_ATTEMPTS = 3;

/** With `FORCE_DELETE_STACK` what cannot be deleted is left behind. */
export function failRemoval(scope: OperationScope, task: Task, reason: string): void {
  if (scope.operation.force) return leave(scope, task, reason);
  failTask(scope, task, reason);
  if (scope.operation.phase !== 'cleanup') return;
  task.failures = (task.failures ?? 0) + 1;
  if (task.failures < CLEANUP_ATTEMPTS) tryAgain(task);
}

function tryAgain(task: Task): void {
  task.stage = 'waiting';
  delete task.dueAt;
  delete task.reason;
}

export function completeRemoval(scope: OperationScope, task: Task): void {
  task.stage = 'done';
  write(scope, task, 'DELETE_COMPLETE');
  forget(scope, task);
}

function leave(scope: OperationScope, task: Task, reason?: string): void {
  task.stage = 'done';
  write(scope, task, 'DELETE_SKIPPED', reason);
  forget(scope, task);
}

function write(scope: OperationScope, task: Task, status: StackResource['status'], reason?: string): void {
  const record = recordOf(scope, task);
  if (!record) return;
  record.status = status;
  if (reason === undefined) delete record.statusReason;
  else record.statusReason = reason;
  recordResource(scope, record);
}

/** What is gone no longer belongs to a stack that lives on. */
function forget({ stack, operation }: OperationScope, { target, logicalId }: Task): void {
  const gone = target?.physicalId;
  stack.superseded = stack.superseded.filter(
    ({ resource }) => resource.physicalId !== gone || resource.logicalId !== logicalId,
  );
  if (operation.phase === 'cleanup' && own(stack.resources, logicalId)?.physicalId === gone)
    delete stack.resources[logicalId];
}
