import { describe, expect, it } from 'vitest';
import { firstDifference } from './difference.ts';
import type { ChapterEnd, Life } from './life.ts';
import { mishaps, NONE } from './mishaps.ts';
import type { End } from './process.ts';
import { choices } from './random.ts';

const succeeded: End = { kind: 'outcome', outcome: { command: 'init', status: 'succeeded' } };
const unchanged: End = { kind: 'outcome', outcome: { command: 'init', status: 'unchanged' } };
const failed: End = { kind: 'error', error: new Error('no way in') };

function chapter(name: string, end: End, ...resources: string[]): ChapterEnd {
  return { chapter: name, processes: [{ mishaps: NONE, end }], accounts: { '111111111111': resources } };
}

const CALM: Life = [chapter('init', succeeded, 'role', 'port', 'port'), chapter('teardown', succeeded)];

describe('a life under faults and kills', () => {
  it.each<[string, Life, string | undefined]>([
    ['is as one that was left alone', CALM, undefined],
    [
      'may have found done what a killed process began',
      [chapter('init', unchanged, 'role', 'port', 'port'), chapter('teardown', succeeded)],
      undefined,
    ],
    ['failed', [chapter('init', failed)], 'init: ended as "no way in" instead of "succeeded"'],
    ['hangs', [chapter('init', { kind: 'hung' })], 'init: ended as "hung" instead of "succeeded"'],
    ['lost something', [chapter('init', succeeded, 'role', 'port')], 'init: lost in account 111111111111: port'],
    [
      'has something left',
      [chapter('init', succeeded, 'role', 'port', 'port'), chapter('teardown', succeeded, 'log')],
      'teardown: left in account 111111111111: log',
    ],
    ['went no further', [chapter('init', succeeded, 'role', 'port', 'port')], 'teardown: not reached'],
  ])('%s', (_, life, what) => {
    expect(firstDifference(CALM, life)?.what).toBe(what);
  });

  it('has the mishaps that its seed draws, and each passes by', () => {
    const drawn = (seed: number) => Array.from({ length: 50 }, (_, index) => mishaps(choices(seed + index)));
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(1)).not.toEqual(drawn(2000));
    const faults = drawn(1).flatMap((each) => each.faults);
    expect(new Set(faults.map(({ kind }) => kind)).size).toBeGreaterThan(5);
    expect(faults.filter((fault) => fault.kind !== 'lag' && !('times' in fault && fault.times))).toEqual([]);
    expect(drawn(1).some(({ killedAfter }) => killedAfter !== undefined)).toBe(true);
  });
});
