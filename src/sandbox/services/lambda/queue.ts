import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { earliest } from '../../kernel/earliest.ts';
import type { Cloud } from '../../kernel/service.ts';
import { MOST_IN_A_STEP } from '../../kernel/steps.ts';
import { runFunction } from './runs/run-function.ts';
import { lambdaOf, lambdaSlice, type FunctionRecord, type Place, type QueuedEvent } from './state.ts';

const DISPATCH_MS = 100;
/** Lambda developer guide, "How Lambda handles errors and retries with asynchronous invocation". */
const RETRY_DELAYS_MS = [60_000, 120_000];
const MOST_RETRIES = 2;
const LONGEST_AGE_SECONDS = 21_600;
/** Throttled events come back after a second first, and then ever later up to five minutes. */
const LONGEST_BACKOFF_MS = 300_000;

export function enqueue(found: FunctionRecord, place: Place, event: { id: string; payload: string }): void {
  const { now } = place.cloud.world;
  const { name: functionName } = found;
  lambdaOf(place).queue.push({ ...event, functionName, queuedAt: now, dueAt: now + DISPATCH_MS, failures: 0 });
}

export function nextEventDue({ world }: Cloud): number | undefined {
  const queued = [...world.survey(lambdaSlice)].flatMap(({ value }) => value.queue);
  return earliest(queued.map(({ dueAt }) => dueAt));
}

/** Runs functions whose events are due. An event stays in the state until its run is over. */
export function dispatchEvents(cloud: Cloud, patience: number): void {
  for (const { event, place } of dueEvents(cloud).slice(0, MOST_IN_A_STEP)) {
    const next = handled(event, place, patience);
    const state = lambdaOf(place);
    state.queue = [...state.queue.filter(({ id }) => id !== event.id), ...(next ? [next] : [])];
  }
}

function dueEvents(cloud: Cloud): { event: QueuedEvent; place: Place }[] {
  return [...cloud.world.each(lambdaSlice)].flatMap(({ account, region, value }) => {
    const due = value.queue.filter(({ dueAt }) => dueAt <= cloud.world.now);
    return due.map((event) => ({ event, place: { cloud, account, region } }));
  });
}

/** The event as it is to be tried again; undefined once nothing is left to do with it. */
function handled(event: QueuedEvent, place: Place, patience: number): QueuedEvent | undefined {
  const found = own(lambdaOf(place).functions, event.functionName);
  if (!found) return undefined;
  const again = againAfter(event, place, patience, found);
  if (!again) return undefined;
  const age = (found.eventInvokeConfig?.maximumEventAge ?? LONGEST_AGE_SECONDS) * 1000;
  return again.dueAt - event.queuedAt > age ? undefined : again;
}

function againAfter(
  event: QueuedEvent,
  place: Place,
  patience: number,
  found: FunctionRecord,
): QueuedEvent | undefined {
  const { now } = place.cloud.world;
  try {
    const { isError, duration } = runFunction(found, place, { requestId: event.id, payload: event.payload, patience });
    const retries = found.eventInvokeConfig?.maximumRetryAttempts ?? MOST_RETRIES;
    const delay = RETRY_DELAYS_MS[event.failures];
    if (!isError || event.failures >= retries || delay === undefined) return undefined;
    return { ...event, failures: event.failures + 1, dueAt: now + Math.ceil(duration) + delay };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const waited = event.dueAt - event.queuedAt;
    return { ...event, dueAt: now + Math.min(Math.max(waited, 1000), LONGEST_BACKOFF_MS) };
  }
}
