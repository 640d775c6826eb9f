import type { Task } from '../../state.ts';
import { startRemoval } from './removal.ts';
import { startReversion } from './reversion.ts';
import type { OperationScope } from '../scope.ts';
import { startApplying } from './start-applying.ts';

/** What a task depends on is done: says in the stack's events that its resource is next. */
export function startTask(scope: OperationScope, task: Task): void {
  if (scope.operation.phase === 'apply') startApplying(scope, task);
  else if (scope.operation.phase === 'revert') startReversion(scope, task);
  else startRemoval(scope, task);
}
