import { columnsOf, labelClasses, labelOf } from '../lab/course/course.ts';
import { encoded } from '../lab/course/encoding.ts';
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
  const heldOut = course.task === 'regression' ? byItself(rows, course) : withinClasses(rows, course);
  const table = (chosen: readonly string[]) => [header, ...chosen, ''].join('\n');
  return {
    training: table(rows.filter((row) => !heldOut.has(row))),
    holdOut: table(rows.filter((row) => heldOut.has(row))),
  };
}

/** The rows whose place between 0 and 1 is within the share. */
function byItself(rows: readonly string[], { holdOut }: Course): ReadonlySet<string> {
  return new Set(rows.filter((row) => placeOf(row, holdOut.seed) < holdOut.fraction));
}

/** The same share of every class, so that a rare one is in both parts: the rows with the first places in it. */
function withinClasses(rows: readonly string[], course: Course): ReadonlySet<string> {
  const classes: string[][] = labelClasses(course).map(() => []);
  for (const row of rows) classes[encoded(labelOf(course), row.slice(0, row.indexOf(',')))]?.push(row);
  return new Set(classes.flatMap((members) => theFirst(members, course.holdOut)));
}

/** Equal rows have one place, and are taken together. */
function theFirst(rows: readonly string[], { fraction, seed }: Course['holdOut']): string[] {
  const ranked = rows.map((row) => ({ row, place: placeOf(row, seed) })).sort((one, other) => one.place - other.place);
  return ranked.slice(0, Math.round(fraction * rows.length)).map(({ row }) => row);
}

/** The lines of the table, with the columns in the order of the course and its label first. */
function rowsOf(csv: string, course: Course): string[] {
  const [first, ...records] = csvRecords(csv, 'data.csv');
  const order = columnsOf(course).map(({ name }) => first?.fields.indexOf(name) ?? -1);
  return [first, ...records].map((record) => order.map((at) => record?.fields[at] ?? '').join(','));
}

/** Where a row is between 0 and 1. */
function placeOf(row: string, seed: string | undefined): number {
  const text = seed === undefined ? row : `${seed}\n${row}`;
  return Number.parseInt(sha256(Buffer.from(text)).slice(0, DIGITS), 16) / 16 ** DIGITS;
}
