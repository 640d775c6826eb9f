import { Refusal } from './refusal.ts';

export interface CsvRecord {
  /** The line on which the record begins, counted from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** No course has more columns; the limit keeps a line of commas from taking all memory. */
const MOST_FIELDS = 500;
/** The same for lines, including empty ones, and for the length of a quoted value. */
const MOST_LINES = 1_000_000;
const LONGEST_VALUE = 10_000;

/** Reads comma-separated values as of RFC 4180, with either line ending; skips empty lines. */
export function* csvRecords(text: string, name: string): Generator<CsvRecord> {
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const fields: string[] = [];
    const begun = line;
    let field: Field;
    do {
      const where = `${name} line ${String(line)}`;
      field = text[at] === '"' ? quotedField(text, at, where) : bareField(text, at, where);
      fields.push(field.value);
      if (fields.length > MOST_FIELDS) {
        throw new Refusal(`${name} line ${String(begun)} has more than ${String(MOST_FIELDS)} values`);
      }
      line += field.lines;
      at = field.end + 1;
    } while (text[field.end] === ',');
    line += 1;
    if (line > MOST_LINES) throw new Refusal(`${name} has more than ${MOST_LINES.toLocaleString('en')} lines`);
    if (fields.length > 1 || fields[0] !== '') yield { line: begun, fields };
  }
}

interface Field {
  readonly value: string;
  /** The position of the comma or line end after it. */
  readonly end: number;
  /** The number of line ends within it. */
  readonly lines: number;
}

function bareField(text: string, start: number, where: string): Field {
  let end = start;
  while (end < text.length && text[end] !== ',' && text[end] !== '\n') end += 1;
  const value = text.slice(start, end).trim();
  if (value.startsWith('"')) throw new Refusal(`${where}: there is a space before an opening quote; remove it`);
  return { value, end, lines: 0 };
}

function quotedField(text: string, start: number, where: string): Field {
  let close = text.indexOf('"', start + 1);
  while (close >= 0 && text[close + 1] === '"' && close - start <= LONGEST_VALUE) close = text.indexOf('"', close + 2);
  if (close < 0) throw new Refusal(`${where}: a quote is opened and never closed`);
  if (close - start > LONGEST_VALUE)
    throw new Refusal(`${where}: a quote is closed only ${String(close - start)} characters later`);
  const end = text[close + 1] === '\r' ? close + 2 : close + 1;
  if (end < text.length && text[end] !== ',' && text[end] !== '\n') {
    const what = /^[ \t]+(?:,|\r?\n|$)/.test(text.slice(end, end + 80)) ? 'a space' : 'text';
    throw new Refusal(`${where}: there is ${what} after a closing quote; remove it`);
  }
  const value = text.slice(start + 1, close).replaceAll('""', '"');
  return { value: value.trim(), end, lines: value.split('\n').length - 1 };
}
