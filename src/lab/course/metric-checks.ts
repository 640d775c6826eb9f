import { isAboveZero } from './course.ts';
import { METRIC_TRAITS, METRICS, metricsOfTask, thresholdProblem, type Metric } from './metrics.ts';
import type { Report } from './report.ts';
import type { Course } from './types.ts';

export function checkMetrics(course: Course, report: Report): void {
  const { metrics, task } = course;
  const chosen = METRICS.filter((metric) => metrics[metric]);
  if (chosen.length === 0) report(['metrics'], 'has no metric; write one at least');
  for (const metric of chosen) {
    const problem = foreign(metric, course);
    if (problem) report(['metrics', metric], problem);
    else checkMetric(metric, course, report);
  }
  if (task !== 'regression' && course.plausibility !== undefined) {
    report(
      ['plausibility'],
      `is ${String(course.plausibility)}; only predicted numbers have such bounds: leave it out`,
    );
  }
}

function foreign(metric: Metric, { task }: Course): string | undefined {
  const { tasks } = METRIC_TRAITS[metric];
  if (tasks.includes(task)) return undefined;
  return `is a metric of ${tasks.join(' and ')}; ${task} has ${metricsOfTask(task).join(', ')}`;
}

function checkMetric(metric: Metric, { metrics, label, columns }: Course, report: Report): void {
  const column = columns.find(({ name }) => name === label);
  if (metric === 'mdape' && column && !isAboveZero(column)) {
    report(['metrics', metric], 'is a share of the true value; say that the label is `above: 0`');
  }
  const threshold = metrics[metric]?.threshold;
  const remedy = threshold === undefined ? undefined : thresholdProblem(metric, threshold);
  if (remedy) report(['metrics', metric, 'threshold'], `is ${String(threshold)}; ${remedy}`);
}
