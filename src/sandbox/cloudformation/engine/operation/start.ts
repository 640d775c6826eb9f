import type { OperationType } from '@aws-sdk/client-cloudformation';

import type { Principal } from '../../../kernel/principal.ts';
import type { Flow, StackOperation } from '../../state.ts';
import { setStackStatus } from '../events.ts';
import { FLOWS } from './flows.ts';
import { SECOND, type StackScope } from '../scope.ts';
import { takeUp } from './under-way.ts';

/** CloudFormation takes a moment before it touches the first resource. */
const SECONDS_BEFORE_WORK = 2;

export interface OperationRequest {
  readonly type: OperationType;
  readonly flow: Flow;
  readonly principal: Principal;
  readonly token?: string | undefined;
  readonly onFailure?: StackOperation['onFailure'];
  readonly timeoutMinutes?: number | undefined;
  readonly retain?: readonly string[];
  readonly force?: boolean;
  readonly skip?: readonly string[];
  readonly policy?: string | undefined;
  /** Why the stack changes its status. */
  readonly reason?: string;
}

/** Begins an operation: the stack's status changes at once, its resources as time goes by. */
export function startOperation(scope: StackScope, request: OperationRequest): StackOperation {
  const { cloud, stack } = scope;
  const { now } = cloud.world;
  const { type, flow, principal, token, timeoutMinutes, retain, force, skip, policy } = request;
  const operation: StackOperation = {
    id: cloud.world.uuid(),
    type,
    flow,
    phase: 'begin',
    principal,
    startedAt: now,
    dueAt: now + SECONDS_BEFORE_WORK * SECOND,
    onFailure: request.onFailure ?? 'ROLLBACK',
    tasks: [],
    previousStatus: stack.status,
    ...(token !== undefined && { token }),
    ...(timeoutMinutes !== undefined && { deadline: now + timeoutMinutes * 60 * SECOND }),
    ...(retain && { retain }),
    ...(force && { force }),
    ...(skip && { skip }),
    ...(policy !== undefined && { policy }),
  };
  takeUp(scope, operation);
  stack.operations.unshift({ type, id: operation.id, ...(token !== undefined && { token }) });
  setStackStatus({ ...scope, operation }, FLOWS[flow].underway, request.reason ?? 'User Initiated');
  return operation;
}
