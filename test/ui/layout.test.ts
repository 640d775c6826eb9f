import { describe, expect, it } from 'vitest';
import { cut, fold, table, wrap } from '../../src/ui/text/layout.ts';
import { count, duration, size } from '../../src/lab/quantities.ts';

describe('layout', () => {
  it('aligns columns by what is seen of them, and cuts what is too long', () => {
    const loud = (text: string) => `<b>${text}</b>`;
    expect(
      table(
        [
          ['a', { text: 'bb', paint: loud }, 'a long last column'],
          ['aaa', { text: 'b', paint: loud }, 'c'],
        ],
        20,
      ),
    ).toEqual(['  a    <b>bb</b>  a long l…', '  aaa  <b>b</b>   c']);
  });

  it.each([
    ['short', 10, 'short'],
    ['exactly10!', 10, 'exactly10!'],
    ['eleven chars', 10, 'eleven ch…'],
  ])('cuts %j to %d', (text, width, expected) => {
    expect(cut(text, width)).toBe(expected);
  });

  it('wraps between words and leaves longer words whole', () => {
    expect(wrap('one two incomprehensibilities three', 12, 2)).toEqual([
      '  one two',
      '  incomprehensibilities',
      '  three',
    ]);
  });

  it('folds a line below its own indentation', () => {
    expect(fold('  one two three four', 14)).toEqual(['  one two', '    three four']);
    expect(fold('  one two', 14)).toEqual(['  one two']);
  });
});

describe('quantities', () => {
  it.each([
    [0.04, '0s'],
    [0.4, '0.4s'],
    [9.96, '10s'],
    [59.4, '59s'],
    [59.6, '1m 00s'],
    [72, '1m 12s'],
    [3720, '1h 02m'],
  ])('%d seconds are %s', (seconds, expected) => {
    expect(duration(seconds)).toBe(expected);
  });

  it.each([
    [999, '999 B'],
    [1000, '1.0 kB'],
    [999_949, '999.9 kB'],
    [999_999, '1.0 MB'],
  ])('%d bytes are %s', (bytes, expected) => {
    expect(size(bytes)).toBe(expected);
  });

  it('counts in the right number', () => {
    expect([count(0, 'stack'), count(1, 'stack'), count(2, 'stack')]).toEqual(['0 stacks', '1 stack', '2 stacks']);
  });
});
