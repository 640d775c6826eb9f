import { own } from '../../../../own.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import type { NotBefore } from '../../../kernel/service.ts';
import type { StackResource, Task } from '../../state.ts';
import { blueprintFor } from '../blueprint/blueprint-of-stack.ts';
import { recordResource } from '../events.ts';
import { failTask, recordOf } from './failure.ts';
import { contextFor, factsAbout, failureReason, handlerOf } from '../handler/handlers.ts';
import { completeRemoval, failRemoval } from './removal.ts';
import { type OperationScope, SECOND } from '../scope.ts';
import { adopt } from './adopt.ts';
import { handlerPhase } from './tasks.ts';

const BETWEEN_LOOKS = 5 * SECOND;

/** A running action's time is over: it is complete, or failed, or is looked at again later. */
export function settle(scope: OperationScope, task: Task): void {
  const record = recordOf(scope, task);
  if (!record) throw new Error(`no record of resource ${task.logicalId}`);
  const fail = handlerPhase(task) === 'delete' ? failRemoval : failTask;
  if (task.reason !== undefined) return fail(scope, task, task.reason);
  try {
    const settled = isSettled(scope, task, record);
    if (settled === true) complete(scope, task, record);
    else task.dueAt = nextLook(scope.cloud.world.now, settled === false ? 0 : settled.notBefore);
  } catch (error) {
    fail(scope, task, error instanceof AwsError ? error.message : failureReason(scope, record.type, error));
  }
}

/** The first of the looks that follow each other at equal distances by which something may be otherwise. */
function nextLook(now: number, notBefore: number): number {
  return now + BETWEEN_LOOKS * Math.max(1, Math.ceil((notBefore - now) / BETWEEN_LOOKS));
}

function isSettled(scope: OperationScope, task: Task, record: StackResource): boolean | NotBefore {
  const physicalId = task.target?.physicalId ?? record.physicalId ?? '';
  const handler = handlerOf(scope, record.type);
  if (!handler.settled || (scope.stack.express && !handler.settledInExpressMode)) return true;
  return handler.settled(physicalId, handlerPhase(task), contextFor(scope, record.logicalId));
}

function complete(scope: OperationScope, task: Task, record: StackResource): void {
  if (handlerPhase(task) === 'delete') return completeRemoval(scope, task);
  const { properties = {} } = task;
  Object.assign(record, factsAbout(scope, record, record.physicalId ?? '', properties));
  record.properties = properties;
  record.tags = scope.stack.definition.tags;
  delete record.attempted;
  delete record.statusReason;
  record.status = task.action === 'create' ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE';
  task.stage = 'done';
  const declaration =
    scope.operation.phase === 'apply' ? own(blueprintFor(scope).resources, task.logicalId) : undefined;
  if (declaration) adopt(scope, { record, declaration });
  recordResource(scope, record, task.shown);
}
