import {
  paginateDescribeStackEvents,
  type CloudFormationClient,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import { isCancellation } from '../lab/stack-operation.ts';
import type { StackEvent as ReportedEvent, StackFailure } from '../ports/stacks.ts';

/** The events of one operation on a stack. */
export interface OperationEvents {
  /** Oldest first. */
  readonly events: readonly StackEvent[];
  /** Whether the operation's first event is among them. */
  readonly begun: boolean;
  /** The stack's own event that ended the operation: its last, or the first of a following operation. */
  readonly end: StackEvent | undefined;
  /** Whether there are events but none has a token, as in simpler imitations of CloudFormation. */
  readonly tokenless: boolean;
}

const BEGINNINGS = new Set<string | undefined>([
  'CREATE_IN_PROGRESS',
  'UPDATE_IN_PROGRESS',
  'DELETE_IN_PROGRESS',
  'IMPORT_IN_PROGRESS',
  'REVIEW_IN_PROGRESS',
]);

/** Reads the events of an operation, from the newest back to those that `known` says were read before. */
export async function readOperation(
  client: CloudFormationClient,
  stackId: string,
  token?: string,
  known: (event: StackEvent) => boolean = () => false,
): Promise<OperationEvents> {
  const events: StackEvent[] = [];
  for await (const page of paginateDescribeStackEvents({ client }, { StackName: stackId })) {
    events.push(...(page.StackEvents ?? []));
    if (events.some(known) || currentOperation(events, stackId, token).begun) break;
  }
  return currentOperation(events, stackId, token);
}

/**
 * Selects one operation from a stack's events (newest first, as CloudFormation returns them): with a token, the
 * operation that began with it, all of whose events carry it; otherwise the latest.
 */
function currentOperation(
  newestFirst: readonly StackEvent[],
  stackId: string,
  token: string | undefined,
): OperationEvents {
  const { picked, begun, successor } = token ? byToken(newestFirst, stackId, token) : latest(newestFirst, stackId);
  const events = [...picked].reverse();
  const newest = events.filter((event) => isOfStack(event, stackId)).at(-1);
  return {
    events,
    begun,
    end: newest && isEnd(newest) ? newest : successor,
    tokenless:
      newestFirst.length > 0 && newestFirst.every(({ ClientRequestToken }) => ClientRequestToken === undefined),
  };
}

/** Newer events may belong to an operation that somebody else began in the meantime, such as a deletion. */
function byToken(newestFirst: readonly StackEvent[], stackId: string, token: string) {
  const isOurs = ({ ClientRequestToken }: StackEvent) => ClientRequestToken === token;
  const oldest = newestFirst.findLastIndex(isOurs);
  const successor = newestFirst
    .slice(0, Math.max(newestFirst.findIndex(isOurs), 0))
    .findLast((event) => isBeginning(event, stackId));
  return { picked: newestFirst.filter(isOurs), begun: oldest >= 0 && oldest < newestFirst.length - 1, successor };
}

function latest(newestFirst: readonly StackEvent[], stackId: string) {
  const first = newestFirst.findIndex((event) => isBeginning(event, stackId));
  return { picked: newestFirst.slice(0, first < 0 ? undefined : first + 1), begun: first >= 0, successor: undefined };
}

function isBeginning(event: StackEvent, stackId: string): boolean {
  return isOfStack(event, stackId) && BEGINNINGS.has(event.ResourceStatus);
}

function isEnd({ ResourceStatus }: StackEvent): boolean {
  return !ResourceStatus?.endsWith('_IN_PROGRESS');
}

/**
 * The first real cause: the earliest failure of the operation that is not a mere consequence. The stack's own failure
 * counts only if no resource failed.
 */
export function firstCause(operation: OperationEvents, stackId: string): StackFailure | undefined {
  const failures = operation.events.filter(
    ({ ResourceStatus, ResourceStatusReason }) =>
      ResourceStatus?.endsWith('_FAILED') && !isCancellation(ResourceStatusReason),
  );
  const cause = failures.find((event) => !isOfStack(event, stackId)) ?? failures[0];
  return cause && describe(cause);
}

/** Converts an event to the port's type. */
export function reported(event: StackEvent): ReportedEvent {
  return {
    logicalId: event.LogicalResourceId ?? '',
    resourceType: event.ResourceType ?? '',
    status: event.ResourceStatus ?? '',
    ...(event.ResourceStatusReason && { reason: event.ResourceStatusReason }),
    physicalId: event.PhysicalResourceId ?? '',
    time: event.Timestamp?.toISOString() ?? '',
  };
}

function describe(event: StackEvent): StackFailure {
  return {
    logicalId: event.LogicalResourceId ?? '',
    resourceType: event.ResourceType ?? '',
    status: event.ResourceStatus ?? '',
    reason: event.ResourceStatusReason ?? 'no reason given',
  };
}

export function isOfStack({ PhysicalResourceId, ResourceType }: StackEvent, stackId: string): boolean {
  return PhysicalResourceId === stackId && ResourceType === 'AWS::CloudFormation::Stack';
}
