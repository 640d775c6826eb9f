import type {
  CancelUpdateStackInput,
  ContinueUpdateRollbackInput,
  RollbackStackInput,
  RollbackStackOutput,
} from '@aws-sdk/client-cloudformation';

import { validationError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { startOperation } from '../engine/operation/start.ts';
import type { Stack } from '../state.ts';
import { requireLiveStack } from './find-stack.ts';
import { checkServiceRole, operationPrincipal } from './principal.ts';
import { applyDeploymentConfig } from './settings.ts';

/** Takes a stack whose rollback was disabled back to its last stable state, which for a new stack is nothing. */
export function rollbackStack(input: RollbackStackInput, call: Call): RollbackStackOutput {
  const { ClientRequestToken: token } = input;
  const scope = requireLiveStack(input.StackName, call);
  const { stack } = scope;
  if (stack.status !== 'CREATE_FAILED' && stack.status !== 'UPDATE_FAILED') {
    throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not be rolled back.`);
  }
  // As people met it in 2026 (aws-cdk-cli#1739); whether the request's DeploymentConfig now lifts it is not documented.
  if (stack.express)
    throw validationError(`Stack:${stack.id} was deployed in EXPRESS mode and can not be rolled back.`);
  checkServiceRole(call, input.RoleARN);
  if (input.RoleARN !== undefined) stack.roleArn = input.RoleARN;
  applyDeploymentConfig(stack, input.DeploymentConfig);
  stack.retainExceptOnCreate = input.RetainExceptOnCreate ?? false;
  const stable = stack.checkpoint?.definition;
  if (stable) stack.definition = stable;
  const operation = startOperation(scope, {
    type: 'ROLLBACK',
    flow: stable ? 'update-rollback' : 'rollback',
    principal: operationPrincipal(call, stack.roleArn),
    token,
  });
  return { StackId: stack.id, OperationId: operation.id };
}

export function continueUpdateRollback(input: ContinueUpdateRollbackInput, call: Call): object {
  const { ClientRequestToken: token } = input;
  const scope = requireLiveStack(input.StackName, call);
  const { stack } = scope;
  if (stack.status !== 'UPDATE_ROLLBACK_FAILED') {
    throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not continue rolling back.`);
  }
  const skip = resourcesToSkip(stack, input);
  checkServiceRole(call, input.RoleARN);
  if (input.RoleARN !== undefined) stack.roleArn = input.RoleARN;
  const principal = operationPrincipal(call, stack.roleArn);
  startOperation(scope, { type: 'CONTINUE_ROLLBACK', flow: 'update-rollback', principal, token, skip });
  return {};
}

function resourcesToSkip(
  { resources }: Stack,
  { ResourcesToSkip = [], ForceRollback }: ContinueUpdateRollbackInput,
): string[] {
  if (ForceRollback && ResourcesToSkip.length > 0) {
    throw validationError('ForceRollback and ResourcesToSkip are mutually exclusive.');
  }
  const failed = Object.values(resources)
    .filter(({ status }) => status === 'UPDATE_FAILED')
    .map(({ logicalId }) => logicalId);
  const unfit = ResourcesToSkip.filter((logicalId) => !failed.includes(logicalId));
  if (unfit.length > 0) {
    throw validationError(`The following resources to skip are not in the UPDATE_FAILED state: [${unfit.join(', ')}]`);
  }
  return ForceRollback ? failed : ResourcesToSkip;
}

export function cancelUpdateStack(input: CancelUpdateStackInput, call: Call): object {
  const { stack } = requireLiveStack(input.StackName, call);
  if (stack.status !== 'UPDATE_IN_PROGRESS' || !stack.operation) {
    throw validationError('CancelUpdateStack cannot be called from current stack status');
  }
  stack.operation.onFailure = 'ROLLBACK';
  stack.operation.failure = 'User Initiated. ';
  return {};
}
