/** A column as somebody wrote it. */
export interface RawColumn {
  readonly name: string;
  /** Each text once, without blanks at its ends. */
  readonly texts: readonly string[];
  /** Which of the texts each row has. */
  readonly rows: Uint32Array;
}

/** A table as somebody wrote it: by columns, since what is asked of it is asked of columns. */
export interface RawTable {
  readonly columns: readonly RawColumn[];
  /** The line of each row in its file. */
  readonly lines: Uint32Array;
}

interface Growing {
  readonly places: Map<string, number>;
  readonly rows: number[];
}

/** Takes a table row by row. A text is kept once, so that a hundred thousand rows of few words take little memory. */
export class RawTableBuilder {
  readonly #names: readonly string[];
  readonly #columns: readonly Growing[];
  readonly #lines: number[] = [];

  constructor(names: readonly string[]) {
    this.#names = names;
    this.#columns = names.map(() => ({ places: new Map(), rows: [] }));
  }

  get rows(): number {
    return this.#lines.length;
  }

  add(fields: readonly string[], line: number): void {
    this.#lines.push(line);
    for (const [at, { places, rows }] of this.#columns.entries()) {
      const text = fields[at]?.trim() ?? '';
      const place = places.get(text) ?? places.size;
      if (place === places.size) places.set(text, place);
      rows.push(place);
    }
  }

  table(): RawTable {
    const columns = this.#columns.map(({ places, rows }, at) => ({
      name: this.#names[at] ?? '',
      texts: [...places.keys()],
      rows: Uint32Array.from(rows),
    }));
    return { columns, lines: Uint32Array.from(this.#lines) };
  }
}

/** How many rows have each of a column's texts. */
export function countsOf({ texts, rows }: RawColumn): number[] {
  const counts = texts.map(() => 0);
  for (const text of rows) counts[text] = (counts[text] ?? 0) + 1;
  return counts;
}

/** The line of the first row that has a text. */
export function lineOf({ lines }: RawTable, { rows }: RawColumn, text: number): number {
  return lines[rows.indexOf(text)] ?? 0;
}

/** The table without some of its rows. */
export function rowsWhere({ columns, lines }: RawTable, keeps: (row: number) => boolean): RawTable {
  const kept = lines.map((_, row) => row).filter(keeps);
  return { columns: columns.map((column) => taken(column, kept)), lines: kept.map((row) => lines[row] ?? 0) };
}

/** Only the texts that are left are texts of it. */
function taken({ name, texts, rows }: RawColumn, kept: Uint32Array): RawColumn {
  const places = new Map<number, number>();
  const left = kept.map((row) => {
    const text = rows[row] ?? 0;
    const place = places.get(text) ?? places.size;
    if (place === places.size) places.set(text, place);
    return place;
  });
  return { name, texts: [...places.keys()].map((text) => texts[text] ?? ''), rows: left };
}
