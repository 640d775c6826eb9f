import type { PutApprovalResultInput, PutApprovalResultOutput } from '@aws-sdk/client-codepipeline';

import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { actionArn } from './arns.ts';
import { fail, succeed } from './engine/runs.ts';
import { executionScope, runScope, type RunScope } from './engine/scope.ts';
import { existingPipeline, stageOf } from './find.ts';
import { executionsOf, type Pipeline } from './state.ts';

export function putApprovalResult(input: PutApprovalResultInput, call: Call): PutApprovalResultOutput {
  const { pipelineName = '', stageName = '', actionName = '', result } = input;
  call.about(actionArn(call, pipelineName, stageName, actionName));
  const pipeline = existingPipeline(pipelineName, call);
  if (!stageOf(pipeline, stageName).actions.some(({ name }) => name === actionName)) {
    throw new AwsError('ActionNotFoundException', `The stage '${stageName}' has no action named '${actionName}'`);
  }
  const scope = openRequest(pipeline, input, call);
  const { status, summary = '' } = result ?? {};
  scope.run.summary = summary;
  scope.run.updatedBy = call.principal.arn;
  if (status === 'Approved') succeed(scope);
  else fail(scope, 'JobFailed', `Rejected by ${call.principal.arn}: ${summary}`);
  return { approvedAt: new Date(call.now) };
}

function openRequest(pipeline: Pipeline, input: PutApprovalResultInput, call: Call): RunScope {
  for (const execution of executionsOf(pipeline)) {
    const run = execution.runs.find(
      ({ token, stage, action }) =>
        token !== undefined && token === input.token && stage === input.stageName && action === input.actionName,
    );
    if (run?.status === 'InProgress') return runScope(executionScope(call, pipeline, execution), run);
    if (run) completed();
  }
  throw new AwsError(
    'InvalidApprovalTokenException',
    'The approval request already received a response or has expired.',
  );
}

function completed(): never {
  throw new AwsError('ApprovalAlreadyCompletedException', 'The approval action has already been approved or rejected.');
}
