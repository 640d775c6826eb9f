import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { pipelineArn } from './arns.ts';
import { type Execution, type Pipeline, pipelinesOf, type Stage, structureOf } from './state.ts';

/** The pipeline of a request, which the caller may act upon. */
export function pipelineOf(name: string | undefined, call: Call): Pipeline {
  call.about(pipelineArn(call, name ?? ''));
  return existingPipeline(name, call);
}

/** The pipeline of a request that is about a part of it, for which the caller was found to be allowed already. */
export function existingPipeline(name = '', call: Call): Pipeline {
  const pipelines = pipelinesOf(call);
  const pipeline = own(pipelines, name);
  if (pipeline) return pipeline;
  throw new AwsError(
    'PipelineNotFoundException',
    `Account '${call.account}' does not have a pipeline with name '${name}'`,
  );
}

/** A stage of the pipeline as it is now. */
export function stageOf(pipeline: Pipeline, name: string | undefined): Stage {
  const stage = structureOf(pipeline, pipeline.version).stages.find((one) => one.name === name);
  if (stage) return stage;
  throw new AwsError('StageNotFoundException', `The pipeline '${pipeline.name}' has no stage named '${name}'`);
}

export function executionOf(pipeline: Pipeline, id: string | undefined): Execution {
  const execution = own(pipeline.executions, id ?? '');
  if (execution) return execution;
  throw new AwsError(
    'PipelineExecutionNotFoundException',
    `The pipeline '${pipeline.name}' has no pipeline execution with the ID '${id}'`,
  );
}
