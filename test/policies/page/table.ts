/** A table in Markdown. Columns in which no row says anything are left out. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const said = columns.map((_, index) => rows.some((row) => row[index]));
  const line = (cells: readonly string[]) => `| ${cells.filter((_, index) => said[index]).join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}
