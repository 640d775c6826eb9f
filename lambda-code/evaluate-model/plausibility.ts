import { isAboveZero, labelOf } from '../../src/lab/course/course.ts';
import type { Course } from '../../src/lab/course/types.ts';
import { isProbability } from '../../src/lab/measures/probabilities.ts';
import type { Predictions, Truth } from '../../src/lab/measures/types.ts';

/** What a predicted number can be at all. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** Predictions that cannot be true, whatever the other ones are like. */
export interface Impossible {
  readonly count: number;
  /** Of numbers the one that is furthest from what can be, of classes the first; absent where all can. */
  readonly worst?: readonly number[];
  /** Of numbers alone. */
  readonly bounds?: Bounds;
}

/** What is no probability says of no class how sure it is. */
export function impossibleClasses(predictions: Predictions): Impossible {
  const odd = predictions.filter((row) => !isProbability(row));
  const [worst] = odd;
  return { count: odd.length, ...(worst && { worst }) };
}

export function impossibleNumbers(course: Course, truth: Truth, predictions: Predictions, factor: number): Impossible {
  const bounds = boundsOf(course, truth, factor);
  const odd = predictions.filter(([prediction]) => distance(prediction, bounds) > 0);
  const [first, ...others] = odd;
  if (!first) return { count: 0, bounds };
  const further = (one: readonly number[], other: readonly number[]) =>
    distance(other[0], bounds) > distance(one[0], bounds) ? other : one;
  return { count: odd.length, worst: others.reduce(further, first), bounds };
}

/**
 * So many times less or more than was ever seen, which is above nothing if the truth is. What may be nothing, or less, is
 * held to how far it reached instead: so many times the range, less the one that was seen.
 */
function boundsOf(course: Course, truth: Truth, factor: number): Bounds {
  const least = truth.reduce((one, other) => Math.min(one, other));
  const most = truth.reduce((one, other) => Math.max(one, other));
  if (isAboveZero(labelOf(course))) return { least: least / factor, most: most * factor };
  const beyond = (factor - 1) * (most - least);
  return { least: least - beyond, most: most + beyond };
}

/** How far a prediction is from what can be; what is no number is as far as can be. */
function distance(prediction = Number.NaN, { least, most }: Bounds): number {
  if (Number.isNaN(prediction)) return Infinity;
  return Math.max(least - prediction, prediction - most, 0);
}
