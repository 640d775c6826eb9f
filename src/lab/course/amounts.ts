import { METRIC_TRAITS, type Metric } from './metrics.ts';

/** A number as people compare it: `5`, `199.13`, `0.9374`. */
export function amountText(value: number): string {
  return String(Number(Math.abs(value) < 1 ? value.toPrecision(4) : value.toFixed(2)));
}

/** The same with its unit, if it has one. */
export function withSign(value: number, sign: string): string {
  return `${amountText(value)} ${sign}`.trimEnd();
}

/** A value of a metric, where the label has a unit. */
export function metricText(metric: Metric, value: number, unit = ''): string {
  const kind = METRIC_TRAITS[metric].unit;
  return withSign(value, kind === 'percent' ? '%' : kind === 'label' ? unit : '');
}
