import type { DescribeEventsInput, DescribeEventsOutput, OperationEvent } from '@aws-sdk/client-cloudformation';

import { validationError } from '../../kernel/aws-error.ts';
import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { findChangeSet } from '../change-sets/find.ts';
import { shownBy } from '../kept-texts.ts';
import type { Stack, StackEventRecord } from '../state.ts';
import { requireStack } from './find-stack.ts';
import { stateOf } from './place.ts';

const PAGE = 100;

/**
 * Events of an operation or of a change set, newest first; those of early validation included. A stack stands for its
 * latest operation alone, which after a failure is the rollback (awslabs/mcp#4280).
 */
export function describeEvents(input: DescribeEventsInput, call: Call): DescribeEventsOutput {
  const { stack, operationId } = subject(input, call);
  const chosen = stack.events
    .filter((event) => event.operationId === operationId)
    .filter((event) => !input.Filters?.FailedEvents || hasFailed(event))
    .reverse();
  const { items, next } = pageOf(chosen, input.NextToken, PAGE);
  return { OperationEvents: items.map((event) => eventOf(stack, event)), ...(next && { NextToken: next }) };
}

interface Subject {
  readonly stack: Stack;
  readonly operationId: string | undefined;
}

function subject(input: DescribeEventsInput, call: Call): Subject {
  const named = input.ChangeSetName?.startsWith('arn:') || input.StackName !== undefined;
  if (input.ChangeSetName !== undefined && named) {
    const { changeSet, stack } = findChangeSet(input, call);
    return { stack, operationId: changeSet.id };
  }
  if (input.StackName === undefined) return ofOperation(input.OperationId, call);
  const { stack } = requireStack(input.StackName, call);
  return { stack, operationId: input.OperationId ?? stack.operations[0]?.id };
}

function ofOperation(operationId: string | undefined, call: Call): Subject {
  if (operationId === undefined) {
    throw validationError('One of ChangeSetName, OperationId or StackName must be specified');
  }
  const stack = Object.values(stateOf(call).stacks).find(({ operations }) =>
    operations.some(({ id }) => id === operationId),
  );
  if (!stack) throw validationError(`StackOperation with id ${operationId} does not exist`);
  call.about(stack.id);
  return { stack, operationId };
}

function hasFailed({ status, validationPath }: StackEventRecord): boolean {
  return status.endsWith('_FAILED') || validationPath !== undefined;
}

function eventOf(stack: Stack, event: StackEventRecord): OperationEvent {
  return {
    EventId: event.id,
    StackId: stack.id,
    OperationId: event.operationId,
    OperationType: event.operationType,
    Timestamp: new Date(event.time),
    LogicalResourceId: event.logicalId,
    ResourceType: event.type,
    ...(event.physicalId !== undefined && { PhysicalResourceId: event.physicalId }),
    ...(event.token !== undefined && { ClientRequestToken: event.token }),
    ...(event.validationPath === undefined ? progress(stack, event) : validation(event, event.validationPath)),
  };
}

function progress(stack: Stack, event: StackEventRecord): Partial<OperationEvent> {
  const ofStack = event.physicalId === stack.id;
  return {
    EventType: hasFailed(event) && !ofStack ? 'PROVISIONING_ERROR' : 'STACK_EVENT',
    ResourceStatus: event.status,
    ...(event.reason !== undefined && { ResourceStatusReason: event.reason }),
    ...shownBy(stack, event.properties),
    ...(ofStack && { OperationStatus: operationStatus(event.status) }),
  };
}

function operationStatus(status: StackEventRecord['status']): NonNullable<OperationEvent['OperationStatus']> {
  if (status.endsWith('_IN_PROGRESS')) return 'IN_PROGRESS';
  return status.endsWith('_FAILED') ? 'FAILED' : 'SUCCEEDED';
}

function validation(event: StackEventRecord, path: string): Partial<OperationEvent> {
  return {
    EventType: 'VALIDATION_ERROR',
    ValidationFailureMode: 'FAIL',
    ...(event.validation && { ValidationName: event.validation }),
    ValidationStatus: 'FAILED',
    ValidationPath: path,
    ...(event.reason !== undefined && { ValidationStatusReason: event.reason }),
  };
}
