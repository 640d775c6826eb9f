import type {
  CreateLogStreamRequest,
  DeleteLogStreamRequest,
  DescribeLogStreamsRequest,
  DescribeLogStreamsResponse,
  LogStream as LogStreamAnswer,
} from '@aws-sdk/client-cloudwatch-logs';

import { own, put } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { retained } from './retention.ts';
import {
  aboutStream,
  existingGroup,
  existingStream,
  invalidParameter,
  logGroupArn,
  nameOfGroup,
  type LogStream,
} from './state.ts';

export function createLogStream(input: CreateLogStreamRequest, call: Call): object {
  const name = input.logStreamName ?? '';
  aboutStream(call, nameOfGroup(input), name);
  const group = existingGroup(nameOfGroup(input), call);
  if (!/^[^:*]{1,512}$/.test(name)) {
    throw invalidParameter(
      `1 validation error detected: Value '${name}' at 'logStreamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [^:*]*`,
    );
  }
  if (own(group.streams, name)) {
    throw new AwsError('ResourceAlreadyExistsException', 'The specified log stream already exists');
  }
  put(group.streams, name, { name, createdAt: call.now, events: [] });
  return {};
}

export function deleteLogStream(input: DeleteLogStreamRequest, call: Call): object {
  const name = input.logStreamName ?? '';
  aboutStream(call, nameOfGroup(input), name);
  const group = existingGroup(nameOfGroup(input), call);
  existingStream(group, name);
  delete group.streams[name];
  return {};
}

export function describeLogStreams(input: DescribeLogStreamsRequest, call: Call): DescribeLogStreamsResponse {
  const groupName = nameOfGroup(input);
  aboutStream(call, groupName);
  const group = existingGroup(groupName, call);
  const { logStreamNamePrefix: prefix = '', orderBy = 'LogStreamName' } = input;
  if (prefix && orderBy === 'LastEventTime') {
    throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
  }
  const sorted = Object.values(group.streams)
    .filter(({ name }) => name.startsWith(prefix))
    .map((stream) => retained(group, stream, call.now))
    .sort(orderBy === 'LastEventTime' ? byLastEvent : byName);
  const wanted = input.descending ? sorted.reverse() : sorted;
  const { items, next } = pageOf(wanted, input.nextToken, input.limit ?? 50);
  const arn = logGroupArn(call, groupName);
  return { logStreams: items.map((stream) => answerOf(stream, arn)), ...(next && { nextToken: next }) };
}

function byName(a: LogStream, b: LogStream): number {
  return a.name < b.name ? -1 : 1;
}

function byLastEvent(a: LogStream, b: LogStream): number {
  return (a.events.at(-1)?.timestamp ?? 0) - (b.events.at(-1)?.timestamp ?? 0);
}

function answerOf(stream: LogStream, group: string): LogStreamAnswer {
  const [first, last] = [stream.events[0], stream.events.at(-1)];
  return {
    logStreamName: stream.name,
    creationTime: stream.createdAt,
    ...(first &&
      last && {
        firstEventTimestamp: first.timestamp,
        lastEventTimestamp: last.timestamp,
        lastIngestionTime: Math.max(...stream.events.map(({ ingestedAt }) => ingestedAt)),
      }),
    arn: `${group}:log-stream:${stream.name}`,
  };
}
