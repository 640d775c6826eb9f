import type { DeleteRetentionPolicyRequest, PutRetentionPolicyRequest } from '@aws-sdk/client-cloudwatch-logs';

import type { Call } from '../../kernel/service.ts';
import {
  aboutStream,
  existingGroup,
  invalidParameter,
  nameOfGroup,
  type LogEvent,
  type LogGroup,
  type LogStream,
} from './state.ts';

const DAY = 24 * 60 * 60 * 1000;
/** What an event takes beyond its text (PutLogEvents, "constraints"). */
const EVENT_OVERHEAD = 26;
const RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export function putRetentionPolicy(input: PutRetentionPolicyRequest, call: Call): object {
  const name = nameOfGroup(input);
  aboutStream(call, name);
  const group = existingGroup(name, call);
  const days = input.retentionInDays ?? 0;
  if (!RETENTIONS.includes(days)) {
    throw invalidParameter(
      `1 validation error detected: Value '${days}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${RETENTIONS.join(', ')}]`,
    );
  }
  group.retentionDays = days;
  return {};
}

export function deleteRetentionPolicy(input: DeleteRetentionPolicyRequest, call: Call): object {
  const name = nameOfGroup(input);
  aboutStream(call, name);
  delete existingGroup(name, call).retentionDays;
  return {};
}

/** Forgets what is older than the group keeps. */
export function retained(group: LogGroup, stream: LogStream, now: number): LogStream {
  const oldest = now - (group.retentionDays ?? Infinity) * DAY;
  const isOld = ({ timestamp }: LogEvent) => timestamp <= oldest;
  // The oldest is the first.
  if (stream.events.slice(0, 1).some(isOld)) stream.events = stream.events.filter((event) => !isOld(event));
  return stream;
}

export function storedBytes(group: LogGroup, now: number): number {
  return Object.values(group.streams)
    .flatMap((stream) => retained(group, stream, now).events)
    .reduce((sum, { message }) => sum + Buffer.byteLength(message) + EVENT_OVERHEAD, 0);
}
