import type { DeleteStackInput } from '@aws-sdk/client-cloudformation';

import { validationError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { cancel } from '../engine/task/failure.ts';
import type { StackScope } from '../engine/scope.ts';
import { startOperation } from '../engine/operation/start.ts';
import { isInFlight } from '../engine/task/tasks.ts';
import type { Stack } from '../state.ts';
import { noteConditions } from './conditions.ts';
import { findStack } from './find-stack.ts';
import { checkServiceRole, operationPrincipal } from './principal.ts';
import { isProtected } from './termination-protection.ts';
import { applyDeploymentConfig } from './settings.ts';

/** Deleting what does not exist, or no more, or is being deleted already, is a success. */
export function deleteStack(input: DeleteStackInput, call: Call): object {
  const { ClientRequestToken: token } = input;
  noteConditions({ RoleARN: input.RoleARN }, call);
  const scope = findStack(input.StackName, call);
  if (!scope || ['DELETE_COMPLETE', 'DELETE_IN_PROGRESS'].includes(scope.stack.status)) return {};
  // What its outer stack no longer has goes in spite of the protection.
  if (call.via !== 'cloudformation' && isProtected(scope.state, scope.stack)) throw protectedStack(scope.stack);
  refuseWhereUnfit(scope.stack, input);
  const { stack } = scope;
  checkServiceRole(call, input.RoleARN);
  if (input.RoleARN !== undefined) stack.roleArn = input.RoleARN;
  if (input.DeploymentConfig) applyDeploymentConfig(stack, input.DeploymentConfig);
  else stack.express = false;
  stack.deletionMode = input.DeletionMode ?? 'STANDARD';
  abandon(scope);
  startOperation(scope, {
    type: 'DELETE_STACK',
    flow: 'delete',
    principal: operationPrincipal(call, stack.roleArn),
    token,
    retain: input.RetainResources ?? [],
    force: stack.deletionMode === 'FORCE_DELETE_STACK',
  });
  return {};
}

const UNDELETABLE: readonly Stack['status'][] = [
  'UPDATE_IN_PROGRESS',
  'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
  'UPDATE_ROLLBACK_IN_PROGRESS',
  'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
];

function protectedStack({ id }: Stack) {
  return validationError(`Stack [${id}] cannot be deleted while TerminationProtection is enabled`);
}

function refuseWhereUnfit({ id, status, resources }: Stack, input: DeleteStackInput): void {
  if (UNDELETABLE.includes(status)) throw validationError(`Stack [${id}] cannot be deleted while in status ${status}`);
  const retain = input.RetainResources ?? [];
  const special = retain.length > 0 || input.DeletionMode === 'FORCE_DELETE_STACK';
  if (special && status !== 'DELETE_FAILED') {
    const what = retain.length > 0 ? 'which resources to retain' : 'FORCE_DELETE_STACK';
    throw validationError(
      `Invalid operation on stack [${id}]. When you delete a stack, specify ${what} only when the stack is in the DELETE_FAILED state.`,
    );
  }
  const unknown = retain.filter((logicalId) => !Object.hasOwn(resources, logicalId));
  if (unknown.length > 0) {
    throw validationError(`The following resources to retain do not exist in the stack: [${unknown.join(', ')}]`);
  }
}

/** A stack may be deleted while it is being created: what is underway is given up. */
function abandon(scope: StackScope): void {
  const { operation } = scope.stack;
  operation?.tasks.filter(isInFlight).forEach((task) => cancel({ ...scope, operation }, task));
}
