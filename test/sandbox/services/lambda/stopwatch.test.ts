import { describe, expect, it } from 'vitest';
import { elapsed, longest, stopwatch } from '../../../../src/sandbox/services/lambda/environment/stopwatch.ts';

const BEGIN = { wall: 1000, worked: 50 };

describe('the time of a run', () => {
  it.each([
    ['of code that works alone', 100, 100, 100],
    ['of code that works while others do', 500, 100, 100],
    ['of several threads at once', 100, 300, 100],
    ['of code that waits for nobody knows what', 1000, 0, 200],
    ['of code on a machine that stands still', 10_000, 10, 2000],
  ])('%s counts as worked', (_what, wall, worked, expected) => {
    expect(elapsed(BEGIN, { wall: 1000 + wall, worked: 50 + worked })).toBe(expected);
  });

  it('is never waited for longer than it can take to count', () => {
    const wall = longest(3000);
    expect(elapsed(BEGIN, { wall: 1000 + wall, worked: 50 })).toBeGreaterThanOrEqual(3000);
  });

  it('stands still while nobody gets to look, as on a machine that was sent to sleep', () => {
    const walls = [0, 20, 40, 3_600_000, 3_600_020];
    const moment = stopwatch(() => ({ wall: walls.shift() ?? 0, worked: 0 }));
    expect([moment(), moment(), moment(), moment()].map(({ wall }) => wall)).toEqual([20, 40, 140, 160]);
  });
});
