import { METRIC_TRAITS, type Metric, METRICS } from '../course/metrics.ts';
import { own } from '../../own.ts';

/** What is told of a model by one metric. */
export interface ToldMeasure {
  readonly metric: Metric;
  readonly value: number;
  /** What the same answer for every row reaches. */
  readonly baseline: number;
  /** 95 % of what it would have been with other rows. */
  readonly interval: { readonly least: number; readonly most: number };
}

/** Measures as variables, each metric by its words: `RootMeanSquaredError`, `RootMeanSquaredErrorBaseline` and so on. */
export function variablesOf(measures: readonly ToldMeasure[]): Record<string, string> {
  return Object.fromEntries(
    measures.flatMap(({ metric, value, baseline, interval }) => {
      const name = nameOf(metric);
      const told = { '': value, Baseline: baseline, Least: interval.least, Most: interval.most };
      return Object.entries(told).map(([part, number]) => [`${name}${part}`, numberText(number)] as const);
    }),
  );
}

/** The measures among variables. */
export function measuresIn(variables: Readonly<Record<string, string>>): ToldMeasure[] {
  return METRICS.flatMap((metric) => {
    const number = (part: string) => Number(own(variables, `${nameOf(metric)}${part}`));
    const value = number('');
    if (own(variables, nameOf(metric)) === undefined) return [];
    return [
      { metric, value, baseline: number('Baseline'), interval: { least: number('Least'), most: number('Most') } },
    ];
  });
}

/** `root mean squared error` as `RootMeanSquaredError`. */
function nameOf(metric: Metric): string {
  return METRIC_TRAITS[metric].name.replace(/(?:^|\s)(\S)/g, (_, first: string) => first.toUpperCase());
}

/** A number with a point, without a unit, and precise enough to calculate with. */
export function numberText(value: number): string {
  return String(Number(Math.abs(value) < 1 ? value.toPrecision(6) : value.toFixed(4)));
}
