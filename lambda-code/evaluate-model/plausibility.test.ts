import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REGRESSION } from '../../test/support/class-courses.ts';
import { impossibleClasses, impossibleNumbers } from './plausibility.ts';

const TRUTH = [3000, 4000, 6000];
const FACTORS = fc.double({ min: 1, max: 1000, noNaN: true });
const MASSES = fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 });

const rows = (values: readonly number[]) => values.map((value) => [value]);

describe('what a predicted number can be', () => {
  it('is so many times less or more than was seen', () => {
    expect(impossibleNumbers(REGRESSION, TRUTH, rows(TRUTH), 3)).toEqual({
      count: 0,
      bounds: { least: 1000, most: 18_000 },
    });
  });

  it('is always above nothing, and all that was seen', () => {
    fc.assert(
      fc.property(MASSES, FACTORS, (truth, factor) => {
        const { count, bounds } = impossibleNumbers(REGRESSION, truth, rows(truth), factor);
        expect(bounds?.least).toBeGreaterThan(0);
        expect(count).toBe(0);
      }),
    );
  });

  it('reaches so many times as far where it may be nothing or less', () => {
    const temperatures = {
      ...REGRESSION,
      columns: REGRESSION.columns.map((each) =>
        each.type === 'number' && each.name === REGRESSION.label ? { ...each, above: undefined } : each,
      ),
    };
    const found = (factor: number) => impossibleNumbers(temperatures, [-10, 0, 20], rows([-10, 20]), factor);
    expect(found(1)).toEqual({ count: 0, bounds: { least: -10, most: 20 } });
    expect(found(3)).toEqual({ count: 0, bounds: { least: -70, most: 80 } });
  });

  it.each([
    [[1000, 18_000], 0, undefined],
    [[999.99, 4000], 1, 999.99],
    [[18_000.01, 4000], 1, 18_000.01],
    [[0, -1, 4000], 2, -1],
    [[-1e9, 1e10], 2, 1e10],
    [[1e10, Number.NaN], 2, Number.NaN],
    [[-Infinity, 1e10], 2, -Infinity],
    [[4000, Infinity], 1, Infinity],
    [[999, 18_001], 2, 999],
    [[18_001, 999], 2, 18_001],
  ])('counts in %j %i that cannot be, the worst %d', (predictions, count, worst) => {
    const impossible = impossibleNumbers(REGRESSION, TRUTH, rows(predictions), 3);
    expect([impossible.count, impossible.worst?.[0]]).toEqual([count, worst]);
  });
});

describe('what is said of classes', () => {
  it('can be probabilities alone', () => {
    expect(impossibleClasses([[0.2], [1], [0]])).toEqual({ count: 0 });
    expect(
      impossibleClasses([
        [0.2, 0.8, 0],
        [0.9, 0.8, 0],
        [Number.NaN, 0, 1],
      ]),
    ).toEqual({
      count: 2,
      worst: [0.9, 0.8, 0],
    });
  });
});
