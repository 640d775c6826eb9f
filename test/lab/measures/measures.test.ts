import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Metric } from '../../../src/lab/course/metrics.ts';
import type { Course } from '../../../src/lab/course/types.ts';
import { confusionOf } from '../../../src/lab/measures/confusion.ts';
import { baseline, measure } from '../../../src/lab/measures/measure.ts';
import { isProbability } from '../../../src/lab/measures/probabilities.ts';
import { BINARY, MULTICLASS, REGRESSION } from '../../support/class-courses.ts';

/** With the figures of numpy, by the definitions that scikit-learn documents. */
const CASES: readonly {
  readonly course: Course;
  readonly truth: readonly number[];
  readonly predictions: readonly (readonly number[])[];
  readonly values: Readonly<Partial<Record<Metric, number>>>;
  readonly guessed: Readonly<Partial<Record<Metric, number>>>;
}[] = [
  {
    course: REGRESSION,
    truth: [143.764, 184.582, 166.353, 83.781, 95.025, 181.033, 50.79, 173.184, 169.56, 120.19, 95.455, 91.764],
    predictions: [
      145.279, 167.407, 165.866, 89.606, 82.252, 172.749, 41.134, 150.851, 138.332, 117.364, 83.357, 94.253,
    ].map((each) => [each]),
    values: { mdape: 8.128728990815892, rmse: 13.817109077155033, mae: 10.557416666666663, r2: 0.8999932552291855 },
    guessed: { mdape: 27.798675304416157, rmse: 43.6920619229213, mae: 40.12258333333333, r2: 0 },
  },
  {
    course: BINARY,
    truth: [0, 0, 1, 0, 1, 1, 0, 0, 0, 1, 0, 0],
    predictions: [0.1, 0.4, 0.35, 0.2, 0.8, 0.5, 0.5, 0.05, 0.62, 0.9, 0, 0.35].map((each) => [each]),
    values: { auc: 0.84375, logloss: 0.4211342066725284, f1: 0.5714285714285714, accuracy: 0.75 },
    guessed: { auc: 0.5, logloss: 0.6365141682948128, f1: 0.5, accuracy: 0.6666666666666667 },
  },
  {
    course: MULTICLASS,
    truth: [0, 1, 2, 0, 1, 2, 0, 0, 1, 2],
    predictions: [
      [0.7, 0.2, 0.1],
      [0.1, 0.8, 0.1],
      [0.2, 0.2, 0.6],
      [0.3, 0.4, 0.3],
      [0.25, 0.5, 0.25],
      [0.5, 0.1, 0.4],
      [0.6, 0.3, 0.1],
      [0.4, 0.4, 0.2],
      [0.3, 0.3, 0.4],
      [0, 0.1, 0.9],
    ],
    values: { auc: 0.9176587301587302, logloss: 0.6640504511402876, f1: 0.6944444444444443, accuracy: 0.7 },
    guessed: { auc: 0.5, logloss: 1.0888999753452235, f1: 0.19047619047619047, accuracy: 0.4 },
  },
];

const METRICS = CASES.flatMap((each) =>
  Object.keys(each.values).map((metric) => ({ ...each, metric: metric as Metric })),
);

describe('a metric', () => {
  it.each(METRICS)(
    '$course.task $metric is that of numpy',
    ({ metric, course, truth, predictions, values, guessed }) => {
      expect(measure(metric, course, truth, predictions)).toBeCloseTo(values[metric] ?? Number.NaN, 12);
      expect(baseline(metric, course, truth)).toBeCloseTo(guessed[metric] ?? Number.NaN, 12);
    },
  );

  it('counts what is no number as endlessly wrong, or as no probability', () => {
    expect(measure('rmse', REGRESSION, [1, 2], [[1], [Number.NaN]])).toBe(Infinity);
    expect(measure('mdape', REGRESSION, [1], [[]])).toBe(Infinity);
    expect(measure('mae', REGRESSION, [1, 2], [[1]])).toBe(Infinity);
    expect(measure('logloss', BINARY, [1, 0], [[Number.NaN], [0]])).toBeCloseTo(-Math.log(1e-16) / 2, 12);
    expect(measure('accuracy', MULTICLASS, [0, 1], [[1, 0, 0], []])).toBe(0.5);
  });

  it('counts a class that is neither true nor decided for as one that is never found', () => {
    expect(
      measure(
        'f1',
        MULTICLASS,
        [0, 1],
        [
          [1, 0, 0],
          [0, 1, 0],
        ],
      ),
    ).toBeCloseTo(2 / 3, 12);
  });
});

const rows = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 2 })
  .filter((all) => new Set(all.map(([label]) => label)).size === 2);

describe('any metric', () => {
  it('is the best for what is right', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const truth = all.map(([label]) => label);
        const sure = truth.map((label) => [label]);
        const found = (['auc', 'logloss', 'f1', 'accuracy'] as const).map((each) => measure(each, BINARY, truth, sure));
        expect(found.map((value) => value + 0)).toEqual([1, 0, 1, 1]);
      }),
    );
  });

  it('of two classes is the same where the two probabilities are told instead of one', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const truth = all.map(([label]) => label);
        const auc = (predictions: readonly (readonly number[])[]) => measure('auc', BINARY, truth, predictions);
        expect(auc(all.map(([, p]) => [1 - p, p]))).toBe(auc(all.map(([, p]) => [p])));
      }),
    );
  });
});

describe('the area under a curve', () => {
  it('is the share of pairs in the right order, of which equal ones count half', () => {
    const coarse = rows.map((all) => all.map(([label, p]) => [label, Math.round(p * 4) / 4] as const));
    fc.assert(
      fc.property(coarse, (all) => {
        const scores = (wanted: number) => all.flatMap(([label, p]) => (label === wanted ? [p] : []));
        const pairs = scores(1).flatMap((one) => scores(0).map((other) => (one > other ? 1 : one === other ? 0.5 : 0)));
        const share = pairs.reduce((sum: number, each) => sum + each, 0) / pairs.length;
        const [truth, predictions] = [all.map(([label]) => label), all.map(([, p]) => [p])];
        expect(measure('auc', BINARY, truth, predictions)).toBeCloseTo(share, 12);
      }),
    );
  });
});

describe('the confusion table', () => {
  it('has a row for each class that is true, and a column for each decided for', () => {
    const [, , { truth, predictions } = { truth: [], predictions: [] }] = CASES;
    expect(confusionOf(truth, predictions, 3)).toEqual([
      [3, 1, 0],
      [0, 2, 1],
      [1, 0, 2],
    ]);
  });

  it('decides for the second of two only beyond one half', () => {
    expect(confusionOf([0, 1, 1], [[0.5], [0.5], [0.51]], 2)).toEqual([
      [1, 0],
      [1, 1],
    ]);
  });
});

describe('a probability', () => {
  it.each<[readonly number[], boolean]>([
    [[0], true],
    [[1], true],
    [[1.01], false],
    [[-0.01], false],
    [[Number.NaN], false],
    [[Infinity], false],
    [[0.2, 0.3, 0.5], true],
    [[0.2, 0.3, 0.5009], true],
    [[0.2, 0.3, 0.502], false],
    [[1.2, -0.2, 0], false],
  ])('%j is %s', (row, is) => {
    expect(isProbability(row)).toBe(is);
  });
});
