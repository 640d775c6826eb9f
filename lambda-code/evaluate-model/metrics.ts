import type { Metric } from '../../src/lab/release.ts';

export type Metrics = Readonly<Record<Metric, number>>;

/** How far predictions are from the truth, which is above zero; both have as many values, at least one. */
export function metricsOf(truth: readonly number[], predictions: readonly number[]): Metrics {
  const errors = truth.map((value, at) => (predictions[at] ?? Number.NaN) - value);
  return {
    mdape: 100 * median(errors.map((error, at) => Math.abs(error) / (truth[at] ?? Number.NaN))),
    rmse: Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
