import { AwsError } from '../../../kernel/aws-error.ts';
import type { StackResource, Task } from '../../state.ts';
import { callHandler } from '../handler/call-handler.ts';
import { failTask, recordOf } from './failure.ts';
import { failureReason, handlerOf } from '../handler/handlers.ts';
import { failRemoval } from './removal.ts';
import { type OperationScope, SECOND } from '../scope.ts';
import { type HandlerPhase, handlerPhase } from './tasks.ts';

/** Has the resource's handler make its calls. */
export function launch(scope: OperationScope, task: Task): void {
  const record = recordOf(scope, task);
  if (!record) throw new Error(`no record of resource ${task.logicalId}`);
  const phase = handlerPhase(task);
  const type = task.replacementType ?? record.type;
  const fault = scope.cloud.faults.forResource(type, task.logicalId, phase);
  if (fault) task.reason = fault.reason;
  else if (!called(scope, task, record)) return;
  task.stage = 'running';
  task.dueAt = scope.cloud.world.now + seconds(scope, type, phase) * SECOND;
}

/** In express mode an action is complete as soon as its calls are made. */
function seconds(scope: OperationScope, type: string, phase: HandlerPhase): number {
  const documented = handlerOf(scope, type).seconds[phase];
  return scope.stack.express ? Math.min(documented, 1) : documented;
}

function called(scope: OperationScope, task: Task, record: StackResource): boolean {
  try {
    callHandler(scope, task, record);
    return true;
  } catch (error) {
    if (retriesLater(scope, task, error)) return false;
    const reason = failureReason(scope, record.type, error);
    if (handlerPhase(task) === 'delete') failRemoval(scope, task, reason);
    else failTask(scope, task, reason);
    return false;
  }
}

const RETRIES = 12;
const SECONDS_BETWEEN_RETRIES = 5;

/** Express mode asks again when a dependency has not settled yet (user guide, express mode). */
function retriesLater({ stack, cloud }: OperationScope, task: Task, error: unknown): boolean {
  task.attempts = (task.attempts ?? 0) + 1;
  const worthIt = error instanceof AwsError && task.after.length > 0 && task.attempts <= RETRIES;
  if (!stack.express || !worthIt) return false;
  task.dueAt = cloud.world.now + SECONDS_BETWEEN_RETRIES * SECOND;
  return true;
}
