import { parseTable, type ParsedTable, type Table } from '../lab/submission/table.ts';
import type { Course } from '../lab/course/types.ts';
import type { CourseFolder } from '../ports/assets.ts';
import { broken } from './course-folder.ts';

/** A table or a part of one, and the file of the folder that it comes from. */
interface Part {
  readonly csv: string;
  readonly name: string;
  readonly file: string;
}

/** The rows of a table in which nothing is wrong. */
export function soundTable(part: Part, folder: CourseFolder): Table {
  const checked = checkedTable(part, folder.course);
  if (checked.ok) return checked.table;
  const [only, ...others] = checked.problems;
  const found = others.length > 0 ? `\n  ${[only, ...others].join('\n  ')}` : (only ?? '');
  throw broken(folder, found, `mend ${part.file}, or what course.yaml says of it`);
}

/** A table or a part of one, as everything that reads courses takes it. */
export function checkedTable({ csv, name }: Pick<Part, 'csv' | 'name'>, course: Course): ParsedTable {
  const parsed = parseTable(csv, course);
  if (!parsed.ok)
    return { ok: false, problems: parsed.problems.map((problem) => problem.replace(/^train\.csv/, name)) };
  const labels = labelsOf(parsed.table);
  if (labels.some((label) => label !== labels[0])) return parsed;
  const same = `${name} has the same ${course.label} in every row, ${String(labels[0])}; choose another label`;
  return { ok: false, problems: [same] };
}

export function labelsOf({ rows }: Table): number[] {
  return rows.map(([label = Number.NaN]) => label);
}
