import type { ComparisonOperator, Dimension, StandardUnit, StateValue, Statistic } from '@aws-sdk/client-cloudwatch';

import type { Tags } from '../../kernel/tags.ts';
import type { Slice, World } from '../../kernel/world.ts';

export const MINUTE = 60_000;

/** What a metric was told in one minute, summed up so that the world stays small. */
export interface Minute {
  readonly at: number;
  count: number;
  sum: number;
  min: number;
  max: number;
  /** Value → how often, for percentiles; a minute with very many different values has the first ones only. */
  readonly values: Record<string, number>;
}

export interface MetricIdentity {
  readonly namespace: string;
  readonly name: string;
  /** In the order of their names. */
  readonly dimensions: readonly Dimension[];
}

/** Values of one metric in one unit. */
export interface Series extends MetricIdentity {
  readonly unit: StandardUnit;
  /** In the order of time. */
  minutes: Minute[];
}

/** How often a minute is looked at, or that one of the extended statistics is meant, such as `p90`. */
export type Stat = Statistic | `p${number}`;

export type MissingData = 'breaching' | 'notBreaching' | 'ignore' | 'missing';

/** What PutMetricAlarm sets. */
export interface AlarmConfiguration {
  readonly description?: string;
  readonly metric: MetricIdentity;
  readonly unit?: StandardUnit;
  readonly stat: Stat;
  /** In seconds. */
  readonly period: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  /** Whether the number of datapoints was given, which is told when the alarm is described. */
  readonly isMOutOfN: boolean;
  readonly threshold: number;
  readonly comparison: ComparisonOperator;
  readonly missingData: MissingData;
  readonly actionsEnabled: boolean;
  readonly actions: Readonly<Record<StateValue, readonly string[]>>;
}

export interface Alarm {
  readonly name: string;
  readonly arn: string;
  configuration: AlarmConfiguration;
  configuredAt: number;
  state: { readonly value: StateValue; readonly reason: string; readonly data?: string };
  stateUpdatedAt: number;
  transitionedAt: number;
  /** When it is looked at next; absent while nothing but new data can change its state. */
  evaluateAt?: number;
  tags: Tags;
}

interface CloudWatchState {
  readonly series: Record<string, Series>;
  readonly alarms: Record<string, Alarm>;
}

/** Where something is. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

export const CLOUDWATCH: Slice<CloudWatchState> = { name: 'cloudwatch', initial: () => ({ series: {}, alarms: {} }) };

export function cloudWatchState(world: World, { account, region }: Place): CloudWatchState {
  return world.slice(CLOUDWATCH, account, region);
}

export function* everyAlarm(world: World): Generator<Place & { alarm: Alarm }> {
  for (const { account, region, value } of world.each(CLOUDWATCH)) {
    for (const alarm of Object.values(value.alarms)) yield { account, region, alarm };
  }
}

export function alarmArn({ account, region }: Place, name: string): string {
  return `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`;
}

export function alarmInventory(world: World, account: string): string[] {
  return [...everyAlarm(world)].filter((one) => one.account === account).map(({ alarm }) => alarm.arn);
}
