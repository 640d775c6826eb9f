import { isAboveZero, labelOf } from '../../src/lab/course/course.ts';
import type { Course } from '../../src/lab/course/types.ts';
import type { Predictions, Truth } from '../../src/lab/measures/types.ts';

/** The errors that a median hides. They may be of different rows. */
export interface LargestErrors {
  /** In the unit of what is predicted. */
  readonly absolute: number;
  /** Of the true value; absent where that may be nothing. */
  readonly percent?: number;
}

/** What is no number is as wrong as can be. */
export function largestErrors(course: Course, truth: Truth, predictions: Predictions): LargestErrors {
  let [absolute, percent] = [0, 0];
  for (const [at, value] of truth.entries()) {
    const error = Math.abs((predictions[at]?.[0] ?? Number.NaN) - value);
    const distance = Number.isNaN(error) ? Infinity : error;
    absolute = Math.max(absolute, distance);
    percent = Math.max(percent, (100 * distance) / value);
  }
  return isAboveZero(labelOf(course)) ? { absolute, percent } : { absolute };
}
