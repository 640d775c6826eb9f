import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePredictions } from './answer.ts';

const endpointName = 'mlops-lab--nonprod';
const parse = (answer: string, rows: number) =>
  parsePredictions(answer, { endpointName, rows, numbers: 1 }).map(([only = Number.NaN]) => only);
const several = (answer: string, rows = 2) => parsePredictions(answer, { endpointName, rows, numbers: 3 });

describe('the answer of an endpoint', () => {
  it.each(['3750.5,3800', '3750.5\n3800\n', ' 3750.5, 3800 '])(
    'may separate predictions in either way: %j',
    (answer) => {
      expect(parse(answer, 2)).toEqual([3750.5, 3800]);
    },
  );

  it.each([
    ['', 2, '0 predictions for 2 rows'],
    ['1', 2, '1 predictions for 2 rows'],
    ['1,2,3', 2, '3 predictions for 2 rows'],
    ['1,', 2, '"", which is no number'],
    ['1,heavy', 2, '"heavy", which is no number'],
    ['1,infinite', 2, '"infinite", which is no number'],
    ['[1,2]', 2, '"[1", which is no number'],
  ])('%j for %i rows is refused', (answer, count, problem) => {
    expect(() => parse(answer, count)).toThrow(`endpoint mlops-lab--nonprod answered ${problem}`);
  });

  it('may be what is not finite, as Python writes it', () => {
    const read = parse('nan,inf,-inf,+Inf,Infinity', 5);
    expect(read).toEqual([Number.NaN, Infinity, -Infinity, Infinity, Infinity]);
  });

  it('is read as it was written', () => {
    const numbers = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 });
    fc.assert(
      fc.property(numbers, fc.constantFrom(',', '\n'), (values, separator) => {
        expect(parse(values.map(String).join(separator), values.length).map(String)).toEqual(values.map(String));
      }),
    );
  });
});

describe('the answer of an endpoint that chooses among classes', () => {
  it.each([
    ['a line for each row', '0.2,0.3,0.5\n0.7,0.2,0.1\n'],
    ['lines with blanks', ' 0.2, 0.3, 0.5\r\n0.7, 0.2, 0.1'],
    ['a list after the other', '[0.2, 0.3, 0.5],[0.7, 0.2, 0.1]'],
    ['a list in each line', '[0.2, 0.3, 0.5]\n[0.7, 0.2, 0.1]\n'],
  ])('may be %s', (_, answer) => {
    expect(several(answer)).toEqual([
      [0.2, 0.3, 0.5],
      [0.7, 0.2, 0.1],
    ]);
  });

  it('may be what is no probability', () => {
    expect(several('[nan, inf, 0.5]', 1)).toEqual([[Number.NaN, Infinity, 0.5]]);
  });

  it.each([
    ['', '0 predictions for 2 rows'],
    ['0.2,0.3,0.5', '1 predictions for 2 rows'],
    ['0,2', '1 predictions for 2 rows'],
    ['0\n2', '1 numbers for a row'],
    ['0.2,0.3,0.5\n0.7,0.3', '2 numbers for a row'],
    ['[0.2, 0.3, 0.5],[0.7, 0.2, 0.1], 1]', '4 numbers for a row'],
    ['0.2,0.3,heavy\n0.7,0.2,0.1', '"heavy", which is no number'],
    ['[[0.2, 0.3, 0.5],[0.7, 0.2, 0.1]]', '"[0.2", which is no number'],
  ])('%j for two rows is refused', (answer, problem) => {
    expect(() => several(answer)).toThrow(
      new RegExp(
        `answered ${problem.replaceAll('[', '\\[')}.*; submit a model that predicts 3 numbers a row, a probability of each`,
      ),
    );
  });
});
