import { labelClasses } from '../../src/lab/course/course.ts';
import { type Metric, metricsOfTask } from '../../src/lab/course/metrics.ts';
import type { Task } from '../../src/lab/course/tasks.ts';
import { measure } from '../../src/lab/measures/measure.ts';
import type { Evaluation } from './evaluation.ts';

/** What SageMaker calls what is measured of a task. */
const GROUPS: Readonly<Record<Task, string>> = {
  regression: 'regression_metrics',
  binary: 'binary_classification_metrics',
  multiclass: 'multiclass_classification_metrics',
};

/** SageMaker has weighted means of several classes, and no name for those in which each class counts once. */
const MACRO_NAMES: Readonly<Partial<Record<Metric, string>>> = { f1: 'macro_f1', auc: 'macro_auc' };

/**
 * How good a model is, in the form in which the model registry shows it (SageMaker developer guide, "Model quality
 * metrics and Amazon CloudWatch monitoring"). A row of the confusion matrix is a true class.
 */
export function quality(evaluation: Evaluation): object {
  const { course } = evaluation;
  const named = metricsOfTask(course.task).filter((metric) => metric !== 'mdape' || has(evaluation, metric));
  return {
    [GROUPS[course.task]]: {
      ...matrix(evaluation),
      ...Object.fromEntries(named.map((metric) => [nameOf(metric, course.task), valueOf(metric, evaluation)])),
    },
  };
}

function has({ measures }: Evaluation, metric: Metric): boolean {
  return measures.some((each) => each.metric === metric);
}

function nameOf(metric: Metric, task: Task): string {
  return task === 'multiclass' ? (MACRO_NAMES[metric] ?? metric) : metric;
}

/** A metric that the course does not ask for is told without a deviation, as SageMaker tells one of too few rows. */
function valueOf(metric: Metric, { course, measures, truth, predictions }: Evaluation) {
  const known = measures.find((each) => each.metric === metric);
  if (known) return { value: known.value, standard_deviation: known.interval.deviation };
  return { value: measure(metric, course, truth, predictions), standard_deviation: Number.NaN };
}

function matrix({ confusion, course }: Evaluation) {
  if (!confusion) return {};
  const names = labelClasses(course);
  const byName = (values: readonly unknown[]) => Object.fromEntries(names.map((name, at) => [name, values[at]]));
  return { confusion_matrix: byName(confusion.map((row) => byName(row))) };
}
