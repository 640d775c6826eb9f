import type { Counts } from './types.ts';

/** Of values as often as each counts; an endless one that does not count is left out. */
export function weightedMean(values: Float64Array, counts: Counts): number {
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) {
    const count = counts[at] ?? 0;
    if (count > 0) sum += count * (values[at] ?? 0);
  }
  return sum / total(counts);
}

export function total(counts: Counts): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}

/** The places of values by their size. */
export function orderOf(values: Float64Array): Uint32Array {
  return Uint32Array.from(values.keys()).sort((one, other) => (values[one] ?? 0) - (values[other] ?? 0));
}
