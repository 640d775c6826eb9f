import type { GetLogEventsRequest, GetLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs';

import type { Call } from '../../kernel/service.ts';
import { retained } from './retention.ts';
import { aboutStream, existingGroup, existingStream, invalidParameter, nameOfGroup, type LogEvent } from './state.ts';

const LARGEST_PAGE = 10_000;

/** The end of a stream is reached when the token that comes back is the one that was sent (GetLogEvents). */
export function getLogEvents(input: GetLogEventsRequest, call: Call): GetLogEventsResponse {
  const groupName = nameOfGroup(input);
  aboutStream(call, groupName, input.logStreamName);
  const group = existingGroup(groupName, call);
  const { events } = retained(group, existingStream(group, input.logStreamName ?? ''), call.now);
  const wanted = events.filter((event) => isWithin(event, input));
  const { start, end } = section(wanted.length, input);
  return {
    events: wanted.slice(start, end).map(({ timestamp, message, ingestedAt }) => ({
      timestamp,
      message,
      ingestionTime: ingestedAt,
    })),
    nextForwardToken: `f/${end}`,
    nextBackwardToken: `b/${start}`,
  };
}

/** From `startTime` on, and before `endTime`. */
export function isWithin(
  { timestamp }: LogEvent,
  { startTime, endTime }: { readonly startTime?: number | undefined; readonly endTime?: number | undefined },
): boolean {
  return timestamp >= (startTime ?? 0) && timestamp < (endTime ?? Infinity);
}

function section(length: number, { nextToken, limit, startFromHead }: GetLogEventsRequest) {
  const size = Math.min(limit ?? LARGEST_PAGE, LARGEST_PAGE);
  if (nextToken === undefined) {
    return startFromHead
      ? { start: 0, end: Math.min(size, length) }
      : { start: Math.max(length - size, 0), end: length };
  }
  const [, direction, position = ''] = /^([fb])\/(\d+)$/.exec(nextToken) ?? [];
  const at = Math.min(Number(position), length);
  if (direction === 'f') return { start: at, end: Math.min(at + size, length) };
  if (direction === 'b') return { start: Math.max(at - size, 0), end: at };
  throw invalidParameter('The specified nextToken is invalid.');
}
