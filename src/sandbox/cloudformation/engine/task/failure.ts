import type { ResourceStatus } from '@aws-sdk/client-cloudformation';

import { own } from '../../../../own.ts';
import type { StackResource, Task } from '../../state.ts';
import { recordResource } from '../events.ts';
import type { OperationScope } from '../scope.ts';

/** Writes that a task failed. What that means for the others depends on what the stack is doing. */
export function failTask(scope: OperationScope, task: Task, reason: string): void {
  const { operation } = scope;
  task.stage = 'failed';
  write(scope, task, reason);
  const goesOn = operation.onFailure === 'DO_NOTHING' || operation.phase !== 'apply';
  if (!goesOn) operation.failure = '';
}

/** Gives up a task because another one failed, or because someone said so. */
export function cancel(scope: OperationScope, task: Task): void {
  task.stage = 'cancelled';
  write(scope, task, task.action === 'create' ? 'Resource creation cancelled' : 'Resource update cancelled');
}

function write(scope: OperationScope, task: Task, reason: string): void {
  const record = recordOf(scope, task);
  if (!record) return;
  record.status = FAILED[task.action ?? 'update'];
  record.statusReason = reason;
  recordResource(scope, record, task.shown);
}

const FAILED: Readonly<Record<NonNullable<Task['action']>, ResourceStatus>> = {
  create: 'CREATE_FAILED',
  update: 'UPDATE_FAILED',
  replace: 'UPDATE_FAILED',
  restore: 'UPDATE_FAILED',
  delete: 'DELETE_FAILED',
  retain: 'DELETE_FAILED',
};

/**
 * The record that a task's events are about: the stack's own, unless the task deletes a resource that the stack has
 * replaced and knows under the same logical id no more.
 */
export function recordOf({ stack, operation }: OperationScope, { logicalId, target }: Task): StackResource | undefined {
  const known = own(stack.resources, logicalId);
  const removing = operation.phase === 'cleanup' || operation.phase === 'remove';
  return removing && target && known?.physicalId !== target.physicalId ? target : known;
}

/** Names what failed, as the stack's status reason does. */
export function failureSummary({ operation }: OperationScope): string {
  const failed = operation.tasks.filter(({ stage }) => stage === 'failed' || stage === 'cancelled');
  const verbs = [
    ['create', ['create']],
    ['update', ['update', 'replace', 'restore']],
    ['delete', ['delete']],
  ] as const;
  return verbs
    .map(([verb, actions]) => {
      const names = failed
        .filter(({ action }) => actions.some((one) => one === action))
        .map(({ logicalId }) => logicalId);
      return names.length === 0 ? '' : `The following resource(s) failed to ${verb}: [${names.join(', ')}]. `;
    })
    .join('');
}
