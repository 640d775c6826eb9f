import { describe, expect, it } from 'vitest';
import { measures } from '../../../src/lab/measures/measure.ts';
import { resamples } from '../../../src/lab/measures/bootstrap.ts';
import { BINARY, REGRESSION } from '../../support/class-courses.ts';
import { fractions } from '../../support/fractions.ts';

const random = fractions(4);
const truth = Array.from({ length: 400 }, () => 100 + 100 * random());
const predictions = truth.map((value) => [value + 20 * (random() - 0.5)]);
const found = measures(REGRESSION, truth, predictions);

describe('the interval of a metric', () => {
  it('holds the value, and not the baseline', () => {
    for (const { value, baseline, interval } of found) {
      expect(interval.least).toBeLessThan(value);
      expect(interval.most).toBeGreaterThan(value);
      expect(baseline < interval.least || baseline > interval.most).toBe(true);
    }
  });

  it('is as wide as theory has it for a mean', () => {
    const errors = truth.map((value, at) => Math.abs(value - (predictions[at]?.[0] ?? 0)));
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    const variance = errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / errors.length;
    const { interval, value } = found.find(({ metric }) => metric === 'mae') ?? { value: Number.NaN };
    expect(value).toBeCloseTo(mean, 9);
    const theory = Math.sqrt(variance / errors.length);
    expect(interval?.deviation).toBeGreaterThan(0.9 * theory);
    expect(interval?.deviation).toBeLessThan(1.1 * theory);
    expect(((interval?.most ?? 0) - (interval?.least ?? 0)) / 2 / 1.96 / theory).toBeCloseTo(1, 0);
  });

  it('is the same each time', () => {
    expect(measures(REGRESSION, truth, predictions)).toEqual(found);
  });

  it('is told of every metric of the course, in its order', () => {
    expect(found.map(({ metric }) => metric)).toEqual(['rmse', 'mdape', 'mae', 'r2']);
  });

  it('leaves an endless error out of the resamples that do not draw it', () => {
    const spoiled = measures(REGRESSION, truth.slice(0, 4), [...predictions.slice(0, 3), [Infinity]]);
    const bounds = Object.fromEntries(
      spoiled.map(({ metric, interval: { least, most } }) => [metric, { least, most }]),
    );
    const finite = expect.toSatisfy(Number.isFinite) as number;
    expect(bounds).toMatchObject({ rmse: { least: finite, most: Infinity }, mae: { least: finite, most: Infinity } });
  });

  it('can be told where a class has a single row', () => {
    const [auc] = measures(BINARY, [1, 0, 0, 0], [[0.7], [0.1], [0.8], [0.2]]);
    expect(auc).toMatchObject({ metric: 'auc', baseline: 0.5, interval: { least: 0, most: 1 } });
  });
});

describe('the number of resamples', () => {
  it.each([
    [50, 1000],
    [20_000, 1000],
    [40_000, 500],
    [5_000_000, 200],
  ])('for %i values is %i', (values, number) => {
    expect(resamples(values)).toBe(number);
  });
});
