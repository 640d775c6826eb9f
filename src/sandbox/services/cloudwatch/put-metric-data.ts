import type { MetricDatum, PutMetricDataInput } from '@aws-sdk/client-cloudwatch';

import type { Call } from '../../kernel/service.ts';
import { awaitEvaluation } from './evaluation/schedule.ts';
import { invalidCombination, invalidValue, notImplemented } from './errors.ts';
import { forgetOld, identityOf, record, type Sample } from './metrics.ts';
import { MINUTE } from './state.ts';

const HOUR = 60 * MINUTE;
/** How far from the present a value may be (PutMetricData). */
const OLDEST = 14 * 24 * HOUR;
const NEWEST = 2 * HOUR;
const MOST_DATA = 1000;
const MOST_DIMENSIONS = 30;

export function putMetricData(input: PutMetricDataInput, call: Call): object {
  const { Namespace = '', MetricData = [] } = input;
  call.condition('cloudwatch:namespace', Namespace);
  call.about('*');
  if (input.EntityMetricData) throw notImplemented('metric data of entities');
  expectNamespace(Namespace, call);
  if (MetricData.length > MOST_DATA)
    throw invalidValue(`The collection MetricData must not have more than ${MOST_DATA} items.`);
  const samples = MetricData.map((datum, index) => ({ datum, sample: sampleOf(datum, index, call) }));
  const { world } = call.cloud;
  for (const { datum, sample } of samples) {
    const metric = identityOf({ ...datum, Namespace });
    record(world, call, metric, datum.Unit ?? 'None', sample);
    awaitEvaluation(world, call, metric);
  }
  forgetOld(world, call);
  return {};
}

function expectNamespace(namespace: string, { principal }: Call): void {
  if (namespace.startsWith('AWS/') && principal.kind !== 'service') {
    throw invalidValue(
      `The value ${namespace} for parameter Namespace is invalid. Namespaces that begin with AWS/ are reserved.`,
    );
  }
}

function sampleOf(datum: MetricDatum, index: number, call: Call): Sample {
  const member = `MetricData.member.${index + 1}`;
  if ((datum.Dimensions ?? []).length > MOST_DIMENSIONS) {
    throw invalidValue(`The collection ${member}.Dimensions must not have more than ${MOST_DIMENSIONS} items.`);
  }
  const time = datum.Timestamp?.getTime() ?? call.now;
  if (time < call.now - OLDEST || time > call.now + NEWEST) {
    throw invalidValue(
      `The parameter ${member}.Timestamp must specify a time within the past two weeks or the next two hours.`,
    );
  }
  return { at: Math.floor(time / MINUTE) * MINUTE, ...observed(datum, member) };
}

/** A datum is one value, a set of statistics, or many values with how often each was observed. */
function observed(datum: MetricDatum, member: string): Omit<Sample, 'at'> {
  const { Value, StatisticValues: set, Values, Counts } = datum;
  if ([Value, set, Values].filter((given) => given !== undefined).length !== 1) {
    throw invalidCombination(
      `The parameters ${member}.Value, ${member}.StatisticValues and ${member}.Values exclude each other; one is required.`,
    );
  }
  if (set) {
    const { SampleCount = 0, Sum = 0, Minimum = 0, Maximum = 0 } = set;
    return { count: SampleCount, sum: Sum, min: Minimum, max: Maximum, values: [] };
  }
  const values = Values ?? [Value ?? 0];
  const counts = Counts ?? values.map(() => 1);
  if (counts.length !== values.length || !values.every(Number.isFinite)) {
    throw invalidValue(`The values of ${member} have to be numbers, each with one count.`);
  }
  return summedUp(values.map((value, at) => [value, counts[at] ?? 1]));
}

function summedUp(values: readonly (readonly [number, number])[]): Omit<Sample, 'at'> {
  const numbers = values.map(([value]) => value);
  return {
    count: values.reduce((sum, [, count]) => sum + count, 0),
    sum: values.reduce((sum, [value, count]) => sum + value * count, 0),
    min: Math.min(...numbers),
    max: Math.max(...numbers),
    values,
  };
}
