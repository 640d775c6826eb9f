import { own } from '../../../../own.ts';
import { AwsError, validationError } from '../../../kernel/aws-error.ts';
import { exportInUse } from '../../exports.ts';
import type { StackOperation, StackResource } from '../../state.ts';
import { setStackStatus } from '../events.ts';
import { failureSummary } from '../task/failure.ts';
import { FLOWS } from './flows.ts';
import { leavingAll } from './leaving.ts';
import { plannedOutputs } from '../blueprint/outputs.ts';
import { type OperationScope, SECOND } from '../scope.ts';
import { startOperation } from './start.ts';
import { tasksToRemove } from '../task/tasks.ts';
import { putDown } from './under-way.ts';

/** And it takes a moment after the last. */
const SECONDS_AFTER_WORK = 2;

/** The tasks of a phase are over: what comes next? */
export function concludePhase(scope: OperationScope): void {
  const { operation } = scope;
  const failures = failureSummary(scope);
  const failed = operation.failure !== undefined || failures !== '';
  switch (operation.phase) {
    case 'apply':
      return failed ? giveUp(scope, `${operation.failure ?? ''}${failures}`) : applied(scope);
    case 'revert':
      return failed ? end(scope, FLOWS[operation.flow].failed, failures) : cleanUp(scope);
    case 'remove':
      return failed ? end(scope, FLOWS[operation.flow].failed, failures) : finishSoon(operation, scope);
    case 'cleanup':
      return finishSoon(operation, scope);
    case 'begin':
    case 'finish':
      throw new Error(`phase ${operation.phase} has no tasks`);
  }
}

/** All resources are there; are the outputs in order, too? */
function applied(scope: OperationScope): void {
  const { operation, stack, state } = scope;
  try {
    const { outputs, imports } = plannedOutputs(scope);
    const inUse = exportInUse(state, stack, outputs);
    if (inUse !== undefined) throw validationError(inUse);
    stack.outputs = outputs;
    stack.imports = imports;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return giveUp(scope, `${error.message}. `.replace('.. ', '. '));
  }
  return FLOWS[operation.flow].cleaning ? cleanUp(scope) : finishSoon(operation, scope);
}

function giveUp(scope: OperationScope, reason: string): void {
  const { operation, stack } = scope;
  const { flow, onFailure, principal, token } = operation;
  if (onFailure === 'DO_NOTHING') return end(scope, FLOWS[flow].failed, reason);
  putDown(scope);
  if (flow === 'create' && onFailure === 'DELETE') {
    startOperation(scope, {
      type: 'DELETE_STACK',
      flow: 'delete',
      principal,
      token,
      reason: `${reason}Delete requested by user.`,
    });
  } else if (!stack.checkpoint?.definition) {
    startOperation(scope, {
      type: 'ROLLBACK',
      flow: 'rollback',
      principal,
      token,
      reason: `${reason}Rollback requested by user.`,
    });
  } else {
    stack.definition = stack.checkpoint.definition;
    startOperation(scope, { type: 'ROLLBACK', flow: 'update-rollback', principal, token, reason });
  }
}

function end(scope: OperationScope, status: Parameters<typeof setStackStatus>[1], reason?: string): void {
  setStackStatus(scope, status, reason);
  putDown(scope);
}

/** Deletes what the stack no longer has: removed from its template, replaced, or created by what was undone. */
function cleanUp(scope: OperationScope): void {
  const { operation, stack } = scope;
  const { cleaning } = FLOWS[operation.flow];
  operation.phase = 'cleanup';
  operation.tasks = tasksToRemove([...leavingAll(scope, dropped(scope)), ...stack.superseded]);
  if (cleaning) setStackStatus(scope, cleaning);
}

function dropped(scope: OperationScope): StackResource[] {
  const { operation, stack } = scope;
  const kept =
    operation.flow === 'update-rollback' ? (stack.checkpoint?.resources ?? {}) : plannedOutputs(scope).resources;
  return Object.values(stack.resources).filter(({ logicalId }) => !Object.hasOwn(kept, logicalId));
}

function finishSoon(operation: StackOperation, { cloud }: OperationScope): void {
  operation.phase = 'finish';
  operation.dueAt = cloud.world.now + SECONDS_AFTER_WORK * SECOND;
}

/** The last step of an operation that went through. */
export function finish(scope: OperationScope): void {
  const { operation, stack, cloud } = scope;
  const { complete } = FLOWS[operation.flow];
  if (operation.flow === 'delete') {
    stack.deletedAt = cloud.world.now;
    stack.outputs = {};
  }
  delete stack.checkpoint;
  // What a clean-up could not delete is left behind: the stack knows it no more.
  stack.superseded = [];
  const leftBehind = operation.tasks.some(({ stage }) => stage === 'failed');
  forgetLeftBehind(scope);
  end(scope, complete, leftBehind && operation.flow === 'update' ? LEFT_BEHIND : undefined);
}

/** As people report it (cloudformation-coverage-roadmap#744, serverless#9144). */
const LEFT_BEHIND = 'Update successful. One or more resources could not be deleted.';

function forgetLeftBehind({ operation, stack }: OperationScope): void {
  for (const { logicalId, stage, target } of operation.tasks) {
    if (stage === 'failed' && own(stack.resources, logicalId)?.physicalId === target?.physicalId)
      delete stack.resources[logicalId];
  }
}
