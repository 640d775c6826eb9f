import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePredictions } from './predictions.ts';

const parse = (answer: string, count: number) => parsePredictions(answer, count, 'mlops-lab--nonprod');

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
