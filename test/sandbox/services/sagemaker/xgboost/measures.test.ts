import { describe, expect, it } from 'vitest';
import { FitFailed, UserError } from '../../../../../src/sandbox/xgboost/failures.ts';
import { checkedHyperparameters } from '../../../../../src/sandbox/xgboost/hyperparameters.ts';
import { measureNamed, reported } from '../../../../../src/sandbox/xgboost/measures.ts';

/** Two of five are of the class; two of the chances are equal. */
const CHANCES = [[0.9], [0.6], [0.6], [0.2], [0.1]];
const LABELS = [1, 0, 1, 0, 0];

const OF_CLASSES = [
  [0.7, 0.2, 0.1],
  [0.3, 0.4, 0.3],
  [0.5, 0.25, 0.25],
  [0.1, 0.1, 0.8],
];
const CLASSES = [0, 1, 2, 2];

describe('a measure', () => {
  it.each([
    ['rmse', CHANCES, LABELS, Math.sqrt((0.01 + 0.36 + 0.16 + 0.04 + 0.01) / 5)],
    ['mae', CHANCES, LABELS, (0.1 + 0.6 + 0.4 + 0.2 + 0.1) / 5],
    ['error', CHANCES, LABELS, 1 / 5],
    ['error@0.15', CHANCES, LABELS, 2 / 5],
    ['logloss', CHANCES, LABELS, -Math.log(0.9 * 0.4 * 0.6 * 0.8 * 0.9) / 5],
    ['auc', CHANCES, LABELS, 5.5 / 6],
    ['mlogloss', OF_CLASSES, CLASSES, -Math.log(0.7 * 0.4 * 0.25 * 0.8) / 4],
    ['merror', OF_CLASSES, CLASSES, 1 / 4],
    ['accuracy', OF_CLASSES, CLASSES, 3 / 4],
    ['f1', OF_CLASSES, CLASSES, (2 / 3 + 1 + 2 / 3) / 3],
    // The container takes every chance above zero for the second class.
    ['accuracy', CHANCES, LABELS, 2 / 5],
    ['f1_binary', CHANCES, LABELS, 4 / 7],
    ['f1_macro', CHANCES, LABELS, 2 / 7],
  ])('%s of %j is as XGBoost or its container computes it', (name, answers, labels, value) => {
    expect(measureNamed(name)(answers, labels)).toBeCloseTo(value, 10);
  });

  it('of ranks is none where all rows are of one class', () => {
    expect(measureNamed('auc')(CHANCES, [1, 1, 1, 1, 1])).toBeNaN();
  });

  it('of classes knows no others, and one of two classes no third', () => {
    expect(() => measureNamed('mlogloss')(OF_CLASSES, [0, 1, 2, 3])).toThrow(/num_class=3 but found 3 in label/);
    expect(() => measureNamed('f1_binary')(OF_CLASSES, CLASSES)).toThrow(UserError);
  });
});

it('reports what is asked for, the container’s own last, and else what is usual for the objective', () => {
  expect(reported([], 'multi:softmax')).toEqual(['mlogloss']);
  expect(reported(['f1'], 'binary:logistic')).toEqual(['logloss', 'f1']);
  expect(reported(['accuracy', 'auc', 'error'], 'binary:logistic')).toEqual(['auc', 'error', 'accuracy']);
});

describe('eval_metric', () => {
  const binary = { objective: 'binary:logistic' };

  it.each([
    [
      { ...binary, eval_metric: 'gini' },
      UserError,
      /^Hyperparameter eval_metric: value \['gini'\] not in range \['acc/,
    ],
    [{ ...binary, eval_metric: 'auc@0.1' }, UserError, /^Metric 'auc@0.1' is not supported/],
    [{ ...binary, eval_metric: 'error@half' }, UserError, /^Threshold value 't' in 'error@t' expects float input/],
    [{ ...binary, eval_metric: 'aucpr' }, UserError, /^The XGBoost of the sandbox does not know the eval_metric aucpr/],
    [{ objective: 'reg:squarederror', eval_metric: 'f1' }, UserError, /does not know the eval_metric f1 of reg:/],
    [
      { objective: 'multi:softprob', num_class: '3', eval_metric: 'auc' },
      UserError,
      /^Metric 'auc' can only be applied/,
    ],
    [{ eval_metric: 'rmse' }, FitFailed, /^'objective'$/],
  ])('%j is refused in the words of the container', (given, kind, message) => {
    const check = () => checkedHyperparameters({ num_round: '10', ...given });
    expect(check).toThrow(kind);
    expect(check).toThrow(message);
  });
});
