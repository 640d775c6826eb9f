import type { StopPipelineExecutionInput, StopPipelineExecutionOutput } from '@aws-sdk/client-codepipeline';

import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { announceExecution, announceStage } from './engine/announce.ts';
import { conclude, stageRunOf } from './engine/conclude.ts';
import { abandon } from './engine/runs.ts';
import { executionScope, type ExecutionScope, inProgress, presentStage, runScope } from './engine/scope.ts';
import { executionOf, pipelineOf } from './find.ts';
import { isUnderWay } from './state.ts';

/** Either waits for the actions in progress, or gives them up ("Stop a pipeline execution", CodePipeline user guide). */
export function stopPipelineExecution(input: StopPipelineExecutionInput, call: Call): StopPipelineExecutionOutput {
  const pipeline = pipelineOf(input.pipelineName, call);
  const execution = executionOf(pipeline, input.pipelineExecutionId);
  const scope = executionScope(call, pipeline, execution);
  if (!isUnderWay(execution)) notStoppable();
  if (execution.status === 'Stopping' && !input.abandon) duplicated();
  execution.stop = { reason: input.reason ?? '' };
  if (execution.status === 'InProgress') beginStopping(scope);
  if (input.abandon) inProgress(execution).forEach((run) => abandon(runScope(scope, run)));
  if (!execution.inside || input.abandon) conclude(scope, 'Stopped');
  return { pipelineExecutionId: execution.id };
}

function beginStopping(scope: ExecutionScope): void {
  const { execution } = scope;
  execution.status = 'Stopping';
  announceExecution(scope, 'STOPPING');
  if (!execution.inside) return;
  stageRunOf(scope).status = 'Stopping';
  announceStage(scope, presentStage(scope).name, 'STOPPING');
}

function notStoppable(): never {
  throw new AwsError(
    'PipelineExecutionNotStoppableException',
    'Unable to stop the pipeline execution. The execution might already be in a Stopped state, ' +
      'or it might no longer be in progress.',
  );
}

function duplicated(): never {
  throw new AwsError(
    'DuplicatedStopRequestException',
    'The pipeline execution is already in a Stopping state. If you already chose to stop and wait, you cannot make ' +
      'that request again. You can choose to stop and abandon now, but be aware that this option can lead to failed ' +
      'tasks or out of sequence tasks. If you already chose to stop and abandon, you cannot make that request again.',
  );
}
