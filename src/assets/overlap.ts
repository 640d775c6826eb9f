import { rowText } from '../lab/course/encoding.ts';
import { csvRecords } from '../lab/submission/csv.ts';
import type { Table } from '../lab/submission/table.ts';
import type { CourseFolder } from '../ports/assets.ts';
import { broken } from './course-folder.ts';

/** A table, as it is written and as models see it. */
interface TableFile {
  readonly csv: string;
  readonly name: string;
  readonly table: Table;
}

/** A model may know by heart what it was trained with, so no such row can judge it. */
export function expectApart(known: TableFile, heldOut: TableFile, folder: CourseFolder): void {
  const keys = known.table.rows.map(rowText);
  const places = new Map(keys.map((key, at) => [key, at]));
  const shared = heldOut.table.rows.flatMap((row, at) => {
    const before = places.get(rowText(row));
    return before === undefined ? [] : [{ before, at }];
  });
  const [first] = shared;
  if (!first) return;
  const all = heldOut.table.rows.length.toLocaleString('en');
  throw broken(
    folder,
    `${shared.length.toLocaleString('en')} of ${all} rows of ${heldOut.name} stand in ${known.name} too, ` +
      `such as line ${lineOf(heldOut, first.at)}, which is line ${lineOf(known, first.before)} of ${known.name}`,
    `leave each of these rows in one of the two files`,
  );
}

/** The line of a row, behind the header. */
function lineOf({ csv, name }: TableFile, row: number): string {
  return String([...csvRecords(csv, name)][row + 1]?.line);
}
