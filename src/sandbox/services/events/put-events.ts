import type {
  PutEventsRequest,
  PutEventsRequestEntry,
  PutEventsResponse,
  PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';

import { isObject } from '../../kernel/policy/document.ts';
import type { Call } from '../../kernel/service.ts';
import { busArn, isDefaultBus } from './buses.ts';
import { enqueue } from './deliveries.ts';
import { validationException } from './errors.ts';
import { matches } from './pattern/match.ts';
import { parsePattern } from './pattern/parse.ts';
import { eventsState, type BusEvent } from './state.ts';

const MOST_ENTRIES = 10;

export function putEvents(input: PutEventsRequest, call: Call): PutEventsResponse {
  const entries = input.Entries ?? [];
  for (const entry of entries) aboutEntry(entry, call);
  if (entries.length < 1 || entries.length > MOST_ENTRIES) {
    throw validationException(
      `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length between 1 and ${MOST_ENTRIES}`,
    );
  }
  const results = entries.map((entry) => acceptedEntry(entry, call));
  return { FailedEntryCount: results.filter(({ ErrorCode }) => ErrorCode !== undefined).length, Entries: results };
}

function aboutEntry({ Source = '', DetailType = '' }: PutEventsRequestEntry, call: Call): void {
  const context = { 'events:source': Source, 'events:detail-type': DetailType };
  call.requires({ resource: busArn(call), context });
}

/** Takes an event and tells its id, or says what is wrong with it; the others of the request are not affected. */
function acceptedEntry(entry: PutEventsRequestEntry, call: Call): PutEventsResultEntry {
  const refused = refusalOf(entry, call);
  if (refused) return refused;
  const event = eventOf(entry, call);
  if (isDefaultBus(call, entry)) publish(event, call);
  return { EventId: event.id };
}

function refusalOf(entry: PutEventsRequestEntry, call: Call): PutEventsResultEntry | undefined {
  const missing = (['Source', 'DetailType', 'Detail'] as const).find((name) => !entry[name]);
  if (missing) {
    const ErrorMessage = `Parameter ${missing} is not valid. Reason: ${missing} is a required argument.`;
    return { ErrorCode: 'InvalidArgument', ErrorMessage };
  }
  if (!isObject(parsed(entry.Detail))) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  if (entry.Source?.startsWith('aws.') && call.principal.kind !== 'service') {
    return { ErrorCode: 'NotAuthorizedForSource', ErrorMessage: 'Not authorized for the source.' };
  }
  return undefined;
}

function eventOf(entry: PutEventsRequestEntry, call: Call): BusEvent {
  return {
    version: '0',
    id: call.cloud.world.uuid(),
    'detail-type': entry.DetailType ?? '',
    source: entry.Source ?? '',
    account: call.account,
    time: (entry.Time ?? new Date(call.now)).toISOString().replace(/\.\d+Z$/, 'Z'),
    region: call.region,
    resources: entry.Resources ?? [],
    detail: parsed(entry.Detail),
  };
}

function publish(event: BusEvent, call: Call): void {
  const { rules } = eventsState(call.cloud.world, call);
  for (const rule of Object.values(rules)) {
    if (rule.state === 'DISABLED' || !matches(parsePattern(rule.eventPattern), event)) continue;
    enqueue(rule, event, call);
  }
}

function parsed(text = ''): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
