import type { Measure } from '../../measures/measure.ts';
import type { Course } from '../types.ts';
import { METRIC_TRAITS, passes, type Metric } from '../metrics.ts';

/** A threshold, and what it was made of. */
export interface ProposedThreshold {
  readonly metric: Metric;
  readonly threshold: number;
  /** Whether the model was better than guessing by more than chance explains. */
  readonly learns: boolean;
}

/** A model has to leave this much of the way from guessing to perfection behind, where a first one learns nothing. */
const LITTLE = 0.1;
const HALF = 0.5;
const DIGITS = [2, 3, 4, 6, 10];

/**
 * Half of the way from guessing to a first model: who guesses does not come as far, and who trains a little worse than
 * that model still does.
 */
export function proposedThreshold({ metric, value, baseline, interval }: Measure): ProposedThreshold {
  const { better } = METRIC_TRAITS[metric];
  const learns = better === 'less' ? interval.most < baseline : interval.least > baseline;
  const goal = learns ? value : better === 'less' ? 0 : 1;
  const exact = baseline + (goal - baseline) * (learns ? HALF : LITTLE);
  const suits = (threshold: number) =>
    threshold > 0 && !passes(metric, baseline, threshold) && (!learns || passes(metric, value, threshold));
  return { metric, threshold: rounded(metric, exact, suits), learns };
}

/**
 * The metrics of a course, those first by which a first model is better than guessing, and those last by which guessing has no
 * error. Where a model is no better than guessing there is no threshold, but for one that has to decide.
 */
export function proposedMetrics(measures: readonly Measure[]): Course['metrics'] {
  const proposed = measures.map(proposedThreshold);
  const sorted = proposed.toSorted((one, other) => usefulness(other) - usefulness(one));
  const entries = sorted.map(({ metric, threshold, learns }, at) => [metric, learns || at === 0 ? { threshold } : {}]);
  return Object.fromEntries(entries) as Course['metrics'];
}

function usefulness({ learns, threshold }: ProposedThreshold): number {
  return learns ? 2 : threshold > 0 ? 1 : 0;
}

/** As few digits as tell it from guessing and from the model, rounded towards what is better. */
function rounded(metric: Metric, exact: number, suits: (threshold: number) => boolean): number {
  return DIGITS.map((digits) => towardsBetter(metric, exact, digits)).find(suits) ?? exact;
}

function towardsBetter(metric: Metric, value: number, digits: number): number {
  const { better, most } = METRIC_TRAITS[metric];
  const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) - digits + 1);
  const steps = better === 'less' ? Math.floor(value / step) : Math.ceil(value / step);
  return Math.min(Number((steps * step).toPrecision(digits)), most);
}
