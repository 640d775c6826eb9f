/** Rows of features and, apart from them, their labels. A missing value is `NaN`. */
export interface Dataset {
  readonly labels: readonly number[];
  readonly rows: readonly (readonly number[])[];
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The cells of CSV without a header: numbers, with nothing in between for a missing value. Throws where it is not. */
export function readCsv(text: string): number[][] {
  const lines = text.trim().split(/\r?\n/);
  const rows = lines.map((line) => line.split(',').map(numberOf));
  const [first] = rows;
  const odd = rows.findIndex((row) => row.length !== first?.length);
  if (odd >= 0) throw new Error(`line ${odd + 1} has ${rows[odd]?.length} columns, line 1 has ${first?.length}`);
  return rows;
}

function numberOf(cell: string): number {
  const text = cell.trim();
  if (text === '' || text.toLowerCase() === 'nan') return NaN;
  if (NUMBER.test(text)) return Number(text);
  throw new Error(`could not convert string to float: '${text}'`);
}

/** The label stands first in each row. */
export function labelled(cells: readonly (readonly number[])[]): Dataset {
  return { labels: cells.map(([label]) => label ?? NaN), rows: cells.map((row) => row.slice(1)) };
}
