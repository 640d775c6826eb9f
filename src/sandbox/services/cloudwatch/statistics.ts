import type { StandardUnit } from '@aws-sdk/client-cloudwatch';

import { own } from '../../../own.ts';
import { invalidValue } from './errors.ts';
import { MINUTE, type Minute, type Series, type Stat } from './state.ts';

/** Several minutes summed up: a datapoint before a statistic is chosen. */
export interface Datapoint {
  readonly at: number;
  readonly unit: StandardUnit;
  readonly minutes: readonly Minute[];
}

const STATISTICS: Readonly<Record<string, (minutes: readonly Minute[]) => number>> = {
  SampleCount: (minutes) => total(minutes, 'count'),
  Sum: (minutes) => total(minutes, 'sum'),
  Average: (minutes) => total(minutes, 'sum') / total(minutes, 'count'),
  Minimum: (minutes) => Math.min(...minutes.map(({ min }) => min)),
  Maximum: (minutes) => Math.max(...minutes.map(({ max }) => max)),
};

/** A statistic by its name, or a percentile such as `p90` or `p99.9`. */
export function acceptedStat(name: string): Stat {
  const isPercentile = /^p(\d{1,2}(\.\d+)?|100)$/.test(name);
  if (isPercentile || Object.hasOwn(STATISTICS, name)) return name as Stat;
  throw invalidValue(`The value ${name} for parameter Statistic is not supported.`);
}

export function statistic(stat: Stat, minutes: readonly Minute[]): number {
  const compute = own(STATISTICS, stat);
  return compute ? compute(minutes) : percentile(minutes, Number(stat.slice(1)));
}

/** The datapoints of `period` seconds from `start` on and before `end`, those without data left out. */
export function datapoints(series: readonly Series[], start: number, end: number, period: number): Datapoint[] {
  const length = period * 1000;
  const points = new Map<number, { at: number; unit: StandardUnit; minutes: Minute[] }>();
  for (const { unit, minutes } of series) {
    for (const minute of minutes.filter(({ at }) => at >= start && at < end)) {
      const at = start + Math.floor((minute.at - start) / length) * length;
      const point = points.get(at) ?? { at, unit, minutes: [] };
      point.minutes.push(minute);
      points.set(at, point);
    }
  }
  return [...points.values()].sort((a, b) => a.at - b.at);
}

/** Periods begin at full minutes. */
export function fullMinute(time: number): number {
  return Math.floor(time / MINUTE) * MINUTE;
}

function total(minutes: readonly Minute[], member: 'count' | 'sum'): number {
  return minutes.reduce((sum, minute) => sum + minute[member], 0);
}

/** The value below which that share of all observed ones lies. Sets of statistics have none to look at. */
function percentile(minutes: readonly Minute[], percent: number): number {
  const counted = minutes
    .flatMap(({ values }) => Object.entries(values))
    .map(([value, count]) => ({ value: Number(value), count }))
    .sort((a, b) => a.value - b.value);
  const wanted = (percent / 100) * counted.reduce((sum, { count }) => sum + count, 0);
  let seen = 0;
  const found = counted.find(({ count }) => (seen += count) >= wanted);
  return found?.value ?? STATISTICS['Average']?.(minutes) ?? 0;
}
