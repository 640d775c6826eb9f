import type { DraftColumn } from './draft.ts';
import { countsOf } from './raw-table.ts';

/** How many rows have each value of a column, as the table of the course has it; an empty one is missing. */
export function valueCounts(column: DraftColumn): Map<string, number> {
  const counts = countsOf(column);
  const values = new Map<string, number>();
  for (const [at, value] of column.clean.entries()) values.set(value, (values.get(value) ?? 0) + (counts[at] ?? 0));
  return values;
}

export function isMeasured({ kind }: DraftColumn): boolean {
  return kind === 'number' || kind === 'whole';
}

/** The numbers of a column, each once, in their order. */
export function numbersIn({ clean }: DraftColumn): number[] {
  const values = clean.filter((text) => text !== '').map(Number);
  return [...new Set(values)].sort((one, other) => one - other);
}

/** The words of a column, each once, in the order in which people look for them. */
export function wordsIn({ clean }: DraftColumn): string[] {
  const words = [...new Set(clean)].filter((word) => word !== '');
  return words.sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
}
