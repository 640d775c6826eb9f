import { describe, expect, it } from 'vitest';
import { predict } from '../../../../../src/sandbox/xgboost/booster.ts';
import { fit } from '../../../../../src/sandbox/xgboost/fit.ts';
import { checkedHyperparameters } from '../../../../../src/sandbox/xgboost/hyperparameters.ts';
import { readModelFile, writeModelFile } from '../../../../../src/sandbox/xgboost/model-file.ts';
import { penguins } from '../penguins.ts';
import { realXgboost } from './real-xgboost.ts';

const xgboost = realXgboost();
const { rows, labels } = penguins();

/** JSON, in which tasks travel, has no word for what is missing but null, which numpy takes for it. */
const ASKED = [...rows, rows[0]?.map((value, at) => (at === 2 ? NaN : value)) ?? []];

/** To six digits: XGBoost adds up in single precision, in an order of its own. */
function expectSame(predictions: readonly number[], real: readonly number[]): void {
  expect(predictions).toHaveLength(real.length);
  const apart = predictions.map((value, row) => Math.abs(value / (real[row] ?? NaN) - 1));
  expect(Math.max(...apart)).toBeLessThan(2e-6);
}

const FITTED = [
  ['reg:squarederror', labels],
  ['count:poisson', labels],
  ['reg:gamma', labels],
  ['binary:logistic', labels.map((label) => Number(label > 4000))],
] as const;

const TRAINED: readonly Readonly<Record<string, string | number>>[] = [
  { booster: 'gbtree', base_score: 4000 },
  { booster: 'gbtree', base_score: 4000, objective: 'reg:tweedie' },
  { booster: 'gbtree', base_score: 0.5, num_parallel_tree: 4, subsample: 0.7, colsample_bynode: 0.7 },
  { booster: 'dart', base_score: 0.5, rate_drop: 0.2, seed: 7 },
  { booster: 'dart', base_score: 0.5, rate_drop: 0.2, seed: 7, normalize_type: 'forest', objective: 'count:poisson' },
  { booster: 'gblinear', base_score: 0.5, updater: 'coord_descent' },
];

function fitted(objective: string, targets: readonly number[]): Uint8Array {
  const hyperparameters = checkedHyperparameters({ num_round: '20', max_depth: '4', objective });
  return writeModelFile(fit({ rows, labels: targets }, hyperparameters));
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
      labels,
      asked: ASKED,
    }));
    const answers = xgboost?.(tasks) ?? [];
    expect(answers.map(({ files = [] }) => files.length)).toEqual(TRAINED.map(() => 2));
    for (const { files = [], predictions } of answers) {
      for (const file of files) expectSame(predict(readModelFile(Buffer.from(file, 'base64')), ASKED), predictions);
    }
  });
});
