import { put } from '../../../../own.ts';
import type { Properties } from '../../../kernel/service.ts';
import type { StackResource, Task } from '../../state.ts';
import { recordResource } from '../events.ts';
import { contextFor, handlerOf } from './handlers.ts';
import type { OperationScope } from '../scope.ts';

/** Makes the calls that a task is about and, where a resource comes into being, notes its id at once. */
export function callHandler(scope: OperationScope, task: Task, record: StackResource): void {
  const { properties = {} } = task;
  switch (task.action) {
    case 'create':
      return created(scope, task, record, properties);
    case 'replace':
      return replaced(scope, task, record, properties);
    case 'update':
    case 'restore':
      return updated(scope, task, record, properties);
    case 'delete':
    case 'retain':
      return deleted(scope, task);
    case undefined:
      throw new Error(`nothing to do with ${task.logicalId}`);
  }
}

function created(scope: OperationScope, task: Task, record: StackResource, properties: Properties): void {
  const context = contextFor(scope, record.logicalId);
  record.physicalId = handlerOf(scope, record.type).create(properties, context).physicalId;
  // A creation may be cancelled before it settles, and what is then deleted was made from these.
  record.properties = properties;
  record.statusReason = 'Resource creation Initiated';
  recordResource(scope, record, task.shown);
}

/** The new resource takes the old one's place in the stack's record; the old one goes when the stack cleans up. */
function replaced(scope: OperationScope, task: Task, record: StackResource, properties: Properties): void {
  const { stack } = scope;
  const old = { ...record };
  const type = task.replacementType ?? record.type;
  const { physicalId } = handlerOf(scope, type).create(properties, contextFor(scope, record.logicalId));
  if (physicalId !== old.physicalId)
    stack.superseded.push({ resource: old, policy: old.updateReplacePolicy ?? 'Delete' });
  const statusReason = 'Resource creation Initiated';
  const replacement: StackResource = { ...record, type, physicalId, properties, statusReason };
  put(stack.resources, record.logicalId, replacement);
  recordResource(scope, replacement, task.shown);
}

function updated(scope: OperationScope, task: Task, record: StackResource, properties: Properties): void {
  const previous = task.action === 'restore' ? (record.attempted ?? record.properties) : record.properties;
  handlerOf(scope, record.type).update?.(
    record.physicalId ?? '',
    properties,
    previous ?? {},
    contextFor(scope, record.logicalId),
  );
}

function deleted(scope: OperationScope, { target, logicalId }: Task): void {
  if (target?.physicalId === undefined) return;
  handlerOf(scope, target.type).delete(target.physicalId, target.properties ?? {}, contextFor(scope, logicalId));
}
