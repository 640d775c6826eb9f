import { featuresOf, thresholdOf, unitOf } from '../../lab/course/course.ts';
import { METRIC_TRAITS, passes } from '../../lab/course/metrics.ts';
import { proposedThreshold } from '../../lab/course/proposal/thresholds.ts';
import type { Course } from '../../lab/course/types.ts';
import { measures, type Measure } from '../../lab/measures/measure.ts';
import type { CourseMetric, CourseReport, CourseSummary } from '../../events.ts';
import type { Courses, Parts } from '../../ports/courses.ts';
import type { Ui } from '../../ports/ui.ts';
import { tell } from './context.ts';

export function summaryOf(course: Course, rows: number): CourseSummary {
  const { name, title, question, task, label, source } = course;
  return { name, title, question, task, label, features: featuresOf(course).length, licence: source.licence, rows };
}

/** What a first model reaches, as the pipeline would measure it. */
export async function firstMeasures(
  { courses, ui }: { courses: Courses; ui: Ui },
  course: Course,
  parts: Parts,
): Promise<Measure[]> {
  tell(ui, 'info', 'fitting a first model, to compare it with guessing');
  const { predictions, rows } = await courses.predictions(course, parts);
  if (rows < parts.training.rows.length) {
    const all = parts.training.rows.length.toLocaleString('en');
    tell(
      ui,
      'info',
      `the first model is trained with ${rows.toLocaleString('en')} of ${all} rows, so that it takes no longer`,
    );
  }
  const truth = parts.holdOut.rows.map(([label = Number.NaN]) => label);
  return measures(course, truth, predictions);
}

export function reportOf(course: Course, { training, holdOut }: Parts, found: readonly Measure[]): CourseReport {
  const [rowsToTrain, rowsHeldOut] = [training.rows.length, holdOut.rows.length];
  return {
    ...summaryOf(course, rowsToTrain + rowsHeldOut),
    rowsToTrain,
    rowsHeldOut,
    metrics: found.map((measure) => metricOf(measure, course)),
  };
}

function metricOf(measure: Measure, course: Course): CourseMetric {
  const { metric, value, baseline: guessing, interval } = measure;
  const threshold = thresholdOf(course, metric);
  const unit = signOf(measure, course);
  return {
    metric,
    ...(unit !== '' && { unit }),
    better: METRIC_TRAITS[metric].better,
    value,
    least: interval.least,
    most: interval.most,
    guessing,
    ...(threshold !== undefined && { threshold, passes: passes(metric, value, threshold) }),
    proposed: proposedThreshold(measure).threshold,
  };
}

/** What stands behind a value of the metric; empty where nothing does. */
function signOf({ metric }: Measure, course: Course): string {
  const { unit } = METRIC_TRAITS[metric];
  return unit === 'percent' ? '%' : unit === 'label' ? unitOf(course).sign : '';
}

/** Nearer to perfection than what is measured comes. */
const TOO_GOOD = 0.99;

/** Says where a first model learns nothing, or so much that it looks as if a column gave the answer away. */
export function judgeFirst(ui: Ui, course: Course, found: readonly Measure[]): void {
  const [deciding] = found;
  if (!deciding) return;
  const { metric, value, baseline } = deciding;
  const perfect = METRIC_TRAITS[metric].better === 'less' ? 0 : 1;
  if (!found.some((measure) => proposedThreshold(measure).learns)) {
    tell(
      ui,
      'warning',
      `a first model is hardly better than guessing: the other columns say little of ${course.label}`,
    );
  } else if ((value - baseline) / (perfect - baseline) > TOO_GOOD) {
    const what = `a first model tells ${course.label} nearly without an error`;
    tell(ui, 'warning', `${what}: look for columns that are known only after the answer is, and leave them out`);
  }
}
