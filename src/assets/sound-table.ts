import { parseTable, type Table } from '../lab/submission/table.ts';
import type { CourseFolder } from '../ports/assets.ts';
import { broken } from './course-folder.ts';

/** A table or a part of one, and the file of the folder that it comes from. */
interface Part {
  readonly csv: string;
  readonly name: string;
  readonly file: string;
}

/** The rows of a table in which nothing is wrong. */
export function soundTable({ csv, name, file }: Part, folder: CourseFolder): Table {
  const parsed = parseTable(csv, folder.course);
  if (parsed.ok) return varied(parsed.table, name, folder);
  const [only, ...others] = parsed.problems.map((problem) => problem.replace(/^train\.csv/, name));
  const found = others.length > 0 ? `\n  ${[only, ...others].join('\n  ')}` : (only ?? '');
  throw broken(folder, found, `mend ${file}, or what course.yaml says of it`);
}

export function labelsOf({ rows }: Table): number[] {
  return rows.map(([label = Number.NaN]) => label);
}

function varied(table: Table, name: string, folder: CourseFolder): Table {
  const labels = labelsOf(table);
  if (labels.some((label) => label !== labels[0])) return table;
  const { label } = folder.course;
  throw broken(folder, `${name} has the same ${label} in every row, ${String(labels[0])}`, 'choose another label');
}
