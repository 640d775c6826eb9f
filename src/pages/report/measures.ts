import type { Evaluation } from '../../events.ts';
import { metricText, withSign } from '../../lab/course/amounts.ts';
import { METRIC_TRAITS, metricName, METRICS, type Metric, passes } from '../../lab/course/metrics.ts';
import { listed } from '../../lab/quantities.ts';
import { html, type Markup } from '../markup.ts';
import { tableOf } from '../parts.ts';
import { name, row } from './parts.ts';

export function judgement({ metric, value, threshold }: Pick<Evaluation, 'metric' | 'value' | 'threshold'>): Markup {
  return passes(metric, value, threshold)
    ? html`<span class="good">passes the threshold</span>`
    : html`<span class="bad">does not pass the threshold</span>`;
}

/** A metric that something was judged by. */
export interface Judging {
  readonly metric: Metric;
  readonly title: string;
}

/** The metrics of some evaluations, which may be of several courses, in the order in which all have them. */
export function metricsOf(evaluations: readonly Evaluation[]): Judging[] {
  return METRICS.flatMap((metric) => {
    const first = evaluations.find(({ metrics }) => metrics[metric] !== undefined);
    return first ? [{ metric, title: metricName(metric, first.task) }] : [];
  });
}

export function measured(metric: Metric, amount: number | undefined, { unit }: Pick<Evaluation, 'unit'>): string {
  return amount === undefined ? 'not measured' : metricText(metric, amount, unit);
}

/** A value with what 95 % of other hold-out data would have given. */
export function withInterval(metric: Metric, evaluation: Evaluation): Markup {
  const value = measured(metric, evaluation.metrics[metric], evaluation);
  const interval = evaluation.intervals[metric];
  if (!interval) return html`${value}`;
  const bound = (amount: number) => measured(metric, amount, evaluation);
  return html`${value} <span class="faint">(${bound(interval.least)} to ${bound(interval.most)})</span>`;
}

/** The largest one in the unit of what is predicted, and the largest in percent. */
export function largestErrors({ largestErrors: largest, unit = '' }: Evaluation): string {
  if (!largest) return 'none, since classes are predicted';
  const absolute = withSign(largest.absolute, unit);
  return largest.percent === undefined ? absolute : `${absolute}, ${withSign(largest.percent, '%')}`;
}

/** What is asked, and how to read the figures. */
export function asked(evaluation: Evaluation): Markup {
  const { question, label, unit } = evaluation;
  return html`<p>
    ${question} The answer is the ${label}${unit === undefined ? '' : ` in ${unit}`}. ${better(metricsOf([evaluation]))}
    In parentheses: what 95 % of other hold-out data of this size would give.
  </p>`;
}

function better(metrics: readonly Judging[]): string {
  const titles = (which: 'less' | 'more') =>
    metrics.filter(({ metric }) => METRIC_TRAITS[metric].better === which).map(({ title }) => title);
  const [errors, scores] = [titles('less'), titles('more')];
  if (scores.length === 0) return 'Smaller is better.';
  if (errors.length === 0) return 'Larger is better.';
  return `Larger is better for ${listed(scores)}, and smaller for ${listed(errors)}.`;
}

/** How many rows of each class were taken for which. */
export function confusionTable({ confusion, label }: Evaluation): Markup {
  if (!confusion) return html``;
  const { classes, rows } = confusion;
  const cell = (count: number, isRight: boolean) => (isRight ? html`<b>${String(count)}</b>` : String(count));
  const lines = classes.map((each, at) =>
    row(name(each), ...(rows[at] ?? []).map((count, column) => cell(count, column === at))),
  );
  return html`<h3>Which ${label} is taken for which</h3>
    ${tableOf(['Is', ...classes.map((each) => `taken for ${each}`)], lines)}`;
}
