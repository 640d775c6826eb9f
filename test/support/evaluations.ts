import type { Evaluation } from '../../src/events.ts';

/** How a model of penguins did. */
export const OF_PENGUINS: Evaluation = {
  environment: 'nonprod',
  question: 'How heavy is a penguin, by its measures, its sex and its species?',
  label: 'body mass',
  task: 'regression',
  metric: 'mdape',
  value: 5.1,
  threshold: 10,
  rows: 89,
  metrics: { mdape: 5.1, rmse: 290 },
  baselines: { mdape: 14.3, rmse: 736.29 },
  intervals: { mdape: { least: 4.2, most: 6 }, rmse: { least: 240, most: 350 } },
  unit: 'g',
  largestErrors: { absolute: 1010, percent: 28 },
  modelPackageArn: 'arn:aws:sagemaker:us-east-1:111111111111:model-package/mlops-lab/1',
  summary: 'median absolute percentage error 5.1 % (threshold 10 %) over 89 rows; root mean squared error 290 g',
};

/** How a model that chooses among three classes did, which was not good enough. */
export const OF_CLASSES: Evaluation = {
  environment: 'nonprod',
  question: 'Which iris is it?',
  label: 'species',
  task: 'multiclass',
  metric: 'accuracy',
  value: 0.7,
  threshold: 0.9,
  rows: 10,
  metrics: { logloss: 0.6641, f1: 0.6944, accuracy: 0.7 },
  baselines: { logloss: 1.0889, f1: 0.1905, accuracy: 0.4 },
  intervals: {
    logloss: { least: 0.5, most: 0.9 },
    f1: { least: 0.4, most: 0.9 },
    accuracy: { least: 0.4, most: 0.9 },
  },
  confusion: {
    classes: ['setosa', 'versicolor', 'virginica'],
    rows: [
      [3, 1, 0],
      [0, 2, 1],
      [1, 0, 2],
    ],
  },
  modelPackageArn: 'arn:aws:sagemaker:us-east-1:111111111111:model-package/mlops-lab/2',
  summary: 'accuracy 0.7 (threshold 0.9) over 10 rows',
};
