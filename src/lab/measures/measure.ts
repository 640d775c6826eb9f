import { labelClasses, metricsOf } from '../course/course.ts';
import type { Metric } from '../course/metrics.ts';
import type { Course } from '../course/types.ts';
import { GUESSES } from './baseline.ts';
import { type Interval, intervals } from './bootstrap.ts';
import { accuracy, areaUnderCurve, f1, logarithmicLoss } from './classes.ts';
import { determination, meanAbsoluteError, medianPercentageError, rootMeanSquaredError } from './numbers.ts';
import type { Counts, Predictions, Truth, Weighted } from './types.ts';

/** How good a model is by one metric. */
export interface Measure {
  readonly metric: Metric;
  readonly value: number;
  /** What the same answer for every row reaches. */
  readonly baseline: number;
  readonly interval: Interval;
}

type Measuring = (truth: Truth, predictions: Predictions, classes: number) => Weighted;

const MEASURING: Readonly<Record<Metric, Measuring>> = {
  mdape: medianPercentageError,
  rmse: rootMeanSquaredError,
  mae: meanAbsoluteError,
  r2: determination,
  auc: areaUnderCurve,
  logloss: logarithmicLoss,
  f1,
  accuracy,
};

/** What a model is by all metrics of its course, in the course's order. The truth holds every class. */
export function measures(course: Course, truth: Truth, predictions: Predictions): Measure[] {
  const chosen = metricsOf(course);
  const classes = labelClasses(course).length;
  const measuring = chosen.map((metric) => MEASURING[metric](truth, predictions, classes));
  const found = intervals(measuring, strataOf(truth, classes), classes);
  return chosen.flatMap((metric, at) => {
    const [value, interval] = [measuring[at]?.(once(truth)), found[at]];
    return value === undefined || !interval
      ? []
      : [{ metric, value, baseline: baseline(metric, course, truth), interval }];
  });
}

export function measure(metric: Metric, course: Course, truth: Truth, predictions: Predictions): number {
  return MEASURING[metric](truth, predictions, labelClasses(course).length)(once(truth));
}

/** What guessing reaches that knows the labels and nothing of the rows. */
export function baseline(metric: Metric, course: Course, truth: Truth): number {
  const guess = GUESSES[metric](truth, labelClasses(course).length);
  return measure(
    metric,
    course,
    truth,
    truth.map(() => guess),
  );
}

function once(truth: Truth): Counts {
  return new Uint16Array(truth.length).fill(1);
}

/** The rows of each class; all together where there are none. */
function strataOf(truth: Truth, classes: number): Uint32Array[] {
  const rows = [...truth.keys()];
  if (classes === 0) return [Uint32Array.from(rows)];
  return Array.from({ length: classes }, (_, one) => Uint32Array.from(rows.filter((at) => truth[at] === one)));
}
