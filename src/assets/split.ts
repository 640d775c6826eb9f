import { columnsOf, labelClasses, labelOf } from '../lab/course/course.ts';
import { encoded } from '../lab/course/encoding.ts';
import type { Course, Share } from '../lab/course/types.ts';
import { csvRecords } from '../lab/submission/csv.ts';
import { sha256 } from './content.ts';

/** A course's rows in two tables, each with a header and the columns in the order of the course, its label first. */
export interface Split {
  readonly training: string;
  readonly holdOut: string;
}

const DIGITS = 8;

/**
 * A row's own content decides where it goes, so that the split is the same on every machine and for ever, and equal rows
 * are never on both sides.
 */
export function split(csv: string, course: Course, share: Share): Split {
  const [header = '', ...rows] = rowsOf(csv, course);
  const heldOut = course.task === 'regression' ? byItself(rows, share) : withinClasses(rows, course, share);
  const table = (chosen: readonly string[]) => tableOf([header, ...chosen]);
  return {
    training: table(rows.filter((row) => !heldOut.has(row))),
    holdOut: table(rows.filter((row) => heldOut.has(row))),
  };
}

/** A table with its columns in the order of the course. */
export function inOrder(csv: string, course: Course): string {
  return tableOf(rowsOf(csv, course));
}

function tableOf(lines: readonly string[]): string {
  return [...lines, ''].join('\n');
}

/** The rows whose place between 0 and 1 is within the share. */
function byItself(rows: readonly string[], { fraction, seed }: Share): ReadonlySet<string> {
  return new Set(rows.filter((row) => placeOf(row, seed) < fraction));
}

/** The same share of every class, so that a rare one is in both parts: the rows with the first places in it. */
function withinClasses(rows: readonly string[], course: Course, share: Share): ReadonlySet<string> {
  const classes: string[][] = labelClasses(course).map(() => []);
  for (const row of rows) classes[encoded(labelOf(course), row.slice(0, row.indexOf(',')))]?.push(row);
  return new Set(classes.flatMap((members) => theFirst(members, share)));
}

/** Equal rows have one place, and are taken together. */
function theFirst(rows: readonly string[], { fraction, seed }: Share): string[] {
  const ranked = rows.map((row) => ({ row, place: placeOf(row, seed) })).sort((one, other) => one.place - other.place);
  return ranked.slice(0, Math.round(fraction * rows.length)).map(({ row }) => row);
}

function rowsOf(csv: string, course: Course): string[] {
  const [first, ...records] = csvRecords(csv, 'the table');
  const order = columnsOf(course).map(({ name }) => first?.fields.indexOf(name) ?? -1);
  return [first, ...records].map((record) => order.map((at) => record?.fields[at] ?? '').join(','));
}

/** Where a row is between 0 and 1. */
function placeOf(row: string, seed: string | undefined): number {
  const text = seed === undefined ? row : `${seed}\n${row}`;
  return Number.parseInt(sha256(Buffer.from(text)).slice(0, DIGITS), 16) / 16 ** DIGITS;
}
