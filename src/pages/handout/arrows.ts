import { html, type Markup } from '../markup.ts';
import { type Cell, sidesOf } from './drawing.ts';

const [PRODUCT, NOTEBOOK] = [at(0, 1), at(0, 2)];
const [REGISTRY, PORTFOLIO, BUCKET, PIPELINE] = [at(1, 0), at(1, 1), at(1, 2), at(1, 3)];
const [NONPROD, PRODUCTION] = [at(2, 2), at(2, 3)];

/** How far an arrow stays away from where it ends: its head fits in between. */
const SPACE = 3;
/** How far beside a box an arrow turns: behind the card's border, before its label. */
const BESIDE = 22;

/** What leads to what. */
export function arrows(): Markup {
  return html`<defs>
      <marker
        id="head"
        viewBox="0 0 8 8"
        refX="7"
        refY="4"
        markerWidth="9"
        markerHeight="9"
        markerUnits="userSpaceOnUse"
        orient="auto"
      >
        <path class="tip" d="M0 0L8 4L0 8z" />
      </marker>
    </defs>
    ${leftwards(PORTFOLIO, PRODUCT, 'offers')} ${downwards(PRODUCT, NOTEBOOK)} ${rightwards(NOTEBOOK, BUCKET, 'submit')}
    ${downwards(BUCKET, PIPELINE)} ${onwards(PIPELINE, PRODUCTION, 'releases')} ${onwards(PIPELINE, NONPROD, 'judges')}
    ${around(PIPELINE, REGISTRY)}`;
}

function at(column: number, row: number): Cell {
  return { column, row };
}

function rightwards(from: Cell, to: Cell, says: string): Markup {
  const [start, end] = [sidesOf(from), sidesOf(to)];
  return arrow([start.right, start.middle], [end.left - SPACE, end.middle], says);
}

function leftwards(from: Cell, to: Cell, says: string): Markup {
  const [start, end] = [sidesOf(from), sidesOf(to)];
  return arrow([start.left, start.middle], [end.right + SPACE, end.middle], says);
}

function downwards(from: Cell, to: Cell): Markup {
  const [start, end] = [sidesOf(from), sidesOf(to)];
  return arrow([start.center, start.bottom], [end.center, end.top - SPACE]);
}

/** Out of one card, up beside it where the other is higher, and into that. */
function onwards(from: Cell, to: Cell, says: string): Markup {
  const [start, end] = [sidesOf(from), sidesOf(to)];
  const beside = start.right + BESIDE;
  const line = drawn(
    `M${String(start.right)} ${String(start.middle)}H${String(beside)}V${String(end.middle)}H${String(end.left - SPACE)}`,
  );
  return html`${line}${label([(beside + end.left) / 2, end.middle], says)}`;
}

/** Up along the right side of the boxes between. */
function around(from: Cell, to: Cell): Markup {
  const [start, end] = [sidesOf(from), sidesOf(to)];
  const beside = start.right + 7;
  return drawn(
    `M${String(start.right)} ${String(start.top + 16)}H${String(beside)}V${String(end.middle)}H${String(end.right + SPACE)}`,
  );
}

type Point = readonly [x: number, y: number];

function arrow([x, y]: Point, [toX, toY]: Point, says?: string): Markup {
  const line = drawn(`M${String(x)} ${String(y)}L${String(toX)} ${String(toY)}`);
  if (says === undefined) return line;
  return html`${line}${label([(x + toX) / 2, (y + toY) / 2], says)}`;
}

function label([x, y]: Point, says: string): Markup {
  return html`<text class="label" x="${String(x)}" y="${String(y - 8)}">${says}</text>`;
}

function drawn(path: string): Markup {
  return html`<path class="arrow" d="${path}" marker-end="url(#head)" />`;
}
