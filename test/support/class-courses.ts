import { courseSchema } from '../../src/lab/course/schema.ts';
import type { Course } from '../../src/lab/course/types.ts';

const ABOUT = {
  title: 'Any',
  question: 'What is it?',
  holdOut: { fraction: 0.25 },
  source: { by: 'nobody', licence: 'CC0-1.0' },
};

const size = { name: 'size', type: 'number', missing: true };

/** A question with two answers, of which the second is looked for. */
export const BINARY: Course = courseSchema.parse({
  ...ABOUT,
  name: 'spam',
  task: 'binary',
  label: 'kind',
  columns: [{ name: 'kind', title: 'kind of mail', type: 'level', levels: ['ham', 'spam'] }, size],
  metrics: { auc: { threshold: 0.6 }, logloss: {}, f1: {}, accuracy: {} },
});

/** A question with three answers. */
export const MULTICLASS: Course = courseSchema.parse({
  ...ABOUT,
  name: 'iris',
  task: 'multiclass',
  label: 'species',
  columns: [{ name: 'species', type: 'level', levels: ['setosa', 'versicolor', 'virginica'] }, size],
  metrics: { accuracy: { threshold: 0.6 }, logloss: {}, f1: {}, auc: {} },
});

/** A question with a number for an answer, by all metrics. */
export const REGRESSION: Course = courseSchema.parse({
  ...ABOUT,
  name: 'trees',
  task: 'regression',
  label: 'height',
  columns: [{ name: 'height', type: 'number', unit: { sign: 'm', name: 'metres' }, above: 0 }, size],
  metrics: { rmse: { threshold: 10 }, mdape: {}, mae: {}, r2: {} },
});
