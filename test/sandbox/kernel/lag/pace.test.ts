import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentShown } from '../../../../src/sandbox/kernel/lag/pace.ts';

const BEGIN = Date.UTC(2026, 0, 5);
const later = fc.nat(3_600_000);
const behind = fc.integer({ min: 1, max: 600_000 });
const seeds = fc.nat(1000);

describe('the moment that a copy of the world shows', () => {
  it('is never to come, nor longer ago than the copy may be behind', () => {
    fc.assert(
      fc.property(later, behind, seeds, (age, most, seed) => {
        const now = BEGIN + age;
        const moment = momentShown(now, most, seed);
        expect(moment).toBeLessThanOrEqual(now);
        expect(now - moment).toBeLessThan(most);
      }),
    );
  });

  it('never goes back', () => {
    fc.assert(
      fc.property(later, later, behind, seeds, (age, more, most, seed) => {
        const moment = momentShown(BEGIN + age, most, seed);
        expect(momentShown(BEGIN + age + more, most, seed)).toBeGreaterThanOrEqual(moment);
      }),
    );
  });

  it('is decided by the seed', () => {
    const moments = (seed: number) => Array.from({ length: 20 }, (_, at) => momentShown(BEGIN + at * 1000, 9000, seed));
    expect(moments(1)).toEqual(moments(1));
    expect(moments(1)).not.toEqual(moments(2));
  });
});
