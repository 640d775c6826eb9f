import { describe, expect, it } from 'vitest';
import { evaluationOf } from '../../src/actions/follow/evaluation.ts';
import { variablesOf } from '../../src/lab/measures/variables.ts';

const interval = { least: 1, most: 9 };
const MEASURES = variablesOf([
  { metric: 'rmse', value: 400, baseline: 800, interval },
  { metric: 'mdape', value: 7.5, baseline: 14, interval },
  { metric: 'r2', value: 0.8, baseline: 0, interval },
]);
const TOLD = {
  Metric: 'mdape',
  Task: 'regression',
  Threshold: '10',
  Rows: '230',
  Label: 'mass',
  Question: 'How heavy?',
};

describe('what an action tells of how a model did', () => {
  it('is judged by the metric that decides, whatever others were measured', () => {
    expect(evaluationOf('nonprod', { ...TOLD, ...MEASURES })).toMatchObject({
      environment: 'nonprod',
      question: 'How heavy?',
      label: 'mass',
      task: 'regression',
      metric: 'mdape',
      value: 7.5,
      threshold: 10,
      rows: 230,
      metrics: { rmse: 400, mdape: 7.5, r2: 0.8 },
    });
  });

  it.each([
    ['no metric', { Metric: '' }],
    ['a metric that nobody knows', { Metric: 'luck' }],
    ['a metric that was not measured', { Metric: 'mae' }],
    ['no task', { Task: '' }],
  ])('is nothing where it tells %s', (_, told) => {
    expect(evaluationOf('nonprod', { ...TOLD, ...MEASURES, ...told })).toBeUndefined();
  });
});
