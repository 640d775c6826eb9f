import { describe, expect, it } from 'vitest';
import { measuresIn, numberText, variablesOf } from '../../../src/lab/measures/variables.ts';

const interval = { least: 0.00001234, most: 12.34567 };

describe('measures as variables', () => {
  it('are named by the words of the metric, and precise enough to calculate with', () => {
    expect(variablesOf([{ metric: 'f1', value: 0.123456789, baseline: 5, interval }])).toEqual({
      F1Score: '0.123457',
      F1ScoreBaseline: '5',
      F1ScoreLeast: '0.00001234',
      F1ScoreMost: '12.3457',
    });
  });

  it('are read again as they were written, whatever else there is', () => {
    const written = [
      { metric: 'mdape', value: 5.1, baseline: 14.3, interval: { least: 4, most: 6 } },
      { metric: 'auc', value: Infinity, baseline: 0.5, interval: { least: -Infinity, most: 1 } },
    ] as const;
    expect(measuresIn({ ...variablesOf(written), Accuracy2: '1', Rows: '7' })).toEqual(written);
  });
});

describe('a number for machines', () => {
  it.each([
    [250_000.123456, '250000.1235'],
    [-250_000.5, '-250000.5'],
    [1, '1'],
    [1.00004, '1'],
    [0.99999949, '0.999999'],
    [-0.000123456789, '-0.000123457'],
    [0, '0'],
  ])('%d is written as %s', (value, text) => {
    expect(numberText(value)).toBe(text);
  });
});
