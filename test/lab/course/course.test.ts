import { describe, expect, it } from 'vitest';
import {
  answerOf,
  columnsOf,
  courseText,
  decidingMetric,
  featuresOf,
  isAboveZero,
  labelClasses,
  labelOf,
  metricsOf,
  plausibilityOf,
  rangesOf,
  thresholdOf,
  titleOf,
  unitOf,
} from '../../../src/lab/course/course.ts';
import { metricName, metricsOfTask, thresholdProblem } from '../../../src/lab/course/metrics.ts';
import type { Column, Course } from '../../../src/lab/course/types.ts';
import { BINARY, MULTICLASS, REGRESSION } from '../../support/class-courses.ts';

const [HEIGHT, SIZE] = REGRESSION.columns as [Column, Column];
/** The label need not be the first of the columns. */
const TURNED: Course = { ...REGRESSION, columns: [SIZE, HEIGHT] };
const FLAGGED: Course = { ...BINARY, columns: [{ name: 'kind', type: 'flag', missing: false }, SIZE] };

describe('a course', () => {
  it('has a label and features, the label first as XGBoost takes them', () => {
    expect([labelOf(TURNED), featuresOf(TURNED), columnsOf(TURNED)]).toEqual([HEIGHT, [SIZE], [HEIGHT, SIZE]]);
    expect(() => labelOf({ ...REGRESSION, label: 'none' })).toThrow('the course has no column none');
    expect([titleOf(HEIGHT), titleOf({ ...HEIGHT, title: 'tallness' })]).toEqual(['height', 'tallness']);
  });

  it('has a unit where its label has one', () => {
    expect(unitOf(REGRESSION)).toEqual({ sign: 'm', name: 'metres' });
    expect(unitOf({ ...REGRESSION, label: 'size' })).toEqual({ sign: '', name: '' });
    expect(unitOf(BINARY)).toEqual({ sign: '', name: '' });
  });

  it('has classes where it has models choose', () => {
    expect([REGRESSION, BINARY, MULTICLASS, FLAGGED].map(labelClasses)).toEqual([
      [],
      ['ham', 'spam'],
      ['setosa', 'versicolor', 'virginica'],
      ['0', '1'],
    ]);
  });

  it('is answered in words', () => {
    const bare: Course = { ...REGRESSION, label: 'size' };
    expect([REGRESSION, bare, BINARY, MULTICLASS].map(answerOf)).toEqual([
      'the height in metres',
      'the size',
      'how probable it is that the kind of mail is spam',
      'the species: setosa, versicolor, virginica',
    ]);
  });

  it('says how far a prediction may go, of numbers alone', () => {
    const [usual, said, none] = [REGRESSION, { ...REGRESSION, plausibility: 5 }, { ...BINARY, plausibility: 5 }];
    expect([usual, said, none].map(plausibilityOf)).toEqual([3, 5, undefined]);
  });

  it('has metrics, the first of which decides, and thresholds of some', () => {
    expect(metricsOf(REGRESSION)).toEqual(['rmse', 'mdape', 'mae', 'r2']);
    expect([decidingMetric(REGRESSION), decidingMetric(BINARY)]).toEqual(['rmse', 'auc']);
    expect(() => decidingMetric({ ...REGRESSION, metrics: {} })).toThrow('the course trees has no metric');
    expect([thresholdOf(REGRESSION, 'rmse'), thresholdOf(REGRESSION, 'mae'), thresholdOf(REGRESSION, 'auc')]).toEqual([
      10,
      undefined,
      undefined,
    ]);
  });

  it('narrows the ranges of hyperparameters, and leaves the others as they are', () => {
    const ranges = rangesOf({
      ...REGRESSION,
      hyperparameters: { max_depth: { most: 6 }, eta: { least: 0.1, usual: 0.2 } },
    });
    expect(ranges.max_depth).toEqual({ least: 1, most: 6, whole: true, usual: 3 });
    expect(ranges.eta).toEqual({ least: 0.1, most: 1, usual: 0.2 });
    expect(ranges.seed).toEqual({ least: 0, most: 2_147_483_647, whole: true, usual: 0 });
    expect(Object.keys(ranges)).toHaveLength(10);
  });

  it('is read from a text that is the same whenever it is', () => {
    expect(courseText(REGRESSION)).toBe(`${JSON.stringify(REGRESSION, null, 2)}\n`);
  });
});

describe('whether a column is above zero', () => {
  const measured = { name: 'x', type: 'number', missing: false } as const;
  it.each<[string, Column, boolean]>([
    ['above 0', { ...measured, above: 0 }, true],
    ['above more', { ...measured, type: 'whole', above: 3 }, true],
    ['above less', { ...measured, above: -0.5 }, false],
    ['1 at least', { ...measured, least: 1 }, true],
    ['0 at least', { ...measured, least: 0 }, false],
    ['any number', measured, false],
    ['a flag', { name: 'x', type: 'flag', missing: false }, false],
    ['words', { name: 'x', type: 'level', missing: false, levels: ['1', '2'] }, false],
  ])('follows from what is said of it: %s', (_, column, expected) => {
    expect(isAboveZero(column)).toBe(expected);
  });
});

describe('the metrics of a task', () => {
  it('are those that can judge it', () => {
    expect(metricsOfTask('regression')).toEqual(['mdape', 'rmse', 'mae', 'r2']);
    const classes = ['auc', 'logloss', 'f1', 'accuracy'];
    expect([metricsOfTask('binary'), metricsOfTask('multiclass')]).toEqual([classes, classes]);
  });

  it('have names, which are others over several classes', () => {
    expect(metricName('auc', 'binary')).toBe('area under the ROC curve');
    expect(metricName('auc', 'multiclass')).toMatch(/^mean area/);
    expect(metricName('accuracy', 'multiclass')).toBe('accuracy');
  });

  it.each([
    ['rmse', 0.001, undefined],
    ['rmse', 0, 'write a number above 0'],
    ['rmse', -1, 'write a number above 0'],
    ['auc', 1, undefined],
    ['auc', 1.001, 'write a number above 0, up to 1'],
    ['r2', 0, 'write a number above 0, up to 1'],
  ] as const)('have thresholds that they can reach: %s, %d', (metric, threshold, problem) => {
    expect(thresholdProblem(metric, threshold)).toBe(problem);
  });
});
