import type { Evaluation } from '../../events.ts';
import type { Metric } from '../../lab/release.ts';
import { html, type Markup } from '../markup.ts';

export function judgement({ value, threshold }: Pick<Evaluation, 'value' | 'threshold'>): Markup {
  return value <= threshold
    ? html`<span class="good">within the threshold</span>`
    : html`<span class="bad">beyond the threshold</span>`;
}

const UNITS: Readonly<Record<Metric, string>> = { mdape: '%', rmse: 'g' };

export function measured(metric: Metric, amount: number): string {
  return `${String(Number(amount.toFixed(2)))} ${UNITS[metric]}`;
}
