import type { DraftColumn } from './draft.ts';
import { isMeasured } from './values.ts';

/** How a column tells the label by itself: it is the label in another form, or each of its values has one answer. */
export type Giveaway = 'copy' | 'certain';

/** Fewer rows to a value would have one answer by chance. */
const ROWS_TO_A_VALUE = 5;
/** Closer to a line than what is measured comes. */
const ON_A_LINE = 1 - 1e-9;

export function giveawayIn(feature: DraftColumn, label: DraftColumn): Giveaway | undefined {
  if (areOnALine(feature, label)) return 'copy';
  const answers = answersTo(feature, label);
  if (answers.size * ROWS_TO_A_VALUE <= feature.rows.length && [...answers.values()].every((each) => each.size === 1)) {
    const distinct = new Set([...answers.values()].flatMap((each) => [...each]));
    return distinct.size === answers.size ? 'copy' : 'certain';
  }
  return !isMeasured(label) && isMeasured(feature) ? partsClasses(feature, label) : undefined;
}

/** The answers that there are to each value of a feature. */
function answersTo(feature: DraftColumn, label: DraftColumn): Map<string, Set<string>> {
  const answers = new Map<string, Set<string>>();
  for (const [row, text] of feature.rows.entries()) {
    const value = feature.clean[text] ?? '';
    const known = answers.get(value) ?? new Set();
    known.add(label.clean[label.rows[row] ?? 0] ?? '');
    answers.set(value, known);
  }
  return answers;
}

/** Whether both are numbers, and one is the other in another unit. */
function areOnALine(feature: DraftColumn, label: DraftColumn): boolean {
  if (!isMeasured(feature) || !isMeasured(label) || feature.clean.includes('')) return false;
  return correlation(numbersOf(feature), numbersOf(label)) ** 2 > ON_A_LINE;
}

function numbersOf({ clean, rows }: DraftColumn): number[] {
  const values = clean.map(Number);
  return Array.from(rows, (text) => values[text] ?? 0);
}

function correlation(one: readonly number[], other: readonly number[]): number {
  const [meanOne, meanOther] = [mean(one), mean(other)];
  let [together, ofOne, ofOther] = [0, 0, 0];
  for (const [row, value] of one.entries()) {
    const [x, y] = [value - meanOne, (other[row] ?? 0) - meanOther];
    together += x * y;
    ofOne += x * x;
    ofOther += y * y;
  }
  return together / Math.sqrt(ofOne * ofOther);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Whether each class has a stretch of the numbers to itself. */
function partsClasses(feature: DraftColumn, label: DraftColumn): Giveaway | undefined {
  const answers = [...answersTo(feature, label)];
  if (answers.some(([value, classes]) => value === '' || classes.size > 1)) return undefined;
  const inOrder = answers.toSorted(([one], [other]) => Number(one) - Number(other)).map(([, [only]]) => only);
  const stretches = inOrder.filter((answer, at) => answer !== inOrder[at - 1]).length;
  return stretches === new Set(inOrder).size ? 'certain' : undefined;
}
