import { HYPERPARAMETERS, narrowed, RANGES, type Hyperparameter, type Range } from './ranges.ts';
import type { Metric } from './metrics.ts';
import type { Column, Course } from './types.ts';

/** What a lab teaches unless told otherwise. */
export const USUAL_COURSE = 'penguins';

/** The column that is predicted. */
export function labelOf({ columns, label }: Course): Column {
  const found = columns.find(({ name }) => name === label);
  if (!found) throw new TypeError(`the course has no column ${label}`);
  return found;
}

/** The columns that models are asked with, in this order. */
export function featuresOf({ columns, label }: Course): Column[] {
  return columns.filter(({ name }) => name !== label);
}

/** All columns as XGBoost in SageMaker takes them: the label first. */
export function columnsOf(course: Course): Column[] {
  return [labelOf(course), ...featuresOf(course)];
}

/** What people call a column. */
export function titleOf({ title, name }: Column): string {
  return title ?? name;
}

/** The unit of what is predicted, as it stands behind a number and in a sentence; empty where there is none. */
export function unitOf(course: Course): { readonly sign: string; readonly name: string } {
  const label = labelOf(course);
  return ('unit' in label ? label.unit : undefined) ?? { sign: '', name: '' };
}

/** What models choose among, each by its place; nothing in a regression. The second of two is what is looked for. */
export function labelClasses(course: Course): readonly string[] {
  if (course.task === 'regression') return [];
  const label = labelOf(course);
  return label.type === 'level' ? label.levels : ['0', '1'];
}

/** What the question is answered with, as it stands in a sentence. */
export function answerOf(course: Course): string {
  const title = `the ${titleOf(labelOf(course))}`;
  const { name: unit } = unitOf(course);
  const classes = labelClasses(course);
  if (classes.length === 0) return unit ? `${title} in ${unit}` : title;
  return classes.length === 2
    ? `how probable it is that ${title} is ${String(classes[1])}`
    : `${title}: ${classes.join(', ')}`;
}

/** Whether every value of the label is above zero, so that a share of it can be told. */
export function isAboveZero(label: Column): boolean {
  if (label.type !== 'number' && label.type !== 'whole') return false;
  return (label.above ?? -1) >= 0 || (label.least ?? 0) > 0;
}

const USUAL_PLAUSIBILITY = 3;

/** How far beyond the hold-out data a prediction may be; classes have no such bounds. */
export function plausibilityOf({ task, plausibility }: Course): number | undefined {
  return task === 'regression' ? (plausibility ?? USUAL_PLAUSIBILITY) : undefined;
}

/** The metrics of a course, the deciding one first. */
export function metricsOf({ metrics }: Course): Metric[] {
  return Object.keys(metrics) as Metric[];
}

/** The metric that decides where the settings name none. */
export function decidingMetric(course: Course): Metric {
  const [first] = metricsOf(course);
  if (!first) throw new TypeError(`the course ${course.name} has no metric`);
  return first;
}

export function thresholdOf({ metrics }: Course, metric: Metric): number | undefined {
  return metrics[metric]?.threshold;
}

/** The ranges and defaults of all hyperparameters. */
export function rangesOf(course: Course): Readonly<Record<Hyperparameter, Range>> {
  const ranges = HYPERPARAMETERS.map((name) => [name, narrowed(RANGES[name], course.hyperparameters[name])]);
  return Object.fromEntries(ranges) as Record<Hyperparameter, Range>;
}

/** The text that everybody reads the course from: its bytes are what the key of the asset has the hash of. */
export function courseText(course: Course): string {
  return `${JSON.stringify(course, null, 2)}\n`;
}
