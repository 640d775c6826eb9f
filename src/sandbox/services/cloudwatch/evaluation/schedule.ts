import type { World } from '../../../kernel/world.ts';
import { isSameMetric } from '../metrics.ts';
import { CLOUDWATCH, cloudWatchState, MINUTE, type Alarm, type MetricIdentity, type Place } from '../state.ts';

/** Alarms are looked at as each minute ends, while that can change their state. */
function nextMinute(now: number): number {
  return (Math.floor(now / MINUTE) + 1) * MINUTE;
}

export function nextEvaluation(world: World): number | undefined {
  let next: number | undefined;
  for (const { value } of world.survey(CLOUDWATCH)) {
    for (const { evaluateAt } of Object.values(value.alarms)) {
      if (evaluateAt !== undefined && evaluateAt < (next ?? Infinity)) next = evaluateAt;
    }
  }
  return next;
}

/** Has the alarms over a metric looked at again: there is news of it. */
export function awaitEvaluation(world: World, place: Place, metric: MetricIdentity): void {
  for (const alarm of Object.values(cloudWatchState(world, place).alarms)) {
    if (isSameMetric(alarm.configuration.metric, metric)) lookAgain(alarm, world.now);
  }
}

export function lookAgain(alarm: Alarm, now: number): void {
  alarm.evaluateAt ??= nextMinute(now);
}
