import type { UpdateStackInput, UpdateStackOutput } from '@aws-sdk/client-cloudformation';

import { validationError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { hasChanges } from '../engine/preview/has-changes.ts';
import type { StackScope } from '../engine/scope.ts';
import { refuseRollbackOfFailed, refuseWhereNotUpdatable, startUpdate } from '../engine/operation/start-update.ts';
import type { StackDefinition } from '../state.ts';
import { expectTagging, noteConditions } from './conditions.ts';
import { definitionFrom } from './definition.ts';
import { requireLiveStack } from './find-stack.ts';
import { checkServiceRole, operationPrincipal } from './principal.ts';
import { checkPolicyOf, policyText } from './stack-policy.ts';
import { applyDeploymentConfig, onFailure, refuseLeavingExpress } from './settings.ts';

export function updateStack(input: UpdateStackInput, call: Call): UpdateStackOutput {
  const { ClientRequestToken: token } = input;
  noteConditions(input, call);
  const scope = requireLiveStack(input.StackName, call);
  const { stack } = scope;
  expectTagging(input, { by: 'UpdateStack', stack: stack.id }, call);
  const repeated = stack.operations.find(
    ({ type, token: known }) => type === 'UPDATE_STACK' && token !== undefined && known === token,
  );
  if (repeated) return { StackId: stack.id, OperationId: repeated.id };
  refuseWhereNotUpdatable(stack);
  refuseLeavingExpress(stack, input.DeploymentConfig);
  refuseRollbackOfFailed(stack, onFailure(input));
  const definition = definitionFrom(input, call, stack, stack.definition);
  checkServiceRole(call, input.RoleARN);
  const principal = operationPrincipal(call, input.RoleARN ?? stack.roleArn);
  refuseNothing(scope, definition, principal);
  const { lasting, during } = policiesFrom(input, definition, call);
  if (lasting !== undefined) stack.policy = lasting;
  if (input.RoleARN !== undefined) stack.roleArn = input.RoleARN;
  applyDeploymentConfig(stack, input.DeploymentConfig);
  stack.disableRollback = onFailure(input) === 'DO_NOTHING';
  stack.retainExceptOnCreate = input.RetainExceptOnCreate ?? false;
  const operation = startUpdate(scope, { definition, principal, token, onFailure: onFailure(input), policy: during });
  return { StackId: stack.id, OperationId: operation.id };
}

/** `StackPolicyDuringUpdate…` overrides the stack's policy for this once. */
function policiesFrom(input: UpdateStackInput, definition: StackDefinition, call: Call) {
  const { StackPolicyBody, StackPolicyURL, StackPolicyDuringUpdateBody, StackPolicyDuringUpdateURL } = input;
  const lasting = policyText('StackPolicy', StackPolicyBody, StackPolicyURL);
  const during = policyText('StackPolicyDuringUpdate', StackPolicyDuringUpdateBody, StackPolicyDuringUpdateURL);
  checkPolicyOf(definition, lasting, call);
  checkPolicyOf(definition, during, call);
  return { lasting, during };
}

/** A stack that is complete is updated only if something changes; one that failed is tried again all the same. */
function refuseNothing(scope: StackScope, definition: StackDefinition, principal: Call['principal']): void {
  if (scope.stack.status.endsWith('FAILED') || hasChanges(scope, definition, principal)) return;
  throw validationError('No updates are to be performed.');
}
