import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largestErrors, median, measure } from './metrics.ts';

const truth = fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 });

describe('the metrics', () => {
  it('are those of a calculation by hand', () => {
    const { mdape, rmse } = measure([100, 200, 400], [110, 180, 400]);
    expect(mdape).toBeCloseTo(10);
    expect(rmse).toBeCloseTo(Math.sqrt(500 / 3));
  });

  it('tell the largest errors, which may be of different rows, and take what is no number for endless', () => {
    expect(largestErrors([100, 1000, 400], [150, 1100, 400])).toEqual({ absolute: 100, percent: 50 });
    expect(largestErrors([100, 200], [100, Number.NaN])).toEqual({ absolute: Infinity, percent: Infinity });
    expect(measure([100], [Number.NaN])).toEqual({ mdape: Infinity, rmse: Infinity });
  });

  it('are zero for predictions that are right', () => {
    fc.assert(fc.property(truth, (values) => measure(values, values).mdape + measure(values, values).rmse === 0));
  });

  it('tell predictions that are all wrong by the same share', () => {
    fc.assert(
      fc.property(truth, fc.double({ min: 0.01, max: 3, noNaN: true }), (values, share) => {
        const { mdape } = measure(
          values,
          values.map((value) => value * (1 + share)),
        );
        expect(mdape).toBeCloseTo(100 * share, 6);
      }),
    );
  });

  it('tell predictions that are all wrong by the same amount', () => {
    fc.assert(
      fc.property(truth, fc.integer({ min: 1, max: 1000 }), (values, amount) => {
        expect(
          measure(
            values,
            values.map((value) => value - amount),
          ).rmse,
        ).toBeCloseTo(amount, 4);
      }),
    );
  });

  it('do not depend on the order of rows', () => {
    fc.assert(
      fc.property(truth, (values) => {
        const wrong = values.map((value, at) => value + (at % 7) * 10);
        const forth = measure(values, wrong);
        const back = measure([...values].reverse(), [...wrong].reverse());
        expect(back.mdape).toBeCloseTo(forth.mdape, 9);
        expect(back.rmse).toBeCloseTo(forth.rmse, 6);
      }),
    );
  });
});

describe('the median', () => {
  it('is the middle value, or what lies between the two', () => {
    expect([median([3]), median([3, 1]), median([9, 1, 2])]).toEqual([3, 2, 2]);
  });

  it('has as many values above as below', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
        const middle = median(values);
        expect(values.filter((value) => value < middle).length).toBeLessThanOrEqual(values.length / 2);
        expect(values.filter((value) => value > middle).length).toBeLessThanOrEqual(values.length / 2);
      }),
    );
  });
});
