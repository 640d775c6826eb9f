import { begin } from './operation/begin.ts';
import { concludePhase, finish } from './operation/conclude.ts';
import { cancel } from './task/failure.ts';
import { launch } from './task/launch.ts';
import type { OperationScope } from './scope.ts';
import { settle } from './task/settle.ts';
import { startTask } from './task/start.ts';
import { firstReady, isInFlight } from './task/tasks.ts';

/** Does the next thing of a stack operation; false when nothing is due. */
export function step(scope: OperationScope): boolean {
  noticeTimeout(scope);
  const act = nextAct(scope);
  act?.();
  return act !== undefined;
}

function noticeTimeout({ operation, cloud }: OperationScope): void {
  if (operation.deadline === undefined || cloud.world.now < operation.deadline || operation.phase !== 'apply') return;
  operation.failure ??= 'Stack creation time exceeded the specified timeout. ';
}

function nextAct(scope: OperationScope): (() => void) | undefined {
  const { operation, cloud } = scope;
  const isDue = operation.dueAt <= cloud.world.now;
  switch (operation.phase) {
    case 'begin':
      return isDue ? () => begin(scope) : undefined;
    case 'finish':
      return isDue ? () => finish(scope) : undefined;
    default:
      return operation.failure === undefined ? nextActOfTasks(scope) : nextActOfFailure(scope);
  }
}

/** What was begun comes to its end before anything else is begun. */
function nextActOfTasks(scope: OperationScope): (() => void) | undefined {
  const { tasks } = scope.operation;
  const { now } = scope.cloud.world;
  const settling = tasks.find(({ stage, dueAt = 0 }) => stage === 'running' && dueAt <= now);
  if (settling) return () => settle(scope, settling);
  const ready = firstReady(scope.operation);
  if (ready) return () => startTask(scope, ready);
  const started = tasks.find(({ stage, dueAt = 0 }) => stage === 'started' && dueAt <= now);
  if (started) return () => launch(scope, started);
  return tasks.some(isInFlight) ? undefined : () => concludePhase(scope);
}

function nextActOfFailure(scope: OperationScope): () => void {
  const abandoned = scope.operation.tasks.find(isInFlight);
  return abandoned ? () => cancel(scope, abandoned) : () => concludePhase(scope);
}
