import type { Principal } from '../../../kernel/principal.ts';
import type { OperationScope, StackScope } from '../scope.ts';

/** An operation that is only thought of: for looking up, as `principal`, what it would have to know. */
export function previewScope(scope: StackScope, principal: Principal): OperationScope {
  const { now } = scope.cloud.world;
  return {
    ...scope,
    operation: {
      id: '',
      type: 'CREATE_CHANGESET',
      flow: 'update',
      phase: 'begin',
      principal,
      startedAt: now,
      dueAt: now,
      onFailure: 'ROLLBACK',
      tasks: [],
      previousStatus: scope.stack.status,
    },
  };
}
