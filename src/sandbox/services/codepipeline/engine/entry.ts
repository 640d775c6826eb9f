import { own, put } from '../../../../own.ts';
import { type Execution, executionsOf, isUnderWay, type Pipeline } from '../state.ts';
import { announceStage } from './announce.ts';
import { conclude } from './conclude.ts';
import { executionScope, presentStage, type ExecutionScope } from './scope.ts';

/** How long CodePipeline takes from one action to the next: commonly seen, not documented. */
export const BETWEEN_ACTIONS_MS = 1_000;

/**
 * Brings the execution before a stage, and into it where nothing is in the way. In SUPERSEDED mode those that wait there
 * give way to it ("How pipeline executions work", CodePipeline user guide, for this and for all that locks a stage).
 */
export function arrive(scope: ExecutionScope, stage: number): void {
  const { execution, pipeline } = scope;
  execution.stage = stage;
  execution.inside = false;
  execution.updatedAt = scope.cloud.world.now;
  if (execution.mode === 'SUPERSEDED') {
    for (const waiting of waitingAt(pipeline, stage)) {
      if (waiting !== execution) conclude(executionScope(scope, pipeline, waiting), 'Superseded');
    }
  }
  if (mayEnter(scope)) enter(scope);
}

export function enter(scope: ExecutionScope): void {
  const { execution, cloud } = scope;
  const { name } = presentStage(scope);
  execution.inside = true;
  execution.nextAt = cloud.world.now + BETWEEN_ACTIONS_MS;
  put(execution.stages, name, { status: 'InProgress', enteredAt: cloud.world.now, retries: 0, done: [], undone: [] });
  announceStage(scope, name, 'STARTED');
}

/** Whether the transition is enabled, the stage free, and in QUEUED mode nobody else's turn. A failure frees a stage. */
export function mayEnter(scope: ExecutionScope): boolean {
  const { execution, pipeline } = scope;
  if (own(pipeline.closed, presentStage(scope).name)) return false;
  if (execution.mode === 'PARALLEL') return true;
  const taken = executionsOf(pipeline).some((other) => other.inside && isAt(other, execution.stage));
  return !taken && waitingAt(pipeline, execution.stage)[0] === execution;
}

/** In the order in which they were started, which is the order in which they come. */
export function waitingAt(pipeline: Pipeline, stage: number): Execution[] {
  return executionsOf(pipeline).filter((execution) => !execution.inside && isAt(execution, stage));
}

function isAt(execution: Execution, stage: number): boolean {
  return isUnderWay(execution) && execution.stage === stage;
}
