import type { RuleState, Target } from '@aws-sdk/client-eventbridge';

import type { Tags } from '../../kernel/tags.ts';
import type { Slice, World } from '../../kernel/world.ts';

/** An event as patterns, paths and targets see it ("Amazon EventBridge events", EventBridge guide). */
export interface BusEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

export interface Rule {
  readonly name: string;
  readonly arn: string;
  eventPattern: string;
  state: RuleState;
  description?: string;
  targets: Target[];
  tags: Tags;
}

/** An event on its way to a target of a rule that it matched. */
export interface Delivery {
  readonly rule: string;
  readonly target: string;
  readonly event: BusEvent;
  readonly receivedAt: number;
  readonly dueAt: number;
  readonly failures: number;
}

export interface EventsState {
  readonly rules: Record<string, Rule>;
  deliveries: Delivery[];
}

/** Where something is. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

export const EVENTS: Slice<EventsState> = { name: 'events', initial: () => ({ rules: {}, deliveries: [] }) };

export function eventsState(world: World, { account, region }: Place): EventsState {
  return world.slice(EVENTS, account, region);
}

export function* everyEventsState(world: World): Generator<Place & { state: EventsState }> {
  for (const { account, region, value } of world.each(EVENTS)) yield { account, region, state: value };
}

export function ruleInventory(world: World, account: string): string[] {
  return [...everyEventsState(world)]
    .filter((slice) => slice.account === account)
    .flatMap(({ state }) => Object.values(state.rules).map(({ arn }) => arn));
}
