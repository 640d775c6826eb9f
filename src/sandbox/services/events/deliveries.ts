import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Call, Cloud } from '../../kernel/service.ts';
import { handOver } from './destinations.ts';
import { payloadOf } from './input/payload.ts';
import { countRule } from './metrics.ts';
import { EVENTS, eventsState, everyEventsState, type BusEvent, type Delivery, type Place, type Rule } from './state.ts';

/** "Typically half a second" (EventBridge FAQs). */
const LATENCY = 500;
const SECOND = 1000;
/** How retries end unless the target says otherwise ("How EventBridge retries delivering events"). */
const RETRIES = { attempts: 185, ageSeconds: 86_400 };
/** With pauses that double up to this, 185 attempts take the day that retries last. */
const LONGEST_PAUSE = 512;

/** Has an event delivered to each target of a rule that it matched. */
export function enqueue(rule: Rule, event: BusEvent, call: Call): void {
  const { deliveries } = eventsState(call.cloud.world, call);
  const common = { rule: rule.name, event, receivedAt: call.now, dueAt: call.now + LATENCY, failures: 0 };
  for (const { Id = '' } of rule.targets) deliveries.push({ ...common, target: Id });
  countRule(call.cloud, call, rule.name, 'TriggeredRules');
}

export function nextDelivery(cloud: Cloud): number | undefined {
  const due = [...cloud.world.survey(EVENTS)].flatMap(({ value }) => value.deliveries.map(({ dueAt }) => dueAt));
  return due.length > 0 ? Math.min(...due) : undefined;
}

export function deliverDue(cloud: Cloud): void {
  const { now } = cloud.world;
  for (const { state, ...place } of everyEventsState(cloud.world)) {
    const due = state.deliveries.filter(({ dueAt }) => dueAt <= now);
    if (due.length === 0) continue;
    state.deliveries = state.deliveries.filter(({ dueAt }) => dueAt > now);
    for (const delivery of due) {
      const again = attempt(cloud, place, delivery);
      if (again) state.deliveries.push(again);
    }
  }
}

/** Tries a delivery; gives it back where it is to be tried again. */
function attempt(cloud: Cloud, place: Place, delivery: Delivery): Delivery | undefined {
  const rule = own(eventsState(cloud.world, place).rules, delivery.rule);
  const target = rule?.targets.find(({ Id }) => Id === delivery.target);
  if (!rule || !target) return undefined;
  try {
    handOver({ cloud, ...place, rule, target, payload: payloadOf(target, { ...delivery, rule }) });
  } catch (error) {
    const again = isPassing(error) && retried(delivery, target.RetryPolicy, cloud.world.now);
    if (again) return again;
    countRule(cloud, place, rule.name, 'FailedInvocations');
  }
  countRule(cloud, place, rule.name, 'Invocations');
  return undefined;
}

/** Missing permissions and missing targets are not tried again ("Event retry policy and using dead-letter queues"). */
function isPassing(error: unknown): boolean {
  if (!(error instanceof AwsError)) throw error;
  if (error.code === 'NotImplemented') return false;
  return error.status >= 500 || /Throttl|TooManyRequests|RequestLimitExceeded/.test(error.code);
}

interface RetryPolicy {
  readonly MaximumRetryAttempts?: number | undefined;
  readonly MaximumEventAgeInSeconds?: number | undefined;
}

function retried(delivery: Delivery, policy: RetryPolicy = {}, now: number): Delivery | undefined {
  const { MaximumRetryAttempts = RETRIES.attempts, MaximumEventAgeInSeconds = RETRIES.ageSeconds } = policy;
  const { failures, receivedAt } = delivery;
  const dueAt = now + Math.min(2 ** failures, LONGEST_PAUSE) * SECOND;
  if (failures >= MaximumRetryAttempts || dueAt > receivedAt + MaximumEventAgeInSeconds * SECOND) return undefined;
  return { ...delivery, failures: failures + 1, dueAt };
}
