import type { FilterLogEventsRequest, FilterLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs';

import { AwsError } from '../../kernel/aws-error.ts';
import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { isWithin } from './get-events.ts';
import { retained } from './retention.ts';
import { aboutStream, existingGroup, invalidParameter, nameOfGroup } from './state.ts';

const LARGEST_PAGE = 10_000;

export function filterLogEvents(input: FilterLogEventsRequest, call: Call): FilterLogEventsResponse {
  const groupName = nameOfGroup(input);
  aboutStream(call, groupName);
  const group = existingGroup(groupName, call);
  const { logStreamNames, logStreamNamePrefix } = input;
  if (logStreamNames && logStreamNamePrefix) {
    throw invalidParameter('logStreamNamePrefix and logStreamNames are mutually exclusive parameters.');
  }
  const matches = matcherOf(input.filterPattern ?? '');
  const found = Object.values(group.streams)
    .filter(({ name }) => (logStreamNames?.includes(name) ?? true) && name.startsWith(logStreamNamePrefix ?? ''))
    .flatMap((stream) => retained(group, stream, call.now).events.map((event) => ({ stream: stream.name, ...event })))
    .filter((event) => isWithin(event, input) && matches(event.message))
    .sort((a, b) => a.timestamp - b.timestamp);
  const { items, next } = pageOf(found, input.nextToken, input.limit ?? LARGEST_PAGE);
  return {
    events: items.map(({ stream, timestamp, message, ingestedAt, id }) => ({
      logStreamName: stream,
      timestamp,
      message,
      ingestionTime: ingestedAt,
      eventId: id,
    })),
    searchedLogStreams: [],
    ...(next && { nextToken: next }),
  };
}

/** Terms as in "Filter pattern syntax": all of them, at least one of those with `?`, none of those with `-`. */
function matcherOf(pattern: string): (message: string) => boolean {
  if (/^\s*[{[%]/.test(pattern)) {
    throw new AwsError('NotImplemented', 'the sandbox implements filter patterns of terms only', 501);
  }
  const terms = [...pattern.matchAll(/([?-]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)].map(([, sign, quoted, plain]) => ({
    sign,
    text: quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '',
  }));
  const having = (sign: string) => terms.filter((term) => term.sign === sign).map(({ text }) => text);
  const [required, optional, excluded] = [having(''), having('?'), having('-')];
  return (message) =>
    required.every((text) => message.includes(text)) &&
    (optional.length === 0 || optional.some((text) => message.includes(text))) &&
    !excluded.some((text) => message.includes(text));
}
