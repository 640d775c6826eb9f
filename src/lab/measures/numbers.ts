import { orderOf, total, weightedMean } from './sums.ts';
import type { Counts, Predictions, Truth, Weighted } from './types.ts';

/** The typical distance in percent of the true value, which is above zero. */
export function medianPercentageError(truth: Truth, predictions: Predictions): Weighted {
  const percents = errorsOf(truth, predictions).map((error, at) => (100 * error) / (truth[at] ?? Number.NaN));
  const order = orderOf(percents);
  return (counts) => weightedMedian(percents, order, counts);
}

export function rootMeanSquaredError(truth: Truth, predictions: Predictions): Weighted {
  const squares = errorsOf(truth, predictions).map((error) => error ** 2);
  return (counts) => Math.sqrt(weightedMean(squares, counts));
}

export function meanAbsoluteError(truth: Truth, predictions: Predictions): Weighted {
  const errors = errorsOf(truth, predictions);
  return (counts) => weightedMean(errors, counts);
}

/** The share of the variance that predictions explain: none where they are no better than the mean, or less. */
export function determination(truth: Truth, predictions: Predictions): Weighted {
  const center = truth.reduce((sum, value) => sum + value, 0) / truth.length;
  const offsets = Float64Array.from(truth, (value) => value - center);
  const spreads = offsets.map((offset) => offset ** 2);
  const squares = errorsOf(truth, predictions).map((error) => error ** 2);
  return (counts) => {
    const variance = weightedMean(spreads, counts) - weightedMean(offsets, counts) ** 2;
    return 1 - weightedMean(squares, counts) / variance;
  };
}

/** What is no number is as wrong as can be. */
function errorsOf(truth: Truth, predictions: Predictions): Float64Array {
  return Float64Array.from(truth, (value, at) => {
    const error = Math.abs((predictions[at]?.[0] ?? Number.NaN) - value);
    return Number.isNaN(error) ? Infinity : error;
  });
}

function weightedMedian(values: Float64Array, order: Uint32Array, counts: Counts): number {
  const all = total(counts);
  const lower = valueAt(Math.floor((all - 1) / 2), values, order, counts);
  return all % 2 === 1 ? lower : (lower + valueAt(all / 2, values, order, counts)) / 2;
}

/** The value at a rank, from 0, where each value stands as often as it counts. */
function valueAt(rank: number, values: Float64Array, order: Uint32Array, counts: Counts): number {
  let before = 0;
  for (const at of order) {
    before += counts[at] ?? 0;
    if (before > rank) return values[at] ?? Number.NaN;
  }
  return Number.NaN;
}

/** The value in the middle, or what lies between the two. */
export function median(values: readonly number[]): number {
  const all = Float64Array.from(values);
  return weightedMedian(all, orderOf(all), new Uint16Array(values.length).fill(1));
}
