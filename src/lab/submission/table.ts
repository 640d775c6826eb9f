import { columnsOf, labelClasses } from '../course/course.ts';
import { cellProblem, encoded, rowText } from '../course/encoding.ts';
import type { Course } from '../course/types.ts';
import { suggestion } from '../nearest.ts';
import { csvRecords, type CsvRecord } from './csv.ts';
import { expectUsualDialect } from './dialect.ts';
import { isNumber } from './number.ts';
import { Refusal } from './refusal.ts';
import { shown } from './shown.ts';
import { textOf } from './text.ts';

/** The observations: each a label followed by its features; `NaN` is a missing value. */
export interface Table {
  readonly rows: readonly (readonly number[])[];
}

export type ParsedTable =
  | { readonly ok: true; readonly table: Table }
  | { readonly ok: false; readonly problems: readonly string[] };

const NAME = 'train.csv';
const FEWEST_ROWS = 50;
const MOST_ROWS = 100_000;
const MOST_PROBLEMS = 20;

/** Reads submitted training data, whatever the file contains. */
export function readTable(bytes: Uint8Array, course: Course): ParsedTable {
  return withProblems(() => parse(textOf(bytes, NAME), course));
}

/** Parses training data and reports its problems, line by line. */
export function parseTable(csv: string, course: Course): ParsedTable {
  return withProblems(() => parse(csv, course));
}

function parse(csv: string, course: Course): ParsedTable {
  expectUsualDialect(csv, NAME);
  return checkRecords(csvRecords(csv, NAME), course);
}

function withProblems(read: () => ParsedTable): ParsedTable {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problems: [error.message] };
    throw error;
  }
}

/** The CSV that SageMaker's XGBoost expects: no header, the label first. */
export function trainingCsv({ rows }: Table): string {
  return rows.map((row) => `${rowText(row)}\n`).join('');
}

function checkRecords(records: Generator<CsvRecord>, course: Course): ParsedTable {
  const first = records.next();
  if (first.done) return { ok: false, problems: [`${NAME} is empty; it needs a header line and ${rowsWanted()}`] };
  const header = first.value.fields;
  const problems = headerProblems(header, columnNames(course));
  if (problems.length > 0) return { ok: false, problems };
  return checkRows(records, header, course);
}

function checkRows(records: Generator<CsvRecord>, header: readonly string[], course: Course): ParsedTable {
  const columns = columnsOf(course).map((column) => ({ column, at: header.indexOf(column.name) }));
  const rows: (readonly number[])[] = [];
  const problems: string[] = [];
  let count = 0;
  for (const record of records) {
    count += 1;
    if (count > MOST_ROWS)
      return { ok: false, problems: [`${NAME} has more than ${MOST_ROWS.toLocaleString('en')} rows; submit fewer`] };
    const found = rowProblems(record, header, course);
    if (found.length === 0) rows.push(columns.map(({ column, at }) => encoded(column, record.fields[at] ?? '')));
    problems.push(...found);
    if (problems.length > MOST_PROBLEMS) return { ok: false, problems: theFirst(problems) };
  }
  if (problems.length > 0) return { ok: false, problems };
  if (count < FEWEST_ROWS) {
    return { ok: false, problems: [`${NAME} has ${String(count)} rows; it needs ${rowsWanted()}`] };
  }
  const absent = absentClasses(rows, course);
  if (absent.length === 0) return { ok: true, table: { rows } };
  return { ok: false, problems: [`${NAME} has no row of ${absent.join(', ')}; it needs some of every class`] };
}

/** A model learns nothing of a class without rows, and none could be judged by it. */
function absentClasses(rows: Table['rows'], course: Course): string[] {
  const present = new Set(rows.map(([label]) => label));
  return labelClasses(course).flatMap((name, at) => (present.has(at) ? [] : [shown(name)]));
}

function theFirst(problems: readonly string[]): string[] {
  return [...problems.slice(0, MOST_PROBLEMS), `only the first ${String(MOST_PROBLEMS)} problems are listed`];
}

function columnNames(course: Course): string[] {
  return columnsOf(course).map(({ name }) => name);
}

function headerProblems(header: readonly string[], names: readonly string[]): string[] {
  if (header.every((name) => isNumber(name))) {
    return [`${NAME} begins with numbers; its first line must name the columns: ${names.join(',')}`];
  }
  const missing = names.filter((column) => !header.includes(column));
  const unknown = [...new Set(header)].filter((name) => !names.includes(name));
  const repeated = names.filter((column) => header.indexOf(column) !== header.lastIndexOf(column));
  return [
    ...missing.map((column) => `${NAME} has no column ${column}`),
    ...unknown.map((name) => unknownColumn(name, missing)),
    ...repeated.map((column) => `${NAME} has the column ${column} more than once`),
  ];
}

function unknownColumn(name: string, missing: readonly string[]): string {
  return `${NAME} has the unknown column ${shown(name)}; ${suggestion(name, missing, 'remove it')}`;
}

function rowProblems({ line, fields }: CsvRecord, header: readonly string[], course: Course): string[] {
  const where = `${NAME} line ${String(line)}`;
  if (fields.length !== header.length) {
    const counts = `${where} has ${String(fields.length)} values, and the header ${String(header.length)}`;
    const isSplit = fields.length > header.length && fields.every((field) => /^-?\d+$/.test(field));
    return [isSplit ? `${counts}; write numbers with a point instead of a comma` : counts];
  }
  return header.flatMap((name, at) => {
    const column = course.columns.find((each) => each.name === name);
    const problem = column && cellProblem(column, fields[at] ?? '', name === course.label);
    return problem ? [`${where}, ${name}: ${problem}`] : [];
  });
}

function rowsWanted(): string {
  return `${String(FEWEST_ROWS)} to ${MOST_ROWS.toLocaleString('en')} rows`;
}
