import { readCourseTable } from '../../../src/config/course-table.ts';
import { draftOf, type Draft } from '../../../src/lab/course/proposal/draft.ts';
import type { RawTable } from '../../../src/lab/course/proposal/raw-table.ts';

/** A table of so many rows, each with the values that the columns have for its number. */
export function csvOf(rows: number, columns: Readonly<Record<string, (row: number) => string | number>>): string {
  const lines = Array.from({ length: rows }, (_, row) => Object.values(columns).map((value) => String(value(row))));
  return [Object.keys(columns), ...lines].map((line) => line.join(',')).join('\n');
}

export function tableOf(csv: string): RawTable {
  return readCourseTable(Buffer.from(csv), 'table.csv').table;
}

/** The same with a label that can be predicted. */
export function draft(csv: string, label: string): Draft {
  const found = draftOf(tableOf(csv), label);
  if ('what' in found) throw new Error(`${found.name} ${found.what}`);
  return found;
}
