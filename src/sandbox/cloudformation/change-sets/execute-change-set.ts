import type { DeleteChangeSetInput, ExecuteChangeSetInput } from '@aws-sdk/client-cloudformation';

import { AwsError, validationError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { startOperation } from '../engine/operation/start.ts';
import { refuseRollbackOfFailed, refuseWhereNotUpdatable, startUpdate } from '../engine/operation/start-update.ts';
import { forgetProblems } from '../engine/events.ts';
import { operationPrincipal } from '../operations/principal.ts';
import { applyDeploymentConfig, onFailure } from '../operations/settings.ts';
import type { ChangeSet, StackOperation, Stack } from '../state.ts';
import { executionStatus, isReady } from './describe-change-set.ts';
import { type ChangeSetScope, findChangeSet, nameChangeSet } from './find.ts';

export function executeChangeSet(input: ExecuteChangeSetInput, call: Call): object {
  const { ClientRequestToken: token } = input;
  const scope = findChangeSet(input, call);
  const { changeSet, stack } = scope;
  refuseUnavailable(scope, call);
  const failure = failureHandling(scope, input);
  if (changeSet.type === 'UPDATE') refuseRollbackOfFailed(stack, failure);
  if (changeSet.roleArn !== undefined) stack.roleArn = changeSet.roleArn;
  applyDeploymentConfig(stack, changeSet.deploymentConfig);
  stack.disableRollback = failure === 'DO_NOTHING';
  stack.retainExceptOnCreate = input.RetainExceptOnCreate ?? false;
  const principal = operationPrincipal(call, stack.roleArn);
  const request = { principal, token, onFailure: failure };
  forgetOthers(scope);
  stack.changeSetId = changeSet.id;
  changeSet.executionStatus = 'EXECUTE_IN_PROGRESS';
  if (changeSet.type === 'UPDATE') startUpdate(scope, { ...request, definition: changeSet.definition });
  else {
    stack.definition = changeSet.definition;
    startOperation(scope, { ...request, type: 'CREATE_STACK', flow: 'create' });
  }
  return {};
}

function refuseUnavailable({ changeSet, stack }: ChangeSetScope, call: Call): void {
  const status = isReady(changeSet, call) ? changeSet.status : 'CREATE_PENDING';
  if (status !== 'CREATE_COMPLETE' || changeSet.executionStatus !== 'AVAILABLE') {
    const shown = status === 'CREATE_COMPLETE' ? changeSet.executionStatus : status;
    throw new AwsError(
      'InvalidChangeSetStatus',
      `ChangeSet [${changeSet.id}] cannot be executed in its current status of [${shown}]`,
    );
  }
  if (changeSet.type === 'UPDATE') refuseWhereNotUpdatable(stack);
}

function failureHandling(
  { changeSet }: ChangeSetScope,
  { DisableRollback }: ExecuteChangeSetInput,
): StackOperation['onFailure'] {
  const { onStackFailure, deploymentConfig } = changeSet;
  if (onStackFailure && DisableRollback !== undefined) {
    throw validationError('DisableRollback cannot be specified for a change set with OnStackFailure.');
  }
  return onFailure({ OnFailure: onStackFailure, DisableRollback, DeploymentConfig: deploymentConfig });
}

/** Executing one change set deletes the stack's others (ExecuteChangeSet). */
function forgetOthers({ state, stack, changeSet }: ChangeSetScope): void {
  for (const other of Object.values(state.changeSets)) {
    if (other.stackId === changeSet.stackId && other.id !== changeSet.id) remove(state, stack, other);
  }
}

/** Deleting what is not there succeeds as long as its stack exists, on which CDK relies before it makes a change set. */
export function deleteChangeSet(input: DeleteChangeSetInput, call: Call): object {
  const scope = nameChangeSet(input, call);
  if (!scope) return {};
  const { state, stack, changeSet } = scope;
  if (executionStatus(changeSet, stack) === 'EXECUTE_IN_PROGRESS') {
    throw new AwsError(
      'InvalidChangeSetStatus',
      `ChangeSet [${changeSet.id}] cannot be deleted in its current status of [EXECUTE_IN_PROGRESS]`,
    );
  }
  remove(state, stack, changeSet);
  return {};
}

/** What early validation found is read by the change set alone, and goes with it. */
function remove(state: ChangeSetScope['state'], stack: Stack, { id }: ChangeSet): void {
  delete state.changeSets[id];
  forgetProblems(stack, id);
}
