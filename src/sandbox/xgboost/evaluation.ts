import { leafOf, linkOf, type Booster } from './booster.ts';
import type { Dataset } from './dataset.ts';

/** A measure of predictions against labels. */
interface Measure {
  readonly name: 'rmse' | 'logloss';
  of(predictions: readonly number[], labels: readonly number[]): number;
}

const RMSE: Measure = {
  name: 'rmse',
  of: (predictions, labels) => Math.sqrt(mean(labels.map((label, row) => (label - (predictions[row] ?? 0)) ** 2))),
};

const LOGLOSS: Measure = {
  name: 'logloss',
  of: (predictions, labels) => mean(labels.map((label, row) => -logLikelihood(label, predictions[row] ?? 0))),
};

/** What XGBoost measures unless told otherwise, as far as the sandbox computes it. */
export function measureOf(objective: string): Measure['name'] {
  return objective.startsWith('binary:') ? 'logloss' : 'rmse';
}

/** The measure after each round, as a fit reports it. */
export function course(booster: Booster, { rows, labels }: Dataset): number[] {
  const measure = measureOf(booster.objective) === 'logloss' ? LOGLOSS : RMSE;
  const { toPrediction } = linkOf(booster.objective);
  const margins = rows.map(() => booster.baseMargin);
  return booster.trees.map((tree) => {
    for (const [index, row] of rows.entries()) margins[index] = (margins[index] ?? 0) + leafOf(tree, row);
    return measure.of(margins.map(toPrediction), labels);
  });
}

function logLikelihood(label: number, prediction: number): number {
  const likely = Math.min(Math.max(prediction, 1e-16), 1 - 1e-16);
  return label * Math.log(likely) + (1 - label) * Math.log(1 - likely);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
