import stringWidth from 'fast-string-width';

/** A cell of a table that fits a width: what has to be legible at its beginning, and all there is to say. */
export interface FittedCell {
  readonly text: string;
  /** How much of it stands in any case, in columns of the terminal; all of it by default. */
  readonly least?: number;
  readonly paint?: (text: string) => string;
}

const GAP = 2;

/** A table whose columns give way where there is most to spare, so that each stays legible. Letters may be two columns wide. */
export function fittedTable(rows: readonly (readonly FittedCell[])[], width: number, indent = 2): string[] {
  const columns = rows[0]?.map((_, column) => rows.map((row) => row[column] ?? { text: '' })) ?? [];
  const room = width - indent - GAP * (columns.length - 1);
  const widths = shrunk(
    columns.map((cells) => Math.max(...cells.map(({ text }) => stringWidth(text)))),
    columns.map((cells) => Math.max(...cells.map(leastOf))),
    room,
  );
  return rows.map((row) => {
    const cells = row.map((cell, column) => padded(cell, widths[column] ?? 0));
    return `${' '.repeat(indent)}${cells.join(' '.repeat(GAP))}`.trimEnd();
  });
}

function leastOf({ text, least = Infinity }: FittedCell): number {
  return Math.min(least, stringWidth(text));
}

/** Takes a column after the other from where there is most above the least. */
function shrunk(natural: readonly number[], least: readonly number[], room: number): number[] {
  const widths = [...natural];
  let excess = widths.reduce((sum, each) => sum + each, 0) - room;
  while (excess > 0) {
    const spare = widths.map((each, column) => each - (least[column] ?? 0));
    const most = Math.max(...spare);
    if (most <= 0) break;
    const widest = spare.indexOf(most);
    const next = Math.max(0, ...spare.filter((_, column) => column !== widest));
    const step = Math.min(excess, Math.max(1, most - next));
    widths[widest] = (widths[widest] ?? 0) - step;
    excess -= step;
  }
  return widths;
}

function padded({ text, paint = (same) => same }: FittedCell, width: number): string {
  const shown = cutToWidth(text, width);
  return paint(shown) + ' '.repeat(Math.max(0, width - stringWidth(shown)));
}

/** Cuts between letters, however many code points these have, and marks the cut. */
function cutToWidth(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let shown = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (stringWidth(shown + segment) >= width) break;
    shown += segment;
  }
  return `${shown}…`;
}
