import { CsvError, parse } from 'csv-parse/sync';
import { usageError } from '../errors.ts';
import { suggestion } from '../lab/nearest.ts';
import { looksSecret, masked } from '../lab/secrets.ts';
import type { PlacedProblem } from './check.ts';

const COLUMNS = ['lab', 'tools', 'datascience', 'staging', 'person', 'email'] as const;

type Column = (typeof COLUMNS)[number];

export interface Row {
  readonly line: number;
  readonly cells: Readonly<Partial<Record<Column, string>>>;
}

interface Line {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Reads the lines below the head, as spreadsheets save them: with commas, semicolons or tabs, marked as UTF-8 or not. */
export function readTable(
  text: string,
  label: string,
): { readonly rows: readonly Row[]; readonly problems: PlacedProblem[] } {
  const [head, ...lines] = parsed(text, label);
  const columns = head?.record.map((name) => name.toLowerCase()) ?? [];
  const place = ({ info }: Line) => `${label}:${String(info.lines)}`;
  const problems = [
    ...headProblems(columns, head ? place(head) : `${label}:1`),
    ...lines.filter(({ record }) => record.length > columns.length).map((line) => tooLong(line, columns, place(line))),
  ];
  const rows = lines
    .filter(({ record }) => record.some((cell) => cell !== ''))
    .map(({ record, info }) => ({ line: info.lines, cells: cellsOf(record, columns) }));
  return { rows, problems };
}

function cellsOf(record: readonly string[], columns: readonly string[]): Row['cells'] {
  return Object.fromEntries(
    COLUMNS.flatMap((column) => {
      const cell = record[columns.indexOf(column)];
      return cell ? [[column, cell]] : [];
    }),
  );
}

function parsed(text: string, label: string): readonly Line[] {
  const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true } as const;
  try {
    return parse(text, { ...options, delimiter: delimiterOf(text) }) as unknown as Line[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    throw usageError(
      'invalid-settings',
      `${label}:${String(line)}: a quote is where none can be, or is never closed`,
      'quote the whole value, and write a quote in it twice',
    );
  }
}

/** Spreadsheets take a semicolon where the comma is in numbers. */
function delimiterOf(text: string): string {
  const head = text.split(/[\r\n]/, 1)[0] ?? '';
  const occurrences = (delimiter: string) => head.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, other) => (occurrences(other) > occurrences(best) ? other : best));
}

function headProblems(columns: readonly string[], place: string): PlacedProblem[] {
  const remedy = `the columns are ${COLUMNS.join(', ')}`;
  const unknown = columns
    .filter((name) => name !== '' && !COLUMNS.some((column) => column === name))
    .map((name) => ({
      place,
      message: `there is no column ${shown(name)}`,
      remedy: suggestion(name, COLUMNS, remedy),
    }));
  const twice = COLUMNS.filter((column) => columns.indexOf(column) !== columns.lastIndexOf(column)).map((column) => ({
    place,
    message: `there are two columns ${column}`,
    remedy: 'keep one of them',
  }));
  const without = columns.includes('lab')
    ? []
    : [{ place, message: 'there is no column lab', remedy: `name it in the first line; ${remedy}` }];
  return [...unknown, ...twice, ...without];
}

function tooLong({ record }: Line, columns: readonly string[], place: string): PlacedProblem {
  const message = `this line has ${String(record.length)} values, and the first line names ${String(columns.length)} columns`;
  return { place, message, remedy: 'remove what is too much, or quote a value with a separator in it' };
}

function shown(name: string): string {
  return looksSecret(name) ? masked(name) : JSON.stringify(name.slice(0, 80));
}
