import { describe, expect, it } from 'vitest';
import { metricText } from '../../../src/lab/course/amounts.ts';
import { limitWord, passes } from '../../../src/lab/course/metrics.ts';
import { taughtBy } from '../../../src/lab/course/taught.ts';
import { PENGUINS, USUAL_PIPELINE } from '../../support/course.ts';
import { BINARY, MULTICLASS } from '../../support/class-courses.ts';

describe('what a lab teaches', () => {
  it.each([
    [PENGUINS, USUAL_PIPELINE, 'the body mass in grams', 'median absolute percentage error at most 10 %'],
    [
      BINARY,
      { ...USUAL_PIPELINE, metric: 'f1', threshold: 0.6 } as const,
      'how probable it is that the kind of mail is spam',
      'F1 score at least 0.6',
    ],
    [
      MULTICLASS,
      { ...USUAL_PIPELINE, metric: 'f1', threshold: 0.6 } as const,
      'the species: setosa, versicolor, virginica',
      'mean F1 score of the classes at least 0.6',
    ],
  ])('is told in the words of the course: $name', (taught, pipeline, answer, gate) => {
    const { name: course, question } = taught;
    expect(taughtBy({ taught, pipeline })).toEqual({ course, question, answer, passes: gate });
  });
});

describe('a value of a metric', () => {
  it.each([
    ['mdape', 5, '5 %'],
    ['rmse', 199.128, '199.13 g'],
    ['mae', 0.003412345, '0.003412 g'],
    ['r2', -1.5, '-1.5'],
    ['accuracy', 0.93333333, '0.9333'],
    ['logloss', Infinity, 'Infinity'],
  ] as const)('of %s, %d, is told with its unit: %s', (metric, value, text) => {
    expect(metricText(metric, value, 'g')).toBe(text);
  });

  it.each([
    ['rmse', 10, true, 'at most'],
    ['rmse', 10.1, false, 'at most'],
    ['auc', 10, true, 'at least'],
    ['auc', 9.9, false, 'at least'],
  ] as const)('of %s, %d, held to 10: %s', (metric, value, isEnough, word) => {
    expect(passes(metric, value, 10)).toBe(isEnough);
    expect(limitWord(metric)).toBe(word);
  });

  it.each([Number.NaN])('that is no number is never enough', (value) => {
    expect([passes('rmse', value, 10), passes('auc', value, 0.1)]).toEqual([false, false]);
  });
});
