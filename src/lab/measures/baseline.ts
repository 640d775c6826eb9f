import type { Metric } from '../course/metrics.ts';
import { median } from './numbers.ts';
import type { Truth } from './types.ts';

type Guess = (truth: Truth, classes: number) => readonly number[];

const meanOf: Guess = (truth) => [truth.reduce((sum, value) => sum + value, 0) / truth.length];
const medianOf: Guess = (truth) => [median(truth)];

/** How often each class is the true one; of two the share of the second. */
const sharesOf: Guess = (truth, classes) => {
  const shares = new Float64Array(classes);
  for (const one of truth) shares[one] = (shares[one] ?? 0) + 1 / truth.length;
  return classes === 2 ? [...shares.subarray(1)] : [...shares];
};

/** Never to decide for the class that is looked for finds none of it, so always to do so is the better guess. */
const always: Guess = (truth, classes) => (classes === 2 ? [1] : sharesOf(truth, classes));

/**
 * The same answer for every row, whatever it holds, and the best of them that is easily told: the mean where squares
 * count, else the median; the shares of the classes, which decide for the largest one.
 */
export const GUESSES: Readonly<Record<Metric, Guess>> = {
  mdape: medianOf,
  rmse: meanOf,
  mae: medianOf,
  r2: meanOf,
  auc: sharesOf,
  logloss: sharesOf,
  f1: always,
  accuracy: sharesOf,
};
