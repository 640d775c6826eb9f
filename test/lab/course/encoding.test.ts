import { describe, expect, it } from 'vitest';
import { cellProblem, encoded, rowText } from '../../../src/lab/course/encoding.ts';
import type { Column } from '../../../src/lab/course/types.ts';

const SHARE: Column = { name: 'share', type: 'number', least: 0, most: 1, missing: false };
const COUNT: Column = { name: 'count', type: 'whole', above: 0, missing: false };
const FLAG: Column = { name: 'flag', type: 'flag', missing: true };
const WORDS = [...'abcdefgh'];
const level = (levels: string[]): Column => ({ name: 'level', type: 'level', levels, missing: false });

describe('a value of a table', () => {
  it.each<[string, Column, readonly string[]]>([
    ['a number within its bounds', SHARE, ['0', '1', '0.5', '-0', '1e-3']],
    ['a whole number', COUNT, ['1', '1.0', '3e4']],
    ['yes or no, or nothing where that may be', FLAG, ['0', '1', '']],
    ['one of its levels', level(WORDS), WORDS],
  ])('is %s', (_, column, texts) => {
    expect(texts.map((text) => cellProblem(column, text, false))).toEqual(texts.map(() => undefined));
  });

  it.each<[Column, string, string]>([
    [SHARE, '', 'the value is missing'],
    [SHARE, '1e39', '"1e39" is too large a number for XGBoost, which calculates in single precision'],
    [SHARE, '-0.1', '-0.1 is below 0'],
    [SHARE, '1.01', '1.01 is above 1'],
    [SHARE, '0,5', '"0,5" is not a number; write it with a point'],
    [SHARE, '0,5,5', '"0,5,5" is not a number'],
    [SHARE, 'x0,5', '"x0,5" is not a number'],
    [COUNT, '0', '0 is not above 0'],
    [COUNT, '1.5', '1.5 is no whole number'],
    [FLAG, '2', '2 is neither 0 nor 1'],
    [level(WORDS), 'A', `"A" is no level of it; there are ${WORDS.join(', ')}`],
    [level([...WORDS, 'i']), 'A', `"A" is no level of it; there are ${WORDS.join(', ')}, …`],
  ])('of %j is not %j', (column, text, problem) => {
    expect(cellProblem(column, text, false)).toBe(problem);
  });
});

describe('what XGBoost reads', () => {
  it('is a number for each value: the place of a level, and no number for what is missing', () => {
    const found = [encoded(SHARE, '0.5'), encoded(FLAG, '1'), encoded(level(WORDS), 'c'), encoded(level(WORDS), 'a')];
    expect(found).toEqual([0.5, 1, 2, 0]);
    expect([SHARE, FLAG, level(WORDS)].map((column) => encoded(column, ''))).toEqual([NaN, NaN, NaN]);
  });

  it('is a row with nothing in the place of what is missing', () => {
    expect(rowText([1, Number.NaN, -0.5, Number.NaN])).toBe('1,,-0.5,');
  });
});
