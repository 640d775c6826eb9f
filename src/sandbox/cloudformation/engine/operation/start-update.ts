import type { StackStatus } from '@aws-sdk/client-cloudformation';

import { validationError } from '../../../kernel/aws-error.ts';
import type { StackOperation, Stack, StackDefinition } from '../../state.ts';
import type { StackScope } from '../scope.ts';
import { type OperationRequest, startOperation } from './start.ts';

/** From where a stack can be updated; see `refuseRollbackOfFailed` for those that failed. */
const UPDATABLE: readonly StackStatus[] = [
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
  'CREATE_FAILED',
  'UPDATE_FAILED',
];

const FAILED: readonly StackStatus[] = ['CREATE_FAILED', 'UPDATE_FAILED'];

/** Refuses to update a stack in a state that does not allow it. */
export function refuseWhereNotUpdatable({ id, status, onFailure }: Stack): void {
  if (!UPDATABLE.includes(status)) throw validationError(`Stack:${id} is in ${status} state and can not be updated.`);
  if (status !== 'CREATE_FAILED' || onFailure !== 'DO_NOTHING') return;
  // Wording as code-dot-org/code-dot-org#68524 met it.
  throw validationError(
    'This stack cannot be updated from [CREATE_FAILED] state because it contains [on-failure: DO_NOTHING]. Please use disable-rollback option instead during stack creation.',
  );
}

/**
 * A stack whose rollback was disabled when it failed is updated only with rollback disabled again. A change set can be
 * made all the same; executing it is what is refused (wording of aws-cli#6368 and aws-cdk#30546).
 */
export function refuseRollbackOfFailed({ status }: Stack, onFailure: StackOperation['onFailure']): void {
  if (!FAILED.includes(status) || onFailure === 'DO_NOTHING') return;
  throw validationError(
    `This stack is currently in a non-terminal [${status}] state. To update the stack from this state, please use the disable-rollback parameter with update-stack API. To rollback to the last known good state, use the rollback-stack API`,
  );
}

export interface UpdateRequest extends Pick<OperationRequest, 'principal' | 'token' | 'policy'> {
  readonly definition: StackDefinition;
  readonly onFailure: StackOperation['onFailure'];
}

export function startUpdate(scope: StackScope, { definition, ...request }: UpdateRequest): StackOperation {
  const { stack, cloud, state } = scope;
  for (const changeSet of Object.values(state.changeSets)) {
    if (changeSet.stackId === stack.id && changeSet.executionStatus === 'AVAILABLE')
      changeSet.executionStatus = 'OBSOLETE';
  }
  stack.checkpoint ??= {
    definition: stack.definition,
    resources: JSON.parse(JSON.stringify(stack.resources)) as Stack['resources'],
  };
  stack.definition = definition;
  stack.updatedAt = cloud.world.now;
  return startOperation(scope, { ...request, type: 'UPDATE_STACK', flow: 'update' });
}
