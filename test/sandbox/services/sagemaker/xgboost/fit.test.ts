import { describe, expect, it } from 'vitest';

import { predict } from '../../../../../src/sandbox/xgboost/booster.ts';
import { course } from '../../../../../src/sandbox/xgboost/evaluation.ts';
import { fit, FitFailed } from '../../../../../src/sandbox/xgboost/fit.ts';
import { checkedHyperparameters, UserError } from '../../../../../src/sandbox/xgboost/hyperparameters.ts';
import { penguins, rootMeanSquare } from '../penguins.ts';

const fitted = (data: { rows: number[][]; labels: number[] }, hyperparameters: Record<string, string> = {}) =>
  fit(data, checkedHyperparameters({ num_round: '30', ...hyperparameters }));

describe('fitting', () => {
  it('follows the number of rounds, and its course ends at the error of the predictions', () => {
    const data = penguins();
    const booster = fitted(data, { num_round: '40', eta: '0.1' });
    const errors = course(booster, data);
    expect(errors).toHaveLength(40);
    expect(errors).toEqual(errors.toSorted((a, b) => b - a));
    expect(errors.at(-1)).toBeCloseTo(rootMeanSquare(predict(booster, data.rows), data.labels), 2);
  });

  it('begins at the mean unless told otherwise', () => {
    const data = penguins();
    const mean = data.labels.reduce((sum, label) => sum + label, 0) / data.labels.length;
    const untrained = (more: object) => predict(fitted(data, { num_round: '1', eta: '0', ...more }), data.rows)[0];
    expect(untrained({})).toBeCloseTo(mean, 1);
    expect(untrained({ base_score: '1000' })).toBe(1000);
  });

  it('tells a missing value from a number, whichever it is', () => {
    const cases = [-1, 0, NaN, 5];
    const rows = Array.from({ length: 80 }, (_, index) => [cases[index % 4] ?? NaN]);
    const labels = rows.map((_, index) => [100, 200, 300, 400][index % 4] ?? 0);
    const booster = fitted({ rows, labels }, { eta: '1', lambda: '0', max_depth: '4' });
    expect(predict(booster, rows.slice(0, 4)).map(Math.round)).toEqual([100, 200, 300, 400]);
  });

  it.each([
    ['binary:logistic', (label: number) => Number(label > 3700)],
    ['reg:logistic', (label: number) => label / 6000],
    ['count:poisson', (label: number) => Math.round(label / 100)],
    ['reg:gamma', (label: number) => label / 100],
  ])('knows the objective %s', (objective, labelOf) => {
    const { rows, labels: grams } = penguins();
    const labels = grams.map(labelOf);
    const predictions = predict(fitted({ rows, labels }, { objective }), rows);
    const mean = labels.reduce((sum, label) => sum + label, 0) / labels.length;
    const chance = rootMeanSquare(
      labels.map(() => mean),
      labels,
    );
    expect(rootMeanSquare(predictions, labels)).toBeLessThan(chance / 2);
  });

  it('refuses more data than it can hold', () => {
    const row = [1, 2, 3, 4, 5, 6];
    const rows = Array.from({ length: 200_000 }, () => row);
    const labels = rows.map(() => 1);
    expect(() => fitted({ rows, labels })).toThrow(FitFailed);
    expect(() => fitted({ rows, labels })).toThrow(/^Out of memory: the data are 200000 rows of 6 features/);
  });
});

describe('hyperparameters', () => {
  it.each([
    [{ eta: '1.5' }, 'Hyperparameter eta: 1.5 is not in [0, 1]'],
    [{ subsample: '0' }, 'Hyperparameter subsample: 0 is not in (0, 1]'],
    [{ gamma: '-0.1' }, 'Hyperparameter gamma: -0.1 is not in [0, +inf)'],
    [{ max_depth: '3.5' }, 'Hyperparameter max_depth: could not parse value (caused by ValueError)'],
    [{ eta: '' }, 'Hyperparameter eta: could not parse value (caused by ValueError)'],
    [{ booster: 'gblinear' }, "Hyperparameter booster: gblinear is not in ['gbtree']"],
    [{ objective: 'multi:softmax' }, /^Hyperparameter objective: multi:softmax is not in/],
    [{ early_stopping_rounds: '5' }, 'The XGBoost of the sandbox does not know early_stopping_rounds'],
    [{ constructor: '1' }, 'Extraneous hyperparameter found: constructor'],
    [{ num_round: '0' }, 'Hyperparameter num_round: 0 is not in [1, +inf)'],
  ])('%j are refused in the words of the container', (given, message) => {
    const check = () => checkedHyperparameters({ num_round: '10', ...given });
    expect(check).toThrow(UserError);
    expect(check).toThrow(message);
  });

  it('have XGBoost’s own defaults', () => {
    expect(checkedHyperparameters({ num_round: '10', verbosity: '2' })).toEqual({
      rounds: 10,
      objective: 'reg:squarederror',
      parameters: expect.objectContaining({ eta: '0.3', max_depth: '6', subsample: '1' }) as object,
    });
  });
});
