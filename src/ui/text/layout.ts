export type Cell = string | { readonly text: string; readonly paint: (text: string) => string };

/** For pipes, and for values that people copy. */
export const UNCUT = Number.POSITIVE_INFINITY;

/** Columns as wide as their widest cells; lines that are too long are cut. */
export function table(rows: readonly (readonly Cell[])[], width: number, indent = 2): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, plain(cell).length);
  }
  return rows.map((row) => ' '.repeat(indent) + tableRow(row, widths, width - indent));
}

/** The lines of each row: a table where it fits, else one row after the other, folded between words; nothing is cut. */
export function rowLines(rows: readonly (readonly Cell[])[], width: number): string[][] {
  const lines = table(rows, UNCUT);
  if (widest(rows) <= width) return lines.map((line) => [line]);
  return lines.map((line) => fold(line.replaceAll(GAP, ' '), width));
}

/** Between two cells of a row. */
export const GAP = /(?<=\S) {2,}(?=\S)/g;

/** The width of a table's longest line, uncut. */
export function widest(rows: readonly (readonly Cell[])[]): number {
  return Math.max(
    ...table(
      rows.map((row) => row.map(plain)),
      UNCUT,
    ).map((line) => line.length),
  );
}

/** Cuts a line to the width and marks the cut. */
export function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}

/** As many of the parts as fit, of which each is less needed than those before it. */
export function fitting(parts: readonly string[], width: number): string {
  const whole = parts.join(', ');
  return whole.length <= width || parts.length <= 1 ? cut(whole, width) : fitting(parts.slice(0, -1), width);
}

/** Wraps between words, with every line indented. */
export function wrap(text: string, width: number, indent: number): string[] {
  const lines: string[] = [];
  let room = 0;
  for (const word of text.trim().split(/\s+/)) {
    const length = plainLength(word);
    if (lines.length > 0 && length < room) lines.push(`${lines.pop() ?? ''} ${word}`);
    else lines.push(' '.repeat(indent) + word);
    room = (length < room ? room - 1 : width - indent) - length;
  }
  return lines;
}

/** What begins and ends a colour, and what a link leads to. */
const UNSEEN = /\u001B(?:\[[\d;]*m|\]8;;[^\u0007]*\u0007)/g;

/** How many columns a line takes, whose colours and links take none. */
export function plainLength(line: string): number {
  return line.replaceAll(UNSEEN, '').length;
}

/** Wraps a message between words, with continuation lines indented further. */
export function fold(line: string, width: number): string[] {
  if (plainLength(line) <= width) return [line];
  const indent = line.length - line.trimStart().length;
  const [first = '', ...rest] = wrap(line, width - 2, indent);
  return [first, ...rest.map((each) => `  ${each}`)];
}

function tableRow(row: readonly Cell[], widths: readonly number[], width: number): string {
  let line = '';
  let room = width;
  for (const [column, cell] of row.entries()) {
    const isLast = column === row.length - 1;
    const text = cut(plain(cell), Math.max(0, room));
    const gap = isLast ? '' : ' '.repeat(Math.max(0, (widths[column] ?? 0) - text.length) + 2);
    line += painted(cell, text) + gap;
    room -= text.length + gap.length;
  }
  return line.trimEnd();
}

function plain(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

function painted(cell: Cell, text: string): string {
  return typeof cell === 'string' ? text : cell.paint(text);
}
