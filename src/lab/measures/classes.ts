import { ofClass, tally } from './confusion.ts';
import { decisions, probability } from './probabilities.ts';
import { areaUnderRoc } from './ranks.ts';
import { weightedMean } from './sums.ts';
import type { Predictions, Truth, Weighted } from './types.ts';

/** XGBoost's own (dmlc/xgboost, `src/metric/elementwise_metric.cu`), so that it tells the same of the same rows. */
const LEAST_PROBABILITY = 1e-16;

/** How surprising the truth is to a model: 0 where it was sure, and without a bound where it was sure of something else. */
export function logarithmicLoss(truth: Truth, predictions: Predictions): Weighted {
  const losses = Float64Array.from(truth, (one, at) => {
    return -Math.log(Math.max(probability(predictions[at], one), LEAST_PROBABILITY));
  });
  return (counts) => weightedMean(losses, counts);
}

export function accuracy(truth: Truth, predictions: Predictions): Weighted {
  const decided = decisions(predictions);
  const right = Float64Array.from(truth, (one, at) => Number(decided[at] === one));
  return (counts) => weightedMean(right, counts);
}

/** The harmonic mean of precision and recall: of the second of two classes, or the mean of several. */
export function f1(truth: Truth, predictions: Predictions, classes: number): Weighted {
  const decided = decisions(predictions);
  const wanted = wantedOf(classes);
  return (counts) => {
    const cells = tally(truth, decided, classes, counts);
    return meanOf(wanted.map((one) => f1OfClass(cells, classes, one)));
  };
}

function f1OfClass(cells: Float64Array, classes: number, one: number): number {
  const { right, missed, wrong } = ofClass(cells, classes, one);
  return right === 0 ? 0 : (2 * right) / (2 * right + missed + wrong);
}

/** How often a row of a class gets a higher probability of it than a row of another; the mean of several classes. */
export function areaUnderCurve(truth: Truth, predictions: Predictions, classes: number): Weighted {
  const areas = wantedOf(classes).map((one) => {
    const scores = Float64Array.from(predictions, (row) => probability(row, one));
    return areaUnderRoc(
      scores,
      truth.map((each) => each === one),
    );
  });
  return (counts) => meanOf(areas.map((area) => area(counts)));
}

/** The classes that are measured, each against the rest. */
function wantedOf(classes: number): readonly number[] {
  return classes === 2 ? [1] : Array.from({ length: classes }, (_, one) => one);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
