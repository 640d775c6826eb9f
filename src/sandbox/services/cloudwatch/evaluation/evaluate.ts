import type { ComparisonOperator } from '@aws-sdk/client-cloudwatch';

import type { Cloud } from '../../../kernel/service.ts';
import { seriesOf } from '../metrics.ts';
import { everyAlarm, MINUTE, type Alarm, type AlarmConfiguration, type Place } from '../state.ts';
import { datapoints, fullMinute, statistic } from '../statistics.ts';
import { changeState } from './change.ts';
import { periodsLookedAt, stateFor, type Finding } from './judge.ts';
import { reasonFor, type Observation } from './reason.ts';

type Comparison = (value: number, threshold: number) => boolean;

const COMPARISONS: Readonly<Partial<Record<ComparisonOperator, Comparison>>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
};

/** The others compare with bands of anomaly detection. */
export function isComparison(name: string): name is ComparisonOperator {
  return Object.hasOwn(COMPARISONS, name);
}

export function evaluateDue(cloud: Cloud): void {
  for (const { alarm, ...place } of everyAlarm(cloud.world)) {
    if (alarm.evaluateAt !== undefined && alarm.evaluateAt <= cloud.world.now) evaluate(cloud, place, alarm);
  }
}

/** What the alarm sees now, and what that changes; it looks again while what it sees goes on changing. */
function evaluate(cloud: Cloud, place: Place, alarm: Alarm): void {
  const { configuration } = alarm;
  const end = fullMinute(cloud.world.now);
  const observations = observationsOf(cloud, place, configuration, end);
  const findings = observations.map((one) => findingOf(one, configuration));
  const value = stateFor(findings, configuration);
  if (value !== undefined && value !== alarm.state.value) {
    const reason = reasonFor(value, observations, findings, alarm);
    changeState(cloud, place, alarm, { value, reason });
  }
  const hasMoreToSee = findings.some((finding) => finding !== 'missing') || isToldOf(cloud, place, configuration, end);
  if (hasMoreToSee) alarm.evaluateAt = end + MINUTE;
  else delete alarm.evaluateAt;
}

/** The periods up to `end`, the oldest first. */
function observationsOf(cloud: Cloud, place: Place, configuration: AlarmConfiguration, end: number): Observation[] {
  const { metric, unit, period, stat } = configuration;
  const count = periodsLookedAt(configuration);
  const start = end - count * period * 1000;
  const points = datapoints(seriesOf(cloud.world, place, metric, unit), start, end, period);
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * period * 1000;
    const point = points.find((one) => one.at === at);
    return { at, ...(point && { value: statistic(stat, point.minutes) }) };
  });
}

function findingOf({ value }: Observation, { comparison, threshold }: AlarmConfiguration): Finding {
  if (value === undefined) return 'missing';
  return COMPARISONS[comparison]?.(value, threshold) ? 'breaching' : 'fine';
}

/** Whether there is data of a minute that has not ended yet. */
function isToldOf(cloud: Cloud, place: Place, { metric, unit }: AlarmConfiguration, from: number): boolean {
  return seriesOf(cloud.world, place, metric, unit).some(({ minutes }) => minutes.some(({ at }) => at >= from));
}
