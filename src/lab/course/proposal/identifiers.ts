import type { DraftColumn, UnfitColumn } from './draft.ts';
import { numbersIn } from './values.ts';

const NAMES =
  /(?:^|[_\s.-])(?:id|ids|key|index|no|nr|number|uuid|guid|row|rownames)$|^(?:unnamed.*|[a-z]+id|[a-z]+ID|column_1)$/i;
/** So few rows may be numbered by chance. */
const FEW = 20;

/** Why whole numbers only tell rows apart, which a model would learn by heart; undefined where they measure something. */
export function identifierIn(column: DraftColumn): UnfitColumn | undefined {
  const values = column.kind === 'whole' ? numbersIn(column) : [];
  const rows = column.rows.length;
  if (rows <= FEW || values.length < rows) return undefined;
  const isCounting = (values.at(-1) ?? 0) - (values[0] ?? 0) === rows - 1;
  if (!isCounting && !NAMES.test(column.name)) return undefined;
  const what = isCounting ? 'counts the rows' : 'differs in every row, and is named as a number of the row';
  return { name: column.name, what };
}
