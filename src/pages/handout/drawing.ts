import { html, type Markup } from '../markup.ts';

/** The grid of the drawing: cards side by side, boxes in them from top to bottom. */
const CARD = { width: 330, gap: 76, top: 6, head: 56 };
const BOX = { height: 76, gap: 22, side: 12 };
const [COLUMNS, ROWS] = [3, 4];

export const WIDTH = COLUMNS * CARD.width + (COLUMNS - 1) * CARD.gap + 4;
const INNER = CARD.head + ROWS * (BOX.height + BOX.gap);
export const HEIGHT = INNER + 2 * CARD.top;

/** How many letters of a name fit on a line of a box: each is 0.6 of the size wide. */
const LETTERS = 42;

export interface Cell {
  readonly column: number;
  readonly row: number;
}

/** Where lines may end at a box. */
export interface Sides {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly middle: number;
  readonly center: number;
}

export function sidesOf({ column, row }: Cell): Sides {
  const left = cardLeft(column) + BOX.side;
  const right = left + CARD.width - 2 * BOX.side;
  const top = CARD.top + CARD.head + row * (BOX.height + BOX.gap);
  const bottom = top + BOX.height;
  return { left, right, top, bottom, middle: (top + bottom) / 2, center: (left + right) / 2 };
}

export function card(column: number, title: string, account: string): Markup {
  const left = cardLeft(column);
  const center = String(left + CARD.width / 2);
  return html`<rect
      class="card"
      x="${String(left)}"
      y="${String(CARD.top)}"
      width="${String(CARD.width)}"
      height="${String(INNER)}"
      rx="10"
    />
    <text class="head" x="${center}" y="${String(CARD.top + 24)}">${title}</text>
    <text class="quiet" x="${center}" y="${String(CARD.top + 43)}">${account}</text>`;
}

/** Leads somewhere if it has a link. */
export function box(
  cell: Cell,
  { name, says, link }: { readonly name: string; readonly says: string; readonly link?: string },
): Markup {
  const { left, right, top, center } = sidesOf(cell);
  const lines = linesOf(name);
  const first = top + (lines.length > 1 ? 22 : 32);
  const texts = lines.map(
    (line, index) =>
      html`<text
        class="${link === undefined ? 'name' : 'name linked'}"
        x="${String(center)}"
        y="${String(first + 17 * index)}"
        >${line}</text
      >`,
  );
  const drawn = html`<rect
      class="box"
      x="${String(left)}"
      y="${String(top)}"
      width="${String(right - left)}"
      height="${String(BOX.height)}"
      rx="6"
    />
    ${texts}
    <text class="quiet" x="${String(center)}" y="${String(first + 17 * lines.length + 3)}">${says}</text>`;
  return link === undefined ? drawn : html`<a href="${link}">${drawn}</a>`;
}

function cardLeft(column: number): number {
  return 2 + column * (CARD.width + CARD.gap);
}

/** A name too long for its box goes on behind a hyphen, in lines about as long as each other. */
function linesOf(name: string): string[] {
  if (name.length <= LETTERS) return [name];
  const even = name.length / Math.ceil(name.length / LETTERS);
  const ends = [...name.matchAll(/-+/g)].map(({ index, 0: hyphens }) => index + hyphens.length);
  const fitting = ends.filter((end) => end <= LETTERS && end < name.length);
  const [end = LETTERS] = fitting.sort((one, other) => Math.abs(one - even) - Math.abs(other - even));
  return [name.slice(0, end), ...linesOf(name.slice(end))];
}
