import { describe, expect, it } from 'vitest';
import { predict, type Booster } from '../../../../../src/sandbox/xgboost/booster.ts';
import { measuredByRound } from '../../../../../src/sandbox/xgboost/evaluation.ts';
import { fit } from '../../../../../src/sandbox/xgboost/fit.ts';
import { checkedHyperparameters } from '../../../../../src/sandbox/xgboost/hyperparameters.ts';
import { readModelFile, writeModelFile } from '../../../../../src/sandbox/xgboost/model-file.ts';
import { penguins } from '../penguins.ts';
import { realXgboost } from './real-xgboost.ts';

const xgboost = realXgboost();
const { rows, labels } = penguins();

/** Light, middling, heavy: not equally many of each. */
const classes = labels.map((label) => Number(label > 3500) + Number(label > 4800));

/** JSON, in which tasks travel, has no word for what is missing but null, which numpy takes for it. */
const ASKED = [...rows, rows[0]?.map((value, at) => (at === 2 ? NaN : value)) ?? []];

/** To six digits: XGBoost adds up in single precision, in an order of its own. */
function expectSame(predictions: readonly (readonly number[])[], real: readonly number[]): void {
  expect(predictions.flat()).toHaveLength(real.length);
  const apart = predictions
    .flat()
    .map((value, row) => (value === real[row] ? 0 : Math.abs(value / (real[row] ?? NaN) - 1)));
  expect(Math.max(...apart)).toBeLessThan(2e-6);
}

const FITTED = [
  ['reg:squarederror', labels],
  ['count:poisson', labels],
  ['reg:gamma', labels],
  ['binary:logistic', labels.map((label) => Number(label > 4000))],
  ['multi:softprob', classes],
  ['multi:softmax', classes],
] as const;

const TRAINED: readonly Readonly<Record<string, string | number>>[] = [
  { booster: 'gbtree', base_score: 4000 },
  { booster: 'gbtree', base_score: 4000, objective: 'reg:tweedie' },
  { booster: 'gbtree', base_score: 0.5, num_parallel_tree: 4, subsample: 0.7, colsample_bynode: 0.7 },
  { booster: 'dart', base_score: 0.5, rate_drop: 0.2, seed: 7 },
  { booster: 'dart', base_score: 0.5, rate_drop: 0.2, seed: 7, normalize_type: 'forest', objective: 'count:poisson' },
  { booster: 'gblinear', base_score: 0.5, updater: 'coord_descent' },
  { booster: 'gbtree', objective: 'multi:softprob', num_class: 3 },
  { booster: 'gbtree', objective: 'multi:softmax', num_class: 3, num_parallel_tree: 2, subsample: 0.7 },
  { booster: 'dart', objective: 'multi:softprob', num_class: 3, rate_drop: 0.2, seed: 7 },
  { booster: 'gblinear', objective: 'multi:softprob', num_class: 3, updater: 'coord_descent' },
];

const MEASURED = [
  ['reg:squarederror', ['rmse', 'mae']],
  ['binary:logistic', ['logloss', 'error', 'error@0.3', 'auc']],
  ['multi:softprob', ['mlogloss', 'merror']],
  ['multi:softmax', ['mlogloss', 'merror']],
] as const;

function fitted(objective: string, targets: readonly number[]): Uint8Array {
  return writeModelFile(fitBooster(objective, targets));
}

function fitBooster(objective: string, targets: readonly number[]): Booster {
  const given = { num_round: '20', max_depth: '4', objective };
  const classes = objective.startsWith('multi:') ? { num_class: '3' } : {};
  return fit({ rows, labels: targets }, checkedHyperparameters({ ...given, ...classes }));
}

describe.skipIf(!xgboost)('XGBoost itself', () => {
  it(`reads what the sandbox fits for ${FITTED.map(([name]) => name).join(', ')}, and predicts the same with it`, () => {
    const models = FITTED.map(([objective, targets]) => fitted(objective, targets));
    const answers = xgboost?.(models.map((model) => ({ model: Buffer.from(model).toString(), asked: ASKED }))) ?? [];
    expect(answers).toHaveLength(models.length);
    for (const [at, model] of models.entries()) {
      expectSame(predict(readModelFile(model), ASKED), answers[at]?.predictions ?? []);
    }
  });

  it('writes trees, forests, dropped trees and linear functions with which the sandbox predicts the same', () => {
    const tasks = TRAINED.map((more) => ({
      parameters: { max_depth: 4, ...more },
      rounds: 30,
      rows,
      labels: 'num_class' in more ? classes : labels,
      asked: ASKED,
    }));
    const answers = xgboost?.(tasks) ?? [];
    expect(answers.map(({ files = [] }) => files.length)).toEqual(TRAINED.map(() => 2));
    for (const { files = [], predictions } of answers) {
      for (const file of files) expectSame(predict(readModelFile(Buffer.from(file, 'base64')), ASKED), predictions);
    }
  });

  it('fits the same trees for several classes that begin with the same margins', () => {
    const { baseMargins, ...fitted } = fitBooster('multi:softprob', classes);
    const parameters = { objective: 'multi:softprob', num_class: 3, max_depth: 4, tree_method: 'exact' };
    const [answer] =
      xgboost?.([{ parameters, rounds: 20, rows, labels: classes, asked: ASKED, margins: baseMargins }]) ?? [];
    const apart = predict({ baseMargins, ...fitted }, ASKED)
      .flat()
      .map((value, at) => Math.abs(value - (answer?.predictions[at] ?? NaN)));
    expect(Math.max(...apart)).toBeLessThan(1e-5);
  });

  it('measures as the sandbox does', () => {
    const two = labels.map((label) => Number(label > 4000));
    const tasks = MEASURED.map(([objective, eval_metric]) => ({
      parameters: { objective, eval_metric, max_depth: 2, ...(objective.startsWith('multi:') && { num_class: 3 }) },
      rounds: 3,
      rows,
      labels: { binary: two, multi: classes }[objective.split(':', 1)[0] ?? ''] ?? labels,
      asked: rows.slice(0, 1),
    }));
    for (const [at, { files: [file = ''] = [], measured }] of (xgboost?.(tasks) ?? []).entries()) {
      const booster = readModelFile(Buffer.from(file, 'base64'));
      const data = { rows, labels: tasks[at]?.labels ?? [] };
      const ours = measuredByRound(booster, data, MEASURED[at]?.[1] ?? []).at(-1) ?? new Map<string, number>();
      expect(Object.keys(measured ?? {})).toEqual([...ours.keys()]);
      for (const [name, value] of Object.entries(measured ?? {}))
        expect((ours.get(name) ?? NaN) / value).toBeCloseTo(1, 6);
    }
  });
});
