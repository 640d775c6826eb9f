import type { RetryStageExecutionInput, RetryStageExecutionOutput } from '@aws-sdk/client-codepipeline';

import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { stageArn } from './arns.ts';
import { announceExecution, announceStage } from './engine/announce.ts';
import { BETWEEN_ACTIONS_MS } from './engine/entry.ts';
import { executionScope } from './engine/scope.ts';
import { existingPipeline, stageOf } from './find.ts';
import { type Execution, executionsOf, type Pipeline, type StageRun } from './state.ts';

/** Takes a failed or stopped execution up again in the stage in which it ended. */
export function retryStageExecution(input: RetryStageExecutionInput, call: Call): RetryStageExecutionOutput {
  call.about(stageArn(call, input.pipelineName ?? '', input.stageName ?? ''));
  const pipeline = existingPipeline(input.pipelineName, call);
  const { name: stage } = stageOf(pipeline, input.stageName);
  const execution = own(pipeline.executions, input.pipelineExecutionId ?? '') ?? outOfDate();
  const stageRun = retryable(pipeline, execution, stage);
  Object.assign(stageRun, {
    status: 'InProgress',
    retriedAt: call.now,
    retries: stageRun.retries + 1,
    undone: [],
    ...(input.retryMode === 'ALL_ACTIONS' && { done: [] }),
  } satisfies Partial<StageRun>);
  resume(execution, call);
  const scope = executionScope(call, pipeline, execution);
  announceExecution(scope, 'RESUMED');
  announceStage(scope, stage, 'RESUMED');
  return { pipelineExecutionId: execution.id };
}

function resume(execution: Execution, { now }: Call): void {
  execution.status = 'InProgress';
  execution.attempt += 1;
  execution.retriedAt = now;
  execution.updatedAt = now;
  execution.nextAt = now + BETWEEN_ACTIONS_MS;
  delete execution.stop;
}

/** Where another execution has entered the stage since, this one cannot go on any more. */
function retryable(pipeline: Pipeline, execution: Execution, stage: string): StageRun {
  const { status, version, stages } = execution;
  const stageRun = own(stages, stage);
  const ended = status === 'Failed' || status === 'Stopped';
  if (!stageRun || !ended || version !== pipeline.version || stageRun.undone.length === 0) return notRetryable();
  if (execution.mode === 'PARALLEL') return stageRun;
  const overtaken = executionsOf(pipeline).some(
    (other) => (own(other.stages, stage)?.enteredAt ?? 0) > stageRun.enteredAt,
  );
  return overtaken ? outOfDate() : stageRun;
}

function outOfDate(): never {
  throw new AwsError(
    'NotLatestPipelineExecutionException',
    'The stage has failed in a later run of the pipeline and the pipelineExecutionId associated with the request is ' +
      'out of date.',
  );
}

function notRetryable(): never {
  throw new AwsError(
    'StageNotRetryableException',
    'Unable to retry. The pipeline structure or stage state might have changed while actions awaited retry, ' +
      'or the stage contains no failed actions.',
  );
}
