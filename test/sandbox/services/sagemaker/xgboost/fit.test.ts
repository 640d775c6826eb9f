import { describe, expect, it } from 'vitest';

import { predict } from '../../../../../src/sandbox/xgboost/booster.ts';
import { measuredByRound } from '../../../../../src/sandbox/xgboost/evaluation.ts';
import { FitFailed, UserError } from '../../../../../src/sandbox/xgboost/failures.ts';
import { fit } from '../../../../../src/sandbox/xgboost/fit.ts';
import { checkedHyperparameters } from '../../../../../src/sandbox/xgboost/hyperparameters.ts';
import { penguins, rootMeanSquare } from '../penguins.ts';

const fitted = (data: { rows: number[][]; labels: number[] }, hyperparameters: Record<string, string> = {}) =>
  fit(data, checkedHyperparameters({ num_round: '30', ...hyperparameters }));

describe('fitting', () => {
  it('follows the number of rounds, and its course ends at the error of the predictions', () => {
    const data = penguins();
    const booster = fitted(data, { num_round: '40', eta: '0.1' });
    const errors = measuredByRound(booster, data, ['rmse']).map((round) => round.get('rmse') ?? NaN);
    expect(errors).toHaveLength(40);
    expect(errors).toEqual(errors.toSorted((a, b) => b - a));
    expect(errors.at(-1)).toBeCloseTo(rootMeanSquare(predict(booster, data.rows).flat(), data.labels), 2);
  });

  it('begins at the mean unless told otherwise', () => {
    const data = penguins();
    const mean = data.labels.reduce((sum, label) => sum + label, 0) / data.labels.length;
    const untrained = (more: object) => predict(fitted(data, { num_round: '1', eta: '0', ...more }), data.rows)[0]?.[0];
    expect(untrained({})).toBeCloseTo(mean, 1);
    expect(untrained({ base_score: '1000' })).toBe(1000);
  });

  it('tells a missing value from a number, whichever it is', () => {
    const cases = [-1, 0, NaN, 5];
    const rows = Array.from({ length: 80 }, (_, index) => [cases[index % 4] ?? NaN]);
    const labels = rows.map((_, index) => [100, 200, 300, 400][index % 4] ?? 0);
    const booster = fitted({ rows, labels }, { eta: '1', lambda: '0', max_depth: '4' });
    expect(predict(booster, rows.slice(0, 4)).flat().map(Math.round)).toEqual([100, 200, 300, 400]);
  });

  it.each([
    ['binary:logistic', (label: number) => Number(label > 3700)],
    ['reg:logistic', (label: number) => label / 6000],
    ['count:poisson', (label: number) => Math.round(label / 100)],
    ['reg:gamma', (label: number) => label / 100],
  ])('knows the objective %s', (objective, labelOf) => {
    const { rows, labels: grams } = penguins();
    const labels = grams.map(labelOf);
    const predictions = predict(fitted({ rows, labels }, { objective }), rows).flat();
    const mean = labels.reduce((sum, label) => sum + label, 0) / labels.length;
    const chance = rootMeanSquare(
      labels.map(() => mean),
      labels,
    );
    expect(rootMeanSquare(predictions, labels)).toBeLessThan(chance / 2);
  });

  describe('several classes', () => {
    const { rows, labels: grams } = penguins();
    const labels = grams.map((label) => Number(label > 3500) + Number(label > 4800));
    const multi = { objective: 'multi:softprob', num_class: '3', eta: '1' };

    it('gives each a chance, of which the greatest is mostly right', () => {
      const chances = predict(fitted({ rows, labels }, multi), rows);
      expect(chances.map((row) => row.reduce((sum, chance) => sum + chance, 0))).toEqual(
        labels.map(() => expect.closeTo(1, 5) as number),
      );
      const right = labels.filter((label, row) => chances[row]?.indexOf(Math.max(...(chances[row] ?? []))) === label);
      expect(right.length / labels.length).toBeGreaterThan(0.95);
    });

    it('begins at their shares unless told otherwise', () => {
      const untrained = (more: object) => predict(fitted({ rows, labels }, { ...multi, eta: '0', ...more }), rows)[0];
      const shares = [0, 1, 2].map((place) => labels.filter((label) => label === place).length / labels.length);
      expect(untrained({})).toEqual(shares.map((share) => expect.closeTo(share, 4) as number));
      expect(untrained({ base_score: '0.5' })).toEqual(shares.map(() => expect.closeTo(1 / 3, 6) as number));
    });

    it('is always the same, also where each round draws some of the rows', () => {
      const drawn = () => fitted({ rows, labels }, { ...multi, subsample: '0.7', seed: '3' });
      expect(drawn()).toEqual(drawn());
      expect(drawn().groups.slice(0, 6)).toEqual([0, 1, 2, 0, 1, 2]);
    });

    it('has a class for each label', () => {
      const fit = (more: object) => () => fitted({ rows, labels }, { ...multi, ...more });
      expect(fit({ num_class: '2' })).toThrow(/label must be discrete values in the range of \[0, num_class\)/);
      expect(fit({ objective: 'binary:logistic' })).toThrow(/Invalid shape of labels/);
    });
  });

  it('refuses more data than it can hold', () => {
    const row = [1, 2, 3, 4, 5, 6];
    const rows = Array.from({ length: 600_000 }, () => row);
    const labels = rows.map(() => 1);
    expect(() => fitted({ rows, labels })).toThrow(FitFailed);
    expect(() => fitted({ rows, labels })).toThrow(/^Out of memory: the data are 600000 rows of 6 features/);
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
    [{ objective: 'rank:ndcg' }, /^Hyperparameter objective: rank:ndcg is not in/],
    [{ objective: 'multi:softprob' }, "Require input for parameter 'num_class' for multi-classification"],
    [{ objective: 'multi:softprob', num_class: '1' }, 'Hyperparameter num_class: 1 is not in [2, +inf)'],
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
      classes: 0,
      measures: [],
      parameters: expect.objectContaining({ eta: '0.3', max_depth: '6', subsample: '1' }) as object,
    });
  });
});
