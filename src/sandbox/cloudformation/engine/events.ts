import type { StackStatus } from '@aws-sdk/client-cloudformation';

import type { Cloud } from '../../kernel/service.ts';
import { keepShown } from '../kept-texts.ts';
import type { CloudFormationState, Stack, StackEventRecord, StackResource } from '../state.ts';
import type { OperationScope } from './scope.ts';

/** Gives the stack a status, and says so in its events. */
export function setStackStatus(scope: OperationScope, status: StackStatus, reason?: string): void {
  const { stack } = scope;
  stack.status = status;
  if (reason === undefined) delete stack.statusReason;
  else stack.statusReason = reason;
  write(scope, {
    logicalId: stack.name,
    physicalId: stack.id,
    type: 'AWS::CloudFormation::Stack',
    // A stack's statuses are all statuses of a resource of this type; the SDK's type of the latter lacks a few.
    status: status as StackResource['status'],
    ...(reason !== undefined && { reason }),
  });
}

/** Says in the stack's events what its record says of a resource. */
export function recordResource(scope: OperationScope, resource: StackResource, properties?: string): void {
  resource.updatedAt = scope.cloud.world.now;
  write(scope, {
    logicalId: resource.logicalId,
    physicalId: resource.physicalId ?? '',
    type: resource.type,
    status: resource.status,
    ...(resource.statusReason !== undefined && { reason: resource.statusReason }),
    properties: keepShown(scope.stack, properties ?? JSON.stringify(resource.properties ?? {})),
  });
}

export interface Problem {
  readonly validation: NonNullable<StackEventRecord['validation']>;
  readonly logicalId: string;
  readonly type: string;
  readonly path: string;
  readonly complaint: string;
}

/** Notes what early validation found. It is no event of the stack's progress: only DescribeEvents shows it. */
export function recordProblem({ cloud, stack }: OperationScope, changeSetId: string, problem: Problem): void {
  stack.events.push({
    id: cloud.world.uuid(),
    time: cloud.world.now,
    operationId: changeSetId,
    operationType: 'CREATE_CHANGESET',
    logicalId: problem.logicalId,
    type: problem.type,
    status: 'CREATE_FAILED',
    reason: problem.complaint,
    validation: problem.validation,
    validationPath: problem.path,
  });
}

/** The change set that they are about is deleted. */
export function forgetProblems(stack: Stack, changeSetId: string): void {
  const kept = stack.events.filter(
    ({ operationId, validationPath }) => validationPath === undefined || operationId !== changeSetId,
  );
  stack.events.splice(0, stack.events.length, ...kept);
}

interface What {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: StackResource['status'];
  readonly reason?: string;
  readonly properties?: string;
}

function write({ cloud, state, stack, operation }: OperationScope, what: What): void {
  stack.events.push({
    id: eventId(cloud, stack.id, what),
    time: nextTime(cloud, stack),
    operationId: operation.id,
    operationType: operation.type,
    ...(operation.token !== undefined && { token: operation.token }),
    ...what,
  });
  state.unannounced += 1;
}

/** Clients sort events by their time, so that no two of a stack have the same. */
function nextTime({ world }: Cloud, { events }: Stack): number {
  return Math.max(world.now, (events.at(-1)?.time ?? 0) + 1);
}

function eventId(cloud: Cloud, stackId: string, { logicalId, physicalId, status }: What): string {
  return physicalId === stackId
    ? cloud.world.uuid()
    : `${logicalId}-${status}-${new Date(cloud.world.now).toISOString()}-${cloud.world.identifier(6)}`;
}

/**
 * Tells of the events that were written. Only ever called between two steps, when the state is one that the engine
 * can go on from: whoever listens may save it and end the process.
 */
export function announceEvents(cloud: Cloud, state: CloudFormationState): void {
  while (state.unannounced > 0) {
    state.unannounced -= 1;
    cloud.stackEventWritten();
  }
}
