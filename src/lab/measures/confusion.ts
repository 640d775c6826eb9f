import { decisions } from './probabilities.ts';
import type { Counts, Predictions, Truth } from './types.ts';

/** How many rows of a class are taken for which: a row for each class that is true, a column for each decided for. */
export type Confusion = readonly (readonly number[])[];

export function confusionOf(truth: Truth, predictions: Predictions, classes: number): Confusion {
  return tableOf(tally(truth, decisions(predictions), classes, new Uint16Array(truth.length).fill(1)), classes);
}

/** The same as one list, row after row. */
export function tally(truth: Truth, decided: Uint32Array, classes: number, counts: Counts): Float64Array {
  const cells = new Float64Array(classes * classes);
  for (let at = 0; at < counts.length; at += 1) {
    const cell = (truth[at] ?? 0) * classes + (decided[at] ?? 0);
    cells[cell] = (cells[cell] ?? 0) + (counts[at] ?? 0);
  }
  return cells;
}

function tableOf(cells: Float64Array, classes: number): Confusion {
  return Array.from({ length: classes }, (_, row) => [...cells.subarray(row * classes, (row + 1) * classes)]);
}

/** What is known of one class against all others. */
export interface OfClass {
  readonly right: number;
  readonly missed: number;
  readonly wrong: number;
}

export function ofClass(cells: Float64Array, classes: number, one: number): OfClass {
  const cell = (row: number, column: number) => cells[row * classes + column] ?? 0;
  const right = cell(one, one);
  let [missed, wrong] = [-right, -right];
  for (let other = 0; other < classes; other += 1) {
    missed += cell(one, other);
    wrong += cell(other, one);
  }
  return { right, missed, wrong };
}
