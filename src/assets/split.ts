import { columnsOf } from '../lab/course/course.ts';
import type { Course } from '../lab/course/types.ts';
import { csvRecords } from '../lab/submission/csv.ts';
import { sha256 } from './content.ts';

/** A course's table in two, each with a header. */
export interface Split {
  readonly training: string;
  readonly holdOut: string;
}

const DIGITS = 8;

/**
 * A row's own content decides where it goes, so that the split is the same on every machine and for ever, and equal rows
 * are never on both sides.
 */
export function split(csv: string, course: Course): Split {
  const [header, ...rows] = rowsOf(csv, course);
  const isHeldOut = (row: string) => share(row, course.holdOut.seed) < course.holdOut.fraction;
  const table = (chosen: readonly string[]) => [header, ...chosen, ''].join('\n');
  return { training: table(rows.filter((row) => !isHeldOut(row))), holdOut: table(rows.filter(isHeldOut)) };
}

/** The lines of the table, with the columns in the order of the course and its label first. */
function rowsOf(csv: string, course: Course): string[] {
  const [first, ...records] = csvRecords(csv, 'data.csv');
  const order = columnsOf(course).map(({ name }) => first?.fields.indexOf(name) ?? -1);
  return [first, ...records].map((record) => order.map((at) => record?.fields[at] ?? '').join(','));
}

/** Where a row is between 0 and 1. */
function share(row: string, seed: string | undefined): number {
  const text = seed === undefined ? row : `${seed}\n${row}`;
  return Number.parseInt(sha256(Buffer.from(text)).slice(0, DIGITS), 16) / 16 ** DIGITS;
}
