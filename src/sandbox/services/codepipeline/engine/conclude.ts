import type { PipelineExecutionStatus } from '@aws-sdk/client-codepipeline';

import { own } from '../../../../own.ts';
import { executionsOf, isUnderWay, type Pipeline, type StageRun } from '../state.ts';
import { announceExecution, announceStage } from './announce.ts';
import { presentStage, type ExecutionScope } from './scope.ts';

type Ending = Exclude<PipelineExecutionStatus, 'InProgress' | 'Stopping'>;

/** AWS keeps the history of twelve months; a hundred executions a pipeline keep the world's state small. */
const MOST_FINISHED = 100;

/** Ends the execution, and the stage that it is in. */
export function conclude(scope: ExecutionScope, ending: Ending): void {
  const { execution, pipeline, cloud } = scope;
  if (execution.inside && ending !== 'Superseded') concludeStage(scope, ending);
  execution.status = ending;
  execution.updatedAt = cloud.world.now;
  announceExecution(scope, ending === 'Cancelled' ? 'CANCELED' : ending.toUpperCase());
  forgetOldest(pipeline);
}

export function concludeStage(scope: ExecutionScope, ending: Exclude<Ending, 'Superseded'>): void {
  const { name } = presentStage(scope);
  stageRunOf(scope).status = ending;
  announceStage(scope, name, ending === 'Cancelled' ? 'CANCELED' : ending.toUpperCase());
}

export function stageRunOf(scope: ExecutionScope): StageRun {
  const { name } = presentStage(scope);
  const stageRun = own(scope.execution.stages, name);
  if (!stageRun) throw new Error(`an execution has not entered stage ${name}`);
  return stageRun;
}

function forgetOldest(pipeline: Pipeline): void {
  const finished = executionsOf(pipeline).filter((execution) => !isUnderWay(execution));
  const old = finished.slice(0, Math.max(finished.length - MOST_FINISHED, 0));
  for (const { id } of old) delete pipeline.executions[id];
}
