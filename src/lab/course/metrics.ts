import type { Task } from './tasks.ts';

/** What models may be judged by. */
export const METRICS = ['mdape', 'rmse', 'mae', 'r2', 'auc', 'logloss', 'f1', 'accuracy'] as const;

export type Metric = (typeof METRICS)[number];

/** What holds for a metric, whatever it measures. */
export interface MetricTraits {
  readonly name: string;
  /** The same over several classes, where each class counts once. */
  readonly macro?: string;
  readonly better: 'less' | 'more';
  /** What stands behind its values. */
  readonly unit: 'percent' | 'label' | 'none';
  readonly tasks: readonly Task[];
  /** The most that it can be. */
  readonly most: number;
}

const CLASSES: readonly Task[] = ['binary', 'multiclass'];
const NUMBERS: readonly Task[] = ['regression'];

export const METRIC_TRAITS: Readonly<Record<Metric, MetricTraits>> = {
  mdape: error('median absolute percentage error', NUMBERS, 'percent'),
  rmse: error('root mean squared error', NUMBERS, 'label'),
  mae: error('mean absolute error', NUMBERS, 'label'),
  r2: score('coefficient of determination', NUMBERS),
  auc: score('area under the ROC curve', CLASSES, 'mean area under the ROC curves, each class against the rest'),
  logloss: error('logarithmic loss', CLASSES, 'none'),
  f1: score('F1 score', CLASSES, 'mean F1 score of the classes'),
  accuracy: score('accuracy', CLASSES),
};

function error(name: string, tasks: readonly Task[], unit: MetricTraits['unit']): MetricTraits {
  return { name, better: 'less', unit, tasks, most: Infinity };
}

function score(name: string, tasks: readonly Task[], macro?: string): MetricTraits {
  return { name, ...(macro !== undefined && { macro }), better: 'more', unit: 'none', tasks, most: 1 };
}

export function metricsOfTask(task: Task): Metric[] {
  return METRICS.filter((metric) => METRIC_TRAITS[metric].tasks.includes(task));
}

/** A metric in words. */
export function metricName(metric: Metric, task: Task): string {
  const { name, macro } = METRIC_TRAITS[metric];
  return task === 'multiclass' ? (macro ?? name) : name;
}

/** Whether a value is good enough: thresholds are the most where less is better, and the least where more is. */
export function passes(metric: Metric, value: number, threshold: number): boolean {
  return METRIC_TRAITS[metric].better === 'less' ? value <= threshold : value >= threshold;
}

/** How a threshold is said: `at most 10`, `at least 0.9`. */
export function limitWord(metric: Metric): 'at most' | 'at least' {
  return METRIC_TRAITS[metric].better === 'less' ? 'at most' : 'at least';
}

/** What is wrong with a threshold, if anything. At 0 every score would pass, and no error. */
export function thresholdProblem(metric: Metric, threshold: number): string | undefined {
  const { most } = METRIC_TRAITS[metric];
  if (threshold > 0 && threshold <= most) return undefined;
  return most === Infinity ? 'write a number above 0' : `write a number above 0, up to ${String(most)}`;
}
