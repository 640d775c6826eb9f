import type { Column } from '../types.ts';
import { classesOf } from './classes.ts';
import type { DraftColumn } from './draft.ts';
import { unitIn } from './units.ts';
import { numbersIn, wordsIn } from './values.ts';

/** What a course says of a column. */
export function columnOf(column: DraftColumn, isLabel: boolean): Column {
  const { kind } = column;
  const described = { ...named(column), missing: column.clean.includes('') };
  if (kind === 'flag') return { ...described, type: kind };
  if (kind === 'level') return { ...described, type: kind, levels: isLabel ? classesOf(column) : wordsIn(column) };
  const { unit } = unitIn(column.name);
  return { ...described, type: kind, ...(unit && { unit }), ...boundOf(column) };
}

function named({ name }: DraftColumn): { readonly name: string; readonly title?: string } {
  const { title } = unitIn(name);
  return title === name ? { name } : { name, title };
}

/** What no value of such a kind falls below, as far as the table tells; what the largest may be it does not tell. */
function boundOf(column: DraftColumn): { readonly above?: number; readonly least?: number } {
  const [lowest = -1] = numbersIn(column);
  return lowest > 0 ? { above: 0 } : lowest === 0 ? { least: 0 } : {};
}
