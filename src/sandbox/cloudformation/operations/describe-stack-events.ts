import type { DescribeStackEventsInput, DescribeStackEventsOutput, StackEvent } from '@aws-sdk/client-cloudformation';
import { lasting } from '../../kernel/lasting.ts';
import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { unwatched } from '../../kernel/state/watched.ts';
import { shownBy } from '../kept-texts.ts';
import type { Stack, StackEventRecord } from '../state.ts';
import { requireStackWithEvents } from './find-stack.ts';

/** AWS does not say how many events make a page. A small one keeps frequent looks cheap. */
const PAGE = 15;

/**
 * Events as they are shown: what happened does not change. They take more room than what they tell, and are read again and
 * again only while the stack is under way.
 */
const SHOWN = new WeakMap<Stack, Map<StackEventRecord, StackEvent>>();

export function describeStackEvents(input: DescribeStackEventsInput, call: Call): DescribeStackEventsOutput {
  const { stack } = requireStackWithEvents(input.StackName, call);
  const read = unwatched(stack);
  const { items, next } = pageOf(newestFirst(read), input.NextToken, PAGE);
  const before = shownBefore(read);
  const told = items.filter(({ validationPath }) => validationPath === undefined);
  const StackEvents = told.map((event) => shownEvent(read, event, before));
  if (!read.operation) SHOWN.delete(read);
  return { StackEvents, ...(next && { NextToken: next }) };
}

/** Reads only what is on the page: a stack may have very many events. */
function newestFirst({ events }: Stack): Pick<StackEventRecord[], 'length' | 'slice'> {
  const { length } = events;
  return {
    length,
    slice: (start = 0, end = length) => events.slice(Math.max(length - end, 0), length - start).reverse(),
  };
}

function shownBefore(stack: Stack): Map<StackEventRecord, StackEvent> {
  const shown = SHOWN.get(stack) ?? new Map<StackEventRecord, StackEvent>();
  SHOWN.set(stack, shown);
  return shown;
}

function shownEvent(stack: Stack, event: StackEventRecord, before: Map<StackEventRecord, StackEvent>): StackEvent {
  const known = before.get(event);
  if (known) return known;
  const shown = lasting(eventOf(stack, event));
  before.set(event, shown);
  return shown;
}

function eventOf(stack: Stack, event: StackEventRecord): StackEvent {
  return {
    StackId: stack.id,
    EventId: event.id,
    StackName: stack.name,
    OperationId: event.operationId,
    LogicalResourceId: event.logicalId,
    ...(event.physicalId !== undefined && { PhysicalResourceId: event.physicalId }),
    ResourceType: event.type,
    Timestamp: new Date(event.time),
    ResourceStatus: event.status,
    ...(event.reason !== undefined && { ResourceStatusReason: event.reason }),
    ...shownBy(stack, event.properties),
    ...(event.token !== undefined && { ClientRequestToken: event.token }),
  };
}
