import { own } from '../../../../own.ts';
import type { StackResource, Superseded } from '../../state.ts';
import { exportInUse } from '../../exports.ts';
import { blueprintFor } from '../blueprint/blueprint-of-stack.ts';
import { setStackStatus } from '../events.ts';
import { FLOWS } from './flows.ts';
import type { OperationScope } from '../scope.ts';
import { leavingAll } from './leaving.ts';
import { adopt } from '../task/adopt.ts';
import { differs } from '../task/checkpoint.ts';
import { objectionTo } from '../task/objection.ts';
import { tasksToApply, tasksToRefuse, tasksToRemove, tasksToRevert } from '../task/tasks.ts';
import { putDown } from './under-way.ts';

/** The first step of an operation: what is there to do? */
export function begin(scope: OperationScope): void {
  const { operation, stack, state } = scope;
  const inUse = operation.flow === 'delete' ? exportInUse(state, stack, {}) : undefined;
  if (inUse !== undefined) return keepStack(scope, inUse);
  const { work } = FLOWS[operation.flow];
  operation.phase = work;
  if (work === 'revert') adoptAgain(scope);
  operation.tasks = {
    apply: () => [...tasksToRefuse(protectedFromRemoval(scope)), ...tasksToApply(blueprintFor(scope).dependencies)],
    revert: () => tasksToRevert(toBringBack(scope)),
    remove: () => tasksToRemove(toRemove(scope)),
  }[work]();
}

/** A stack whose exports are in use keeps its status, with the reason beside it. */
function keepStack(scope: OperationScope, reason: string): void {
  setStackStatus(scope, scope.operation.previousStatus, reason);
  putDown(scope);
}

/** Resources that the template no longer has, but that the stack policy does not let go. */
function protectedFromRemoval(scope: OperationScope): string[] {
  const { operation, stack } = scope;
  if (operation.flow !== 'update') return [];
  const { resources } = blueprintFor(scope);
  return Object.values(stack.resources)
    .filter(
      (record) =>
        !Object.hasOwn(resources, record.logicalId) && objectionTo(scope, record, 'Update:Delete') !== undefined,
    )
    .map(({ logicalId }) => logicalId);
}

/** What the template said before the update holds again of what was not replaced, besides properties. */
function adoptAgain(scope: OperationScope): void {
  const { checkpoint, resources } = scope.stack;
  const { resources: declared } = blueprintFor(scope);
  for (const record of Object.values(resources)) {
    const declaration = own(declared, record.logicalId);
    const isSame = own(checkpoint?.resources, record.logicalId)?.physicalId === record.physicalId;
    if (declaration && isSame) adopt(scope, { record, declaration });
  }
}

function toBringBack({ stack }: OperationScope): StackResource[] {
  return Object.values(stack.checkpoint?.resources ?? {}).filter((before) =>
    differs(own(stack.resources, before.logicalId), before),
  );
}

function toRemove(scope: OperationScope): Superseded[] {
  const { stack } = scope;
  return [...leavingAll(scope, Object.values(stack.resources)), ...stack.superseded].filter(
    ({ resource }) => resource.status !== 'DELETE_COMPLETE' && resource.status !== 'DELETE_SKIPPED',
  );
}
