import { describe, expect, it } from 'vitest';
import type { CourseMetric, CourseReport } from '../../src/events.ts';
import { courseLines } from '../../src/ui/result/courses.ts';
import { paintFor } from '../../src/ui/text/paint.ts';

const RMSE: CourseMetric = {
  metric: 'rmse',
  unit: 'g',
  better: 'less',
  value: 289.641,
  least: 249.29,
  most: 334.21,
  guessing: 736.29,
  threshold: 510,
  passes: true,
  proposed: 510,
};

const COURSE: CourseReport = {
  name: 'mine',
  title: 'Mine',
  question: 'How heavy is it, by all that can be measured of it without weighing it?',
  task: 'regression',
  label: 'mass',
  features: 1,
  licence: 'CC0-1.0',
  rows: 1333,
  rowsToTrain: 1000,
  rowsHeldOut: 333,
  metrics: [RMSE],
};

const shown = (metrics: readonly CourseMetric[], width = 80) =>
  courseLines({ ...COURSE, metrics }, width, paintFor(false));

describe('a course', () => {
  it('is told by its question, and by what a first model of it reaches', () => {
    expect(shown([RMSE])).toEqual([
      'Mine',
      '  How heavy is it, by all that can be measured of it without weighing it?',
      '  regression: mass by one column',
      '  1,333 rows: 1,000 to train with, 333 held out',
      '',
      'A first model',
      '  metric  model     95 % interval         guessing  threshold',
      '  rmse    289.64 g  249.29 g to 334.21 g  736.29 g  510 g ✔',
    ]);
  });

  it('has a threshold proposed where it has another one, or none', () => {
    const other = { ...RMSE, threshold: 200, passes: false };
    const { threshold, passes, ...none } = RMSE;
    expect([threshold, passes]).toEqual([510, true]);
    expect(shown([other, none]).slice(-2)).toEqual([
      '  rmse    289.64 g  249.29 g to 334.21 g  736.29 g  200 g ✖    510 g',
      '  rmse    289.64 g  249.29 g to 334.21 g  736.29 g  -          510 g',
    ]);
  });

  it('rounds large amounts, and folds what is too wide', () => {
    const large = { ...RMSE, value: 62_121_375.62, least: 34_034_001, most: 93_830_980, guessing: 168_519_227 };
    expect(shown([large]).at(-1)).toContain('62,120,000 g  34,030,000 g to 93,830,000 g  168,500,000 g');
    const folded = shown([large], 40);
    expect(Math.max(...folded.map((line) => line.length))).toBeLessThanOrEqual(40);
    expect(folded.join(' ')).toContain('510 g ✔');
  });
});
