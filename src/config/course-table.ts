import { CsvError, parse } from 'csv-parse/sync';
import { type LabError, usageError } from '../errors.ts';
import { type RawTable, RawTableBuilder } from '../lab/course/proposal/raw-table.ts';
import { tidyNames } from '../lab/course/proposal/names.ts';
import { isNumber } from '../lab/submission/number.ts';
import { Refusal } from '../lab/submission/refusal.ts';
import { textOf } from '../lab/submission/text.ts';
import type { SourceTable } from '../ports/courses.ts';

/** What a course takes, with a margin for what is left out of it. */
const MOST_COLUMNS = 2000;
const MOST_ROWS = 1_000_000;
/** In characters. */
const LONGEST_ROW = 1_000_000;

const DELIMITERS = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'vertical bars' } as const;

type Delimiter = keyof typeof DELIMITERS;

/** Reads a table as programs save it: with commas, semicolons, tabs or bars, marked as UTF-8 or not. */
export function readCourseTable(bytes: Uint8Array, label: string): SourceTable {
  const text = legible(bytes, label);
  expectTable(text, label);
  const delimiter = delimiterOf(text);
  const reading = new Reading(label, delimiter);
  parseInto(reading, text, delimiter, label);
  const table = reading.table();
  if (table.columns.length < 2) throw oneColumn(label);
  const told = delimiter === ',' ? [] : [`${label} separates its values by ${DELIMITERS[delimiter]}`];
  return { table, told: [...told, ...reading.told] };
}

function legible(bytes: Uint8Array, label: string): string {
  try {
    return textOf(bytes, label);
  } catch (error) {
    if (error instanceof Refusal) throw refused(error.message, 'a course is made of a table as CSV');
    throw error;
  }
}

function expectTable(text: string, label: string): void {
  if (text.trim() === '') throw refused(`${label} is empty`, 'name a table with a header line and rows below it');
  if (/^\s*[[{]/.test(text)) throw refused(`${label} is JSON`, 'save its records as CSV, with a header line');
  const [first = ''] = text.split(/[\r\n]/, 1);
  if (/^"?sep=/i.test(first))
    throw refused(`${label} begins with ${first}, which only Excel reads`, 'remove that line');
}

/** By the header, without what is quoted in it: spreadsheets take a semicolon where the comma is in numbers. */
function delimiterOf(text: string): Delimiter {
  const [head = ''] = text
    .replace(/"[^"]*"/g, '')
    .trimStart()
    .split(/[\r\n]/, 1);
  const occurrences = (delimiter: string) => head.split(delimiter).length;
  const all = Object.keys(DELIMITERS) as Delimiter[];
  return all.reduce((best, other) => (occurrences(other) > occurrences(best) ? other : best));
}

function parseInto(reading: Reading, text: string, delimiter: string, label: string): void {
  const options = {
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  } as const;
  try {
    parse(text, {
      ...options,
      on_record: (record: readonly string[], { lines }) => {
        reading.take(record, lines);
        return null;
      },
    });
  } catch (error) {
    throw error instanceof CsvError ? unread(error, label) : error;
  }
}

function unread({ code, lines }: CsvError, label: string): LabError {
  const place = typeof lines === 'number' ? `${label}:${String(lines)}` : label;
  if (code === 'CSV_MAX_RECORD_SIZE') {
    const most = `${LONGEST_ROW.toLocaleString('en')} characters`;
    return refused(`${place}: a row has more than ${most}`, 'shorten it, or close the quote that is open in it');
  }
  return refused(
    `${place}: a quote is where none can be, or is never closed`,
    'quote the whole value, and write a quote in it twice',
  );
}

/** A table that is being read: its header first. */
class Reading {
  readonly #label: string;
  readonly #delimiter: Delimiter;
  #builder: RawTableBuilder | undefined;
  #columns = 0;
  told: readonly string[] = [];

  constructor(label: string, delimiter: Delimiter) {
    this.#label = label;
    this.#delimiter = delimiter;
  }

  take(fields: readonly string[], line: number): void {
    if (!this.#builder) this.#begin(fields);
    else if (fields.some((field) => field.trim() !== '')) this.#row(this.#builder, fields, line);
  }

  #begin(fields: readonly string[]): void {
    if (fields.length > MOST_COLUMNS) throw tooManyColumns(this.#label, fields.length);
    if (fields.every((field) => isNumber(field.trim()))) {
      throw refused(`${this.#label} begins with numbers`, 'name the columns in its first line');
    }
    const { names, told } = tidyNames(fields);
    this.#columns = fields.length;
    this.told = told;
    this.#builder = new RawTableBuilder(names);
  }

  #row(builder: RawTableBuilder, fields: readonly string[], line: number): void {
    if (fields.length !== this.#columns) {
      const counts = `${String(fields.length)} values, and the header ${String(this.#columns)} names`;
      const remedy = `quote values that hold what separates them; the header separates by ${DELIMITERS[this.#delimiter]}`;
      throw refused(`${this.#label}:${String(line)} has ${counts}`, remedy);
    }
    if (builder.rows === MOST_ROWS) {
      throw refused(`${this.#label} has more than ${MOST_ROWS.toLocaleString('en')} rows`, 'take a sample of them');
    }
    builder.add(fields, line);
  }

  table(): RawTable {
    if (!this.#builder || this.#builder.rows === 0) {
      throw refused(`${this.#label} has no rows`, 'name a table with a header line and rows below it');
    }
    return this.#builder.table();
  }
}

function oneColumn(label: string): LabError {
  return refused(
    `${label} has one column; a course predicts one by others`,
    'separate its values by commas, semicolons or tabs, and name each column in the first line',
  );
}

function tooManyColumns(label: string, columns: number): LabError {
  const most = MOST_COLUMNS.toLocaleString('en');
  return refused(
    `${label} has ${columns.toLocaleString('en')} columns; at most ${most} are read`,
    'take a part of them',
  );
}

function refused(message: string, remedy: string): LabError {
  return usageError('course-table', message, remedy);
}
