import type {
  InputLogEvent,
  PutLogEventsRequest,
  PutLogEventsResponse,
  RejectedLogEventsInfo,
} from '@aws-sdk/client-cloudwatch-logs';

import type { Call } from '../../kernel/service.ts';
import { aboutStream, existingGroup, existingStream, invalidParameter, nameOfGroup, type LogEvent } from './state.ts';

const HOUR = 60 * 60 * 1000;
const OLDEST = 14 * 24 * HOUR;
const NEWEST = 2 * HOUR;
const MOST_EVENTS = 10_000;

/** Events too far from the present are left out, which the answer tells; the rest is kept (PutLogEvents). */
export function putLogEvents(input: PutLogEventsRequest, call: Call): PutLogEventsResponse {
  const group = nameOfGroup(input);
  aboutStream(call, group, input.logStreamName);
  const stream = existingStream(existingGroup(group, call), input.logStreamName ?? '');
  const events = input.logEvents ?? [];
  expectAcceptable(events);
  const rejected = rejectedOf(events, call.now);
  const accepted = events
    .slice(rejected?.tooOldLogEventEndIndex ?? 0, rejected?.tooNewLogEventStartIndex ?? events.length)
    .map((event) => kept(event, call));
  const latest = stream.events.at(-1)?.timestamp ?? 0;
  stream.events.push(...accepted);
  if ((accepted[0]?.timestamp ?? latest) < latest) stream.events.sort((a, b) => a.timestamp - b.timestamp);
  return { nextSequenceToken: String(call.now), ...(rejected && { rejectedLogEventsInfo: rejected }) };
}

function expectAcceptable(events: readonly InputLogEvent[]): void {
  if (events.length < 1 || events.length > MOST_EVENTS) {
    throw invalidParameter(
      `1 validation error detected: Value at 'logEvents' failed to satisfy constraint: Member must have length between 1 and ${MOST_EVENTS}`,
    );
  }
  const times = events.map(({ timestamp = 0 }) => timestamp);
  if (times.some((time, index) => time < (times[index - 1] ?? time))) {
    throw invalidParameter('Log events in a single PutLogEvents request must be in chronological order.');
  }
}

function rejectedOf(events: readonly InputLogEvent[], now: number): RejectedLogEventsInfo | undefined {
  const tooOld = events.filter(({ timestamp = 0 }) => timestamp < now - OLDEST).length;
  const tooNew = events.findIndex(({ timestamp = 0 }) => timestamp > now + NEWEST);
  if (tooOld === 0 && tooNew < 0) return undefined;
  return {
    ...(tooOld > 0 && { tooOldLogEventEndIndex: tooOld }),
    ...(tooNew >= 0 && { tooNewLogEventStartIndex: tooNew }),
  };
}

function kept({ timestamp = 0, message = '' }: InputLogEvent, call: Call): LogEvent {
  return { id: call.cloud.world.identifier(56, '0123456789'), timestamp, message, ingestedAt: call.now };
}
