import { describe, expect, it } from 'vitest';
import { trainingHyperparameters } from '../../../src/lab/submission/hyperparameters.ts';
import { parseTable } from '../../../src/lab/submission/table.ts';
import { BINARY, MULTICLASS, REGRESSION } from '../../support/class-courses.ts';

describe('what XGBoost is told to learn', () => {
  it.each([
    [REGRESSION, { objective: 'reg:squarederror' }],
    [BINARY, { objective: 'binary:logistic' }],
    [MULTICLASS, { objective: 'multi:softprob', num_class: '3' }],
  ])('of $task is what the course asks', (course, told) => {
    const { objective, num_class } = trainingHyperparameters(course);
    expect({ objective, ...(num_class !== undefined && { num_class }) }).toEqual(told);
  });
});

describe('training data of classes', () => {
  const table = (levels: readonly string[]) =>
    [
      'species,size',
      ...Array.from({ length: 60 }, (_, at) => `${levels[at % levels.length] ?? ''},${String(at)}`),
    ].join('\n');

  it('have the place of each class for its label', () => {
    const parsed = parseTable(table(['virginica', 'setosa', 'versicolor']), MULTICLASS);
    expect(parsed.ok && parsed.table.rows.slice(0, 3)).toEqual([
      [2, 0],
      [0, 1],
      [1, 2],
    ]);
  });

  it('are refused without a row of some class, by its name', () => {
    expect(parseTable(table(['virginica']), MULTICLASS)).toEqual({
      ok: false,
      problems: ['train.csv has no row of "setosa", "versicolor"; it needs some of every class'],
    });
  });
});
