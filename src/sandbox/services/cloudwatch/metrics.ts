import type { Dimension, StandardUnit } from '@aws-sdk/client-cloudwatch';

import { own, put } from '../../../own.ts';
import type { World } from '../../kernel/world.ts';
import { cloudWatchState, MINUTE, type MetricIdentity, type Minute, type Place, type Series } from './state.ts';

/** CloudWatch keeps minutes for 15 days; the sandbox, for as long as anybody of the lab looks back. */
const KEPT = 3 * 60 * MINUTE;
const MOST_VALUES = 100;

export interface MetricName {
  readonly Namespace?: string | undefined;
  readonly MetricName?: string | undefined;
  readonly Dimensions?: readonly Dimension[] | undefined;
}

export function identityOf({ Namespace = '', MetricName = '', Dimensions = [] }: MetricName): MetricIdentity {
  const dimensions = Dimensions.map(({ Name, Value }) => ({ Name, Value })).sort((a, b) =>
    (a.Name ?? '') < (b.Name ?? '') ? -1 : 1,
  );
  return { namespace: Namespace, name: MetricName, dimensions };
}

export function isSameMetric(one: MetricIdentity, other: MetricIdentity): boolean {
  return keyOf(one) === keyOf(other);
}

/** Values that were observed in one minute, and how often each. */
export interface Sample extends Pick<Minute, 'at' | 'count' | 'sum' | 'min' | 'max'> {
  readonly values: readonly (readonly [value: number, count: number])[];
}

export function record(world: World, place: Place, metric: MetricIdentity, unit: StandardUnit, sample: Sample): void {
  const { series } = cloudWatchState(world, place);
  const key = `${keyOf(metric)} ${unit}`;
  const one = own(series, key) ?? put(series, key, { ...metric, unit, minutes: [] });
  add(minuteOf(one, sample.at), sample);
}

/** Forgets what is too old to matter. */
export function forgetOld(world: World, place: Place): void {
  const { series } = cloudWatchState(world, place);
  const isOld = ({ at }: Minute) => at <= world.now - KEPT;
  for (const [key, one] of Object.entries(series)) {
    // The oldest is the first.
    if (!one.minutes.slice(0, 1).some(isOld)) continue;
    one.minutes = one.minutes.filter((minute) => !isOld(minute));
    if (one.minutes.length === 0) delete series[key];
  }
}

/** What is known of a metric, in one unit or in all. */
export function seriesOf(world: World, place: Place, metric: MetricIdentity, unit?: StandardUnit): Series[] {
  const { series } = cloudWatchState(world, place);
  return Object.values(series).filter((one) => isSameMetric(one, metric) && (unit ?? one.unit) === one.unit);
}

function keyOf({ namespace, name, dimensions }: MetricIdentity): string {
  return JSON.stringify([namespace, name, ...dimensions.map(({ Name, Value }) => [Name, Value])]);
}

function minuteOf(series: Series, at: number): Minute {
  const known = series.minutes.findLast((minute) => minute.at === at);
  if (known) return known;
  const minute = { at, count: 0, sum: 0, min: Number.MAX_VALUE, max: -Number.MAX_VALUE, values: {} };
  const latest = series.minutes.at(-1)?.at ?? 0;
  series.minutes.push(minute);
  if (at < latest) series.minutes.sort((a, b) => a.at - b.at);
  return minute;
}

function add(minute: Minute, sample: Sample): void {
  minute.count += sample.count;
  minute.sum += sample.sum;
  minute.min = Math.min(minute.min, sample.min);
  minute.max = Math.max(minute.max, sample.max);
  for (const [value, count] of sample.values) {
    const known = minute.values[value];
    if (known !== undefined || Object.keys(minute.values).length < MOST_VALUES)
      minute.values[value] = (known ?? 0) + count;
  }
}
