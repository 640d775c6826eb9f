import type {
  Datapoint as DatapointAnswer,
  GetMetricDataInput,
  GetMetricDataOutput,
  GetMetricStatisticsInput,
  GetMetricStatisticsOutput,
  ListMetricsInput,
  ListMetricsOutput,
  MetricDataQuery,
  MetricDataResult,
} from '@aws-sdk/client-cloudwatch';

import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { invalidCombination, invalidValue, missingParameter, notImplemented } from './errors.ts';
import { identityOf, isSameMetric, seriesOf } from './metrics.ts';
import { cloudWatchState, type MetricIdentity } from './state.ts';
import { acceptedStat, datapoints, fullMinute, statistic, type Datapoint } from './statistics.ts';

const MOST_DATAPOINTS = 1440;
const PAGE = 500;

interface TimeRange {
  readonly StartTime: Date | undefined;
  readonly EndTime: Date | undefined;
}

export function getMetricStatistics(input: GetMetricStatisticsInput, call: Call): GetMetricStatisticsOutput {
  const { Statistics = [], ExtendedStatistics = [], Unit, MetricName } = input;
  if (Statistics.length + ExtendedStatistics.length === 0) {
    throw invalidCombination('At least one of the parameters Statistics and ExtendedStatistics must be specified.');
  }
  const extended = ExtendedStatistics.map(acceptedStat);
  const { start, end } = rangeOf(input);
  const period = acceptedPeriod(input.Period);
  if ((end - start) / (period * 1000) > MOST_DATAPOINTS) {
    throw invalidCombination(
      `You have requested up to ${Math.ceil((end - start) / (period * 1000))} datapoints, which exceeds the limit of ${MOST_DATAPOINTS}.`,
    );
  }
  const points = datapoints(seriesOf(call.cloud.world, call, identityOf(input), Unit), start, end, period);
  const answered = points.map((point): DatapointAnswer => ({
    Timestamp: new Date(point.at),
    Unit: point.unit,
    ...Object.fromEntries(Statistics.map((name) => [name, statistic(acceptedStat(name), point.minutes)])),
    ...(extended.length > 0 && {
      ExtendedStatistics: Object.fromEntries(extended.map((name) => [name, statistic(name, point.minutes)])),
    }),
  }));
  return { Label: MetricName, Datapoints: answered };
}

export function getMetricData(input: GetMetricDataInput, call: Call): GetMetricDataOutput {
  const { start, end } = rangeOf(input);
  const results = (input.MetricDataQueries ?? []).map((query) => {
    const points = pointsOf(query, start, end, call);
    return resultOf(query, input.ScanBy === 'TimestampAscending' ? points : points.reverse());
  });
  return { MetricDataResults: results, Messages: [] };
}

export function listMetrics(input: ListMetricsInput, call: Call): ListMetricsOutput {
  const { Namespace, MetricName, Dimensions = [], NextToken } = input;
  const found = Object.values(cloudWatchState(call.cloud.world, call).series).filter(
    ({ namespace, name, dimensions }) =>
      (Namespace ?? namespace) === namespace &&
      (MetricName ?? name) === name &&
      Dimensions.every((wanted) =>
        dimensions.some(({ Name, Value }) => Name === wanted.Name && (wanted.Value ?? Value) === Value),
      ),
  );
  const { items, next } = pageOf(distinct(found), NextToken, PAGE);
  return {
    Metrics: items.map(({ namespace, name, dimensions }) => ({
      Namespace: namespace,
      MetricName: name,
      Dimensions: [...dimensions],
    })),
    ...(next && { NextToken: next }),
  };
}

function pointsOf({ Id, MetricStat, Expression }: MetricDataQuery, start: number, end: number, call: Call) {
  if (Expression !== undefined) throw notImplemented('metric math');
  if (!MetricStat) throw missingParameter(`MetricDataQueries.${Id}.MetricStat`);
  const { Metric = {}, Stat = '', Unit } = MetricStat;
  const stat = acceptedStat(Stat);
  const series = seriesOf(call.cloud.world, call, identityOf(Metric), Unit);
  return datapoints(series, start, end, acceptedPeriod(MetricStat.Period)).map((point) => ({ point, stat }));
}

type Chosen = ReturnType<typeof pointsOf>[number];

function resultOf({ Id, Label, MetricStat }: MetricDataQuery, points: readonly Chosen[]): MetricDataResult {
  return {
    Id,
    Label: Label ?? MetricStat?.Metric?.MetricName,
    Timestamps: points.map(({ point }: { point: Datapoint }) => new Date(point.at)),
    Values: points.map(({ point, stat }) => statistic(stat, point.minutes)),
    StatusCode: 'Complete',
  };
}

function rangeOf({ StartTime, EndTime }: TimeRange): { start: number; end: number } {
  if (!StartTime) throw missingParameter('StartTime');
  if (!EndTime) throw missingParameter('EndTime');
  if (StartTime >= EndTime) throw invalidValue('The parameter StartTime must be less than the parameter EndTime.');
  return { start: fullMinute(StartTime.getTime()), end: EndTime.getTime() };
}

/** Metrics are kept by the minute. */
function acceptedPeriod(period: number | undefined): number {
  if (period === undefined) throw missingParameter('Period');
  if (period > 0 && period % 60 === 0) return period;
  throw invalidValue(`The parameter Period must be a multiple of 60, and is ${period}.`);
}

function distinct<T extends MetricIdentity>(metrics: readonly T[]): T[] {
  return metrics.filter((one, index) => metrics.findIndex((other) => isSameMetric(one, other)) === index);
}
