import type { DisableStageTransitionInput, EnableStageTransitionInput } from '@aws-sdk/client-codepipeline';

import { put } from '../../../own.ts';
import type { Call } from '../../kernel/service.ts';
import { stageArn } from './arns.ts';
import { notImplemented } from './errors.ts';
import { existingPipeline, stageOf } from './find.ts';
import type { Pipeline } from './state.ts';

export const transitionOperations = {
  DisableStageTransition: disableStageTransition,
  EnableStageTransition: enableStageTransition,
};

function disableStageTransition(input: DisableStageTransitionInput, call: Call): object {
  const pipeline = pipelineAt(input, call);
  const { reason = '' } = input;
  put(pipeline.closed, stageOf(pipeline, input.stageName).name, { reason, by: call.principal.arn, at: call.now });
  return {};
}

/** Who waits there goes on by itself. */
function enableStageTransition(input: EnableStageTransitionInput, call: Call): object {
  const pipeline = pipelineAt(input, call);
  delete pipeline.closed[stageOf(pipeline, input.stageName).name];
  return {};
}

function pipelineAt(input: EnableStageTransitionInput, call: Call): Pipeline {
  call.about(stageArn(call, input.pipelineName ?? '', input.stageName ?? ''));
  if (input.transitionType !== 'Inbound') notImplemented('outbound transitions');
  return existingPipeline(input.pipelineName, call);
}
