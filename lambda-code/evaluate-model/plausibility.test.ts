import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOf, impossibleOf } from './plausibility.ts';

const TRUTH = [3000, 4000, 6000];
const BOUNDS = { least: 1000, most: 18_000 };
const FACTORS = fc.double({ min: 1, max: 1000, noNaN: true });
const MASSES = fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 });

describe('what a prediction can be', () => {
  it('is so many times less or more than was seen', () => {
    expect(boundsOf(TRUTH, 3)).toEqual(BOUNDS);
  });

  it('is always above nothing, and all that was seen', () => {
    fc.assert(
      fc.property(MASSES, FACTORS, (truth, factor) => {
        const bounds = boundsOf(truth, factor);
        expect(bounds.least).toBeGreaterThan(0);
        expect(impossibleOf(truth, bounds)).toEqual({ count: 0 });
      }),
    );
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
  ])('counts in %j %i that cannot be, the worst %d', (predictions, count, worst) => {
    const impossible = impossibleOf(predictions, BOUNDS);
    expect([impossible.count, impossible.worst]).toEqual([count, worst]);
  });
});
