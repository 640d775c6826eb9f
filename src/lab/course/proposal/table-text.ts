import type { Draft, DraftColumn } from './draft.ts';

/** The table of a course: what its strict reader takes, with the label first. */
export function tableText({ label, features }: Draft): string {
  const columns = [label, ...features];
  const rows = Array.from(label.rows, (_, row) => columns.map((column) => valueOf(column, row)).join(','));
  return [columns.map(({ name }) => name).join(','), ...rows, ''].join('\n');
}

function valueOf({ clean, rows }: DraftColumn, row: number): string {
  return clean[rows[row] ?? 0] ?? '';
}
