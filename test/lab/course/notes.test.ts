import { describe, expect, it } from 'vitest';
import { notesOn, sharesOf } from '../../../src/lab/course/proposal/notes.ts';
import { csvOf, draft } from './tables.ts';

type Values = (row: number) => string | number;

const ROWS = 120;
const scattered: Values = (row) => ((row * 7919) % 10_007) + 0.5;

function notes(columns: Readonly<Record<string, Values>>, rows = ROWS) {
  return notesOn(draft(csvOf(rows, { answer: scattered, noise: scattered, ...columns }), 'answer'));
}

function toldOf(start: string, columns: Readonly<Record<string, Values>>, rows = ROWS): string | undefined {
  return notes(columns, rows).find(({ message }) => message.includes(start))?.message;
}

/** So many columns of one kind. */
function several(count: number, values: (column: number) => Values): Record<string, Values> {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`c${String(at)}`, values(at)]));
}

describe('what is told of a table', () => {
  it('is nothing where nothing is to be told', () => {
    const plain = {
      x: (row: number) => row * row,
      y: (row: number) => row % 2,
      z: (row: number) => ['a', 'b'][row % 2] ?? '',
    };
    expect(notes(plain)).toEqual([]);
  });

  it.each<[string, Values, string]>([
    ['one row', (row) => (row === 5 ? '' : scattered(row)), '1 row without answer is left out'],
    ['a thousand rows', (row) => (row < 1000 ? '' : scattered(row)), '1,000 rows without answer are left out'],
  ])('counts %s as people do', (_, answer, message) => {
    expect(toldOf('without', { answer }, 1100)).toBe(message);
  });

  it('is of the level that it deserves', () => {
    const found = notes({
      answer: (row) => (row === 5 ? '' : scattered(row)),
      x: (row) => (row === 3 ? '' : row * row),
      f: (row) => ['yes', 'no'][row % 2] ?? '',
      w: (row) => ['"a, b"', 'c'][row % 2] ?? '',
      s: (row) => (row < 2 ? -99 : row * row),
      l: (row) => `w${String(row % 51)}`,
      u: (row) => ['Red', 'red'][row % 2] ?? '',
    });
    expect(found.map(({ level }) => level)).toEqual(['info', 'info', 'info', 'info', 'warning', 'warning', 'warning']);
  });

  it('names up to five columns, and counts the others', () => {
    const missing =
      (at: number): Values =>
      (row) =>
        row === at ? '' : row * row;
    const named = [0, 1, 2, 3, 4].map((at) => `c${String(at)} (1 row)`).join(', ');
    expect(toldOf('missing in', several(5, missing))).toBe(`values are missing in ${named}`);
    expect(toldOf('missing in', several(7, missing))).toBe(`values are missing in ${named} and 2 more`);
  });

  it('says how what is missing is written, up to five ways', () => {
    const ways = ['NA', '?', '-', 'null', 'nan', '#N/A'];
    const x: Values = (row) => (row < 6 ? (ways[row] ?? '') : row < 8 ? '' : row * row);
    expect(toldOf('missing in', { x })).toBe('values are missing in x (8 rows, written NA, ?, -, null, nan)');
  });

  it('says which text means yes, where it is not 1', () => {
    const flags = { x: (row: number) => ['TRUE', 'False'][row % 2] ?? '', y: (row: number) => row % 2 };
    expect(toldOf('means yes', flags)).toMatch(/ in x \(TRUE\)$/);
    expect(toldOf('means yes', { x: (row) => ['no', 'Yes'][row % 2] ?? '' })).toMatch(/ in x \(Yes\)$/);
  });

  it('says of words alone what they became, and by the first that is written otherwise', () => {
    const w: Values = (row) => (row === 0 ? 'NA' : (['plain', '"a, b"', '"c, d"'][row % 3] ?? ''));
    expect(toldOf('written without', { w })).toMatch(/ in w \("a, b" is "a; b"\)$/);
    expect(
      toldOf('written without', { n: (row) => `"1,${String(row + 100)}"`, m: (row) => row + 0.25 }),
    ).toBeUndefined();
  });

  it.each<[string, number[], string | undefined]>([
    ['-9, where all others are above', [-9, 0], '-9'],
    ['-99 and so on', [-99, 3], '-99'],
    ['-999', [-999, 1], '-999'],
    ['-9999', [-9999, 1], '-9999'],
    ['-99999', [-99_999, 1], '-99999'],
    ['-8', [-8, 1], undefined],
    ['-9 among others below 0', [-9, -1], undefined],
  ])('is that a number may stand for a missing one: %s', (_, [lowest = 0, next = 0], number) => {
    const x: Values = (row) => (row === 0 ? lowest : row === 1 ? next : row * row + next);
    expect(/^(\S+) in x/.exec(toldOf('stand for', { x }) ?? '')?.[1]).toBe(number);
  });

  it('is that levels are many from the fifty-first on', () => {
    const levels = (count: number): Record<string, Values> => ({ x: (row) => `w${String(row % count)}` });
    expect([50, 51].map((count) => toldOf('many levels', levels(count)))).toEqual([
      undefined,
      expect.stringContaining('in x (51)') as string,
    ]);
  });

  it('is which word is there in other capitals too', () => {
    const words: Values = (row) => ['apple', 'Berry', 'berry'][row % 3] ?? '';
    expect(toldOf('capitals', { words })).toMatch(/ in words \("(Berry|berry)"\)/);
    expect(toldOf('capitals', { words: (row) => ['apple', 'berry'][row % 2] ?? '' })).toBeUndefined();
  });

  it('is which columns alone tell the answer', () => {
    const answer: Values = (row) => ['lost', 'won'][row % 2] ?? '';
    const sure: Values = (row) => ['a', 'b', 'c', 'd'][row % 4] ?? '';
    const found = notes({ answer, sure });
    expect(found).toEqual([
      { level: 'warning', message: expect.stringMatching(/^sure alone tells answer in every row/) as string },
    ]);
  });

  it('is how many rows are there twice, one or more', () => {
    const twice = (count: number): Record<string, Values> => ({
      answer: (row) => (row < count ? scattered(row + 60) : scattered(row)),
      noise: (row) => (row < count ? scattered(row + 60) : scattered(row)),
    });
    expect(toldOf('there twice', twice(1))).toMatch(/^1 row is there twice/);
    expect(toldOf('there twice', twice(2))).toMatch(/^2 rows are there twice/);
    expect(toldOf('there twice', twice(0))).toBeUndefined();
  });

  it('is that rows contradict each other where these are more than a tenth', () => {
    const against = (count: number) =>
      toldOf('differ from one', { noise: (row) => scattered(row < count ? row + 60 : row) });
    expect([12, 13].map(against)).toEqual([
      undefined,
      expect.stringMatching(/^13 rows differ .* in answer alone/) as string,
    ]);
  });
});

describe('the shares of classes', () => {
  it('are told in percent, the largest first, and five of them', () => {
    const label = (values: Values) => draft(csvOf(200, { answer: values, noise: scattered }), 'answer').label;
    expect(sharesOf(label((row) => (row % 8 === 0 ? 'rare' : 'usual')))).toBe('usual 87.5 %, rare 12.5 %');
    const seven = sharesOf(label((row) => `w${String(Math.min(row % 8, 6))}`));
    expect(seven).toMatch(/^w6 25\.0 %, .* and 2 more$/);
  });
});
