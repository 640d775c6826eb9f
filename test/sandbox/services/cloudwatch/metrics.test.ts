import type {
  GetMetricDataOutput,
  GetMetricStatisticsOutput,
  ListMetricsOutput,
  MetricDatum,
} from '@aws-sdk/client-cloudwatch';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';

import { iamAuthorizer } from '../../../../src/sandbox/authorization/authorizer.ts';
import { BEGIN, REGION, refused, stage, TOOLS, type Stage } from '../events/stage.ts';

const MINUTE = 60_000;
const Dimensions = [
  { Name: 'VariantName', Value: 'AllTraffic' },
  { Name: 'EndpointName', Value: 'production' },
];

let one: Stage;
let monitoring: <Output = Record<string, unknown>>(operation: string, input?: object) => Output;

beforeEach(() => {
  one = stage();
  monitoring = (operation, input) => one.call('monitoring', operation, input);
});

function put(...MetricData: Partial<MetricDatum>[]): void {
  const data = MetricData.map((datum) => ({ MetricName: 'Latency', ...datum }));
  monitoring('PutMetricData', { Namespace: 'Lab', MetricData: data });
}

function statistics(more: object = {}) {
  const { Datapoints = [] } = monitoring<GetMetricStatisticsOutput>('GetMetricStatistics', {
    Namespace: 'Lab',
    MetricName: 'Latency',
    StartTime: new Date(BEGIN),
    EndTime: new Date(BEGIN + 60 * MINUTE),
    Period: 60,
    Statistics: ['SampleCount', 'Sum', 'Average', 'Minimum', 'Maximum'],
    ...more,
  });
  return Datapoints;
}

describe('metric data', () => {
  it('is summed up by the minute', () => {
    put({ Value: 2 }, { Value: 4 });
    one.pass(60);
    put({ Values: [1, 5], Counts: [3, 1] });
    put({ StatisticValues: { SampleCount: 2, Sum: 20, Minimum: 8, Maximum: 12 } });
    expect(statistics()).toEqual([
      { Timestamp: new Date(BEGIN), Unit: 'None', SampleCount: 2, Sum: 6, Average: 3, Minimum: 2, Maximum: 4 },
      {
        Timestamp: new Date(BEGIN + MINUTE),
        Unit: 'None',
        SampleCount: 6,
        Sum: 28,
        Average: 28 / 6,
        Minimum: 1,
        Maximum: 12,
      },
    ]);
    expect(statistics({ Period: 300, Statistics: ['Sum'] })).toMatchObject([{ Timestamp: new Date(BEGIN), Sum: 34 }]);
  });

  it('is apart by dimensions, whatever their order, and by units where one is asked for', () => {
    put({ Value: 1, Dimensions, Unit: 'Seconds' }, { Value: 2, Dimensions, Unit: 'Milliseconds' }, { Value: 4 });
    const sums = (more: object) => statistics({ Statistics: ['Sum'], ...more }).map(({ Sum }) => Sum);
    expect(sums({})).toEqual([4]);
    expect(sums({ Dimensions: [...Dimensions].reverse() })).toEqual([3]);
    expect(sums({ Dimensions, Unit: 'Seconds' })).toEqual([1]);
    expect(sums({ Dimensions: Dimensions.slice(1) })).toEqual([]);
  });

  it('has percentiles', () => {
    put({ Values: [1, 2, 3, 4, 100], Counts: [25, 25, 25, 24, 1] });
    const percentiles = statistics({ Statistics: [], ExtendedStatistics: ['p50', 'p90', 'p100'] });
    expect(percentiles).toMatchObject([{ ExtendedStatistics: { p50: 2, p90: 4, p100: 100 } }]);
  });

  it('is queried, several metrics at once', () => {
    put({ Value: 1 }, { MetricName: 'Errors', Value: 7 });
    one.pass(60);
    put({ Value: 3 });
    const query = (Id: string, MetricName: string) => ({
      Id,
      MetricStat: { Metric: { Namespace: 'Lab', MetricName }, Period: 60, Stat: 'Maximum' },
    });
    const input = {
      MetricDataQueries: [query('a', 'Latency'), query('b', 'Errors')],
      StartTime: new Date(BEGIN),
      EndTime: new Date(BEGIN + 5 * MINUTE),
    };
    const { MetricDataResults } = monitoring<GetMetricDataOutput>('GetMetricData', input);
    expect(MetricDataResults).toEqual([
      {
        Id: 'a',
        Label: 'Latency',
        Timestamps: [new Date(BEGIN + MINUTE), new Date(BEGIN)],
        Values: [3, 1],
        StatusCode: 'Complete',
      },
      { Id: 'b', Label: 'Errors', Timestamps: [new Date(BEGIN)], Values: [7], StatusCode: 'Complete' },
    ]);
    const math = { ...input, MetricDataQueries: [{ Id: 'c', Expression: 'a+b' }] };
    expect(() => monitoring('GetMetricData', math)).toThrow(refused('NotImplemented', 'metric math'));
  });

  it('is listed by metric, and forgotten after three hours', () => {
    put({ Value: 1, Dimensions }, { Value: 1, Dimensions, Unit: 'Count' }, { MetricName: 'Errors', Value: 1 });
    const list = (more: object = {}) =>
      monitoring<ListMetricsOutput>('ListMetrics', { Namespace: 'Lab', ...more }).Metrics;
    expect(list()).toMatchObject([{ MetricName: 'Latency' }, { MetricName: 'Errors' }]);
    expect(list({ MetricName: 'Errors' })).toHaveLength(1);
    expect(list({ Dimensions: [{ Name: 'VariantName' }] })).toMatchObject([{ MetricName: 'Latency' }]);
    one.pass(3 * 3600);
    put({ MetricName: 'Errors', Value: 1 });
    expect(list()).toMatchObject([{ MetricName: 'Errors' }]);
    expect(statistics()).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['without a name', { MetricName: '' }, 'MissingParameter'],
    ['without a value', { Value: undefined }, 'InvalidParameterCombination'],
    ['with two kinds of values', { Values: [1] }, 'InvalidParameterCombination'],
    ['of long ago', { Timestamp: new Date(BEGIN - 15 * 24 * 60 * MINUTE) }, 'InvalidParameterValue'],
    ['of the far future', { Timestamp: new Date(BEGIN + 3 * 60 * MINUTE) }, 'InvalidParameterValue'],
    ['that is no number', { Value: NaN }, 'InvalidParameterValue'],
    ['with counts of other values', { Value: undefined, Values: [1, 2], Counts: [1] }, 'InvalidParameterValue'],
  ])('is refused %s, with all that came with it', (_, datum, code) => {
    expect(() => put({ Value: 1 }, { Value: 1, ...datum })).toThrow(refused(code));
    expect(statistics()).toEqual([]);
  });

  it("is put into AWS's own namespaces by AWS's services alone", () => {
    const input = { Namespace: 'AWS/Lambda', MetricData: [{ MetricName: 'Errors', Value: 1 }] };
    expect(() => monitoring('PutMetricData', input)).toThrow(refused('InvalidParameterValue', 'AWS/Lambda'));
    const lambda = { kind: 'service', account: TOOLS, arn: 'lambda.amazonaws.com', userId: 'lambda' } as const;
    expect(() => one.call('monitoring', 'PutMetricData', input, lambda)).not.toThrow();
  });

  it('needs leave by the name that IAM has for CloudWatch, within a namespace', () => {
    one = stage({ authorize: iamAuthorizer });
    const writer = one.assumed(one.role('writer', { AWS: TOOLS }, 'sns:*'));
    const write = (Namespace: string) => () =>
      one.call('monitoring', 'PutMetricData', { Namespace, MetricData: [{ MetricName: 'x', Value: 1 }] }, writer);
    expect(write('Lab')).toThrow(refused('AccessDenied', 'cloudwatch:PutMetricData'));
    const Statement = {
      Effect: 'Allow',
      Action: 'cloudwatch:PutMetricData',
      Resource: '*',
      Condition: { StringEquals: { 'cloudwatch:namespace': 'Lab' } },
    };
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    one.call('iam', 'PutRolePolicy', { RoleName: 'writer', PolicyName: 'write', PolicyDocument });
    expect(write('Lab')).not.toThrow();
    expect(write('Other')).toThrow(refused('AccessDenied'));
  });

  it('adds up, in whatever pieces it comes', () => {
    const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 20 }), (numbers, size) => {
        one = stage();
        for (let at = 0; at < numbers.length; at += size) put({ Values: numbers.slice(at, at + size) });
        expect(statistics()).toMatchObject([
          {
            SampleCount: numbers.length,
            Sum: numbers.reduce((sum, number) => sum + number, 0),
            Minimum: Math.min(...numbers),
            Maximum: Math.max(...numbers),
          },
        ]);
      }),
      { numRuns: 30 },
    );
  });

  it.each<[string, object, string]>([
    ['without a statistic', { Statistics: [] }, 'InvalidParameterCombination'],
    ['for another statistic', { Statistics: ['Median'] }, 'InvalidParameterValue'],
    ['by the second', { Period: 1 }, 'InvalidParameterValue'],
    ['back in time', { EndTime: new Date(BEGIN - 1) }, 'InvalidParameterValue'],
    ['for more than is answered', { EndTime: new Date(BEGIN + 2000 * MINUTE) }, 'InvalidParameterCombination'],
  ])('cannot be asked for %s', (_, input, code) => {
    put({ Value: 1 });
    expect(() => statistics(input)).toThrow(refused(code));
  });
});

it('is of one region', () => {
  put({ Value: 1 });
  const input = { Namespace: 'Lab' };
  const elsewhere = { principal: one.operator, account: TOOLS, region: 'us-east-1', service: 'monitoring' } as const;
  expect(one.cloud.invoke({ ...elsewhere, operation: 'ListMetrics', input })).toEqual({ Metrics: [] });
  expect(REGION).not.toBe('us-east-1');
});
