import type { Evaluation } from '../../events.ts';
import type { Metric } from '../../lab/course/metrics.ts';
import { html, type Markup } from '../markup.ts';

export function judgement({ value, threshold }: Pick<Evaluation, 'value' | 'threshold'>): Markup {
  return value <= threshold
    ? html`<span class="good">within the threshold</span>`
    : html`<span class="bad">beyond the threshold</span>`;
}

export function measured(metric: Metric, amount: number, { unit = '' }: Pick<Evaluation, 'unit'>): string {
  return `${String(Number(amount.toFixed(2)))} ${metric === 'mdape' ? '%' : unit}`.trimEnd();
}

/** The largest one in the unit of what is predicted, and the largest in percent. */
export function largestErrors(evaluation: Evaluation): string {
  const { grams, percent } = evaluation.largestErrors;
  return `${measured('rmse', grams, evaluation)}, ${measured('mdape', percent, evaluation)}`;
}
