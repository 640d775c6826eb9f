import type { Predictions } from './types.ts';

/**
 * How sure a model is of a class. A prediction that is no probability is refused, and counts here as the nearest that is
 * one: as 0 if it is no number.
 */
export function probability(row: readonly number[] | undefined, place: number): number {
  const [first = Number.NaN] = row ?? [];
  const said = row?.length === 1 ? (place === 1 ? first : 1 - first) : (row?.[place] ?? Number.NaN);
  return Number.isNaN(said) ? 0 : Math.min(Math.max(said, 0), 1);
}

/** The class that a model decides for: the second of two beyond one half, else the most probable, the first of equals. */
function decided(row: readonly number[] | undefined): number {
  if (row === undefined) return 0;
  if (row.length === 1) return probability(row, 1) > 0.5 ? 1 : 0;
  return row.reduce((best, _, place) => (probability(row, place) > probability(row, best) ? place : best), 0);
}

export function decisions(predictions: Predictions): Uint32Array {
  return Uint32Array.from(predictions, decided);
}

const PROBABILITIES_MAY_SUM_WITHIN = 1e-3;

/** Whether a prediction is what a model of classes can say at all. */
export function isProbability(row: readonly number[]): boolean {
  if (!row.every((each) => each >= 0 && each <= 1)) return false;
  const sum = row.reduce((one, other) => one + other, 0);
  return row.length === 1 || Math.abs(sum - 1) <= PROBABILITIES_MAY_SUM_WITHIN;
}
