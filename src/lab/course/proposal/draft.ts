import { kindOf, type Understood, type Unfit } from './kinds.ts';
import { markOfTable } from './numbers.ts';
import { lineOf, type RawColumn, type RawTable, rowsWhere } from './raw-table.ts';

/** A column as the table of the course has it. */
export interface DraftColumn extends Understood, RawColumn {}

/** A column that no model can be asked with, and what to do. */
export interface UnfitColumn {
  readonly name: string;
  readonly what: string;
  /** Absent where nothing helps but to leave it out. */
  readonly remedy?: string | undefined;
}

/** A table that is understood, as far as it can be. */
export interface Draft {
  readonly label: DraftColumn;
  readonly features: readonly DraftColumn[];
  readonly unfit: readonly UnfitColumn[];
  /** How many rows were left out, since they do not say what is to be predicted. */
  readonly unanswered: number;
}

/** Understands a table by what its columns look like. Of a label that nobody can predict it tells why. */
export function draftOf(whole: RawTable, labelName: string): Draft | UnfitColumn {
  const mark = markOfTable(whole.columns);
  const label = understood(whole, columnNamed(whole, labelName));
  if ('what' in label) return label;
  const isAnswered = (row: number) => label.clean[label.rows[row] ?? 0] !== '';
  const table = label.clean.includes('') ? rowsWhere(whole, isAnswered) : whole;
  const judged = table.columns.map((column) => understood(table, column));
  const columns = judged.flatMap((each) => ('what' in each ? [] : [each]));
  const unfit = judged.flatMap((each) => ('what' in each ? [each] : []));
  const found = columns.find(({ name }) => name === labelName);
  if (!found) throw new TypeError(`the table has no answers in ${labelName}`);
  const features = columns.filter((column) => column !== found);
  return { label: found, features, unfit, unanswered: whole.lines.length - table.lines.length };

  function understood(within: RawTable, column: RawColumn): DraftColumn | UnfitColumn {
    const kind = kindOf(column, mark);
    return kind.kind === 'unfit' ? unfitColumn(within, column, kind) : { ...column, ...kind };
  }
}

function columnNamed({ columns }: RawTable, name: string): RawColumn {
  const found = columns.find((column) => column.name === name);
  if (!found) throw new TypeError(`the table has no column ${name}`);
  return found;
}

function unfitColumn(table: RawTable, column: RawColumn, { what, remedy, text }: Unfit): UnfitColumn {
  const place = text === undefined ? '' : ` (line ${String(lineOf(table, column, text))})`;
  return { name: column.name, what: `${what}${place}`, remedy };
}
