import { duration } from '../../lab/quantities.ts';
import { html, type Markup } from '../markup.ts';

/** Something that took time. */
export interface Bar {
  readonly name: string;
  /** Such as `created in 1m 12s`. */
  readonly says: string;
  /** ISO 8601. */
  readonly began: string;
  /** Absent if it had not ended. */
  readonly ended?: string | undefined;
  readonly look: 'good' | 'bad' | 'open';
}

/** Seconds between two marks of the axis. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400];
const MOST_MARKS = 6;

/**
 * Bars over a common axis. They are a list, whose words say what the bars show: for those who cannot see them, and on a
 * screen of any width.
 */
export function timeline(bars: readonly Bar[], until: string): Markup {
  if (bars.length === 0) return html``;
  const begins = bars.map(({ began }) => Date.parse(began));
  const ends = bars.map(({ ended = until }) => Date.parse(ended));
  const axis = { from: Math.min(...begins), to: Math.max(...ends, Math.min(...begins) + 1000) };
  const items = bars.map(
    (bar, at) =>
      html`<li>
        <bdi>${bar.name}</bdi>
        <span class="faint">${bar.says}${after(bar, axis)}</span>
        ${drawn({ from: begins[at] ?? 0, to: ends[at] ?? 0, look: bar.look }, axis)}
      </li>`,
  );
  return html`<ol class="timeline">
      ${items}
    </ol>
    ${legend(axis)}`;
}

interface Axis {
  /** Milliseconds. */
  readonly from: number;
  readonly to: number;
}

function after({ began }: Bar, { from }: Axis): string {
  const seconds = (Date.parse(began) - from) / 1000;
  return seconds < 1 ? '' : `, begun after ${duration(seconds)}`;
}

function drawn({ from, to, look }: Axis & Pick<Bar, 'look'>, axis: Axis): Markup {
  const width = Math.max(0.4, share(to, axis) - share(from, axis));
  const left = Math.min(share(from, axis), 100 - width);
  return html`<svg class="bars" aria-hidden="true">
    ${marksOf(axis).map((seconds) => mark(share(axis.from + seconds * 1000, axis)))}
    <rect class="bar ${look}" x="${percent(left)}" y="2" width="${percent(width)}" height="12" rx="2" />
  </svg>`;
}

function mark(at: number): Markup {
  return html`<line class="mark" x1="${percent(at)}" x2="${percent(at)}" y1="0" y2="16" />`;
}

function legend(axis: Axis): Markup {
  const labels = marksOf(axis).map((seconds) => {
    const at = share(axis.from + seconds * 1000, axis);
    const anchor = at < 4 ? 'start' : at > 96 ? 'end' : 'middle';
    return html`<text x="${percent(at)}" y="13" text-anchor="${anchor}">${duration(seconds)}</text>`;
  });
  return html`<svg class="axis" aria-hidden="true">${labels}</svg>`;
}

function marksOf({ from, to }: Axis): number[] {
  const seconds = (to - from) / 1000;
  const step = STEPS.find((each) => seconds / each < MOST_MARKS) ?? seconds / MOST_MARKS;
  return Array.from({ length: Math.floor(seconds / step) + 1 }, (_, at) => at * step);
}

function share(at: number, { from, to }: Axis): number {
  return ((at - from) / (to - from)) * 100;
}

function percent(share: number): string {
  return `${share.toFixed(2)}%`;
}
