import type { Measured } from '../../src/lab/course/metrics.ts';

export type Metrics = Readonly<Record<Measured, number>>;

/** The errors that a median hides. */
export interface LargestErrors {
  /** In the unit of what is predicted. */
  readonly absolute: number;
  readonly percent: number;
}

/** How far predictions are from the truth, which is above zero; both have as many values, at least one. */
export function measure(truth: readonly number[], predictions: readonly number[]): Metrics {
  const errors = errorsOf(truth, predictions);
  return {
    mdape: median(errors.map(({ percent }) => percent)),
    rmse: Math.sqrt(errors.reduce((sum, { absolute }) => sum + absolute ** 2, 0) / errors.length),
  };
}

export function largestErrors(truth: readonly number[], predictions: readonly number[]): LargestErrors {
  const errors = errorsOf(truth, predictions);
  return errors.reduce((most, { absolute, percent }) => ({
    absolute: Math.max(most.absolute, absolute),
    percent: Math.max(most.percent, percent),
  }));
}

/** What is no number is as wrong as can be. */
function errorsOf(truth: readonly number[], predictions: readonly number[]): LargestErrors[] {
  return truth.map((value, at) => {
    const error = Math.abs((predictions[at] ?? Number.NaN) - value);
    const absolute = Number.isNaN(error) ? Infinity : error;
    return { absolute, percent: (100 * absolute) / value };
  });
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
