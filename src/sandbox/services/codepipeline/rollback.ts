import type { RollbackStageInput, RollbackStageOutput } from '@aws-sdk/client-codepipeline';

import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { stageArn } from './arns.ts';
import { launch } from './engine/launch.ts';
import { executionOf, existingPipeline, stageOf } from './find.ts';
import { type Execution, executionsOf, isUnderWay, type Pipeline, structureOf } from './state.ts';

/** Runs a stage again with what an earlier execution had there ("Configuring stage rollback", user guide). */
export function rollbackStage(input: RollbackStageInput, call: Call): RollbackStageOutput {
  call.about(stageArn(call, input.pipelineName ?? '', input.stageName ?? ''));
  const pipeline = existingPipeline(input.pipelineName, call);
  const { name } = stageOf(pipeline, input.stageName);
  const target = executionOf(pipeline, input.targetPipelineExecutionId);
  const structure = structureOf(pipeline, pipeline.version);
  const stage = structure.stages.findIndex((one) => one.name === name);
  expectSuitable(pipeline, target, stage);
  if (own(target.stages, name)?.status !== 'Succeeded' || structure.executionMode === 'PARALLEL') unable();
  const trigger = { type: 'ManualRollback', detail: call.principal.arn } as const;
  const { id } = launch({ ...call, pipeline }, { trigger, rollback: { target, stage } });
  return { pipelineExecutionId: id };
}

function expectSuitable(pipeline: Pipeline, target: Execution, stage: number): void {
  if (target.version !== pipeline.version) {
    throw new AwsError(
      'PipelineExecutionOutdatedException',
      'The specified pipeline execution is outdated and cannot be used as a target pipeline execution for rollback.',
    );
  }
  const isTaken = executionsOf(pipeline).some((one) => isUnderWay(one) && one.inside && one.stage === stage);
  if (stage === 0 || target.rollbackTo !== undefined || isTaken) unable();
}

function unable(): never {
  throw new AwsError(
    'UnableToRollbackStageException',
    'Unable to roll back the stage. The pipeline might have changed since the target pipeline execution was ' +
      'deployed, the stage might be currently running, or an incorrect target pipeline execution ID was provided.',
  );
}
