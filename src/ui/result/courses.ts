import type { CourseMetric, CourseReport, CourseSummary } from '../../events.ts';
import { metricText } from '../../lab/course/amounts.ts';
import { type Cell, fold, table, wrap } from '../text/layout.ts';
import type { Paint } from '../text/paint.ts';

/** What a course asks, and what a first model of it reaches. */
export function courseLines(course: CourseReport, width: number, paint: Paint): string[] {
  const rows = `${counted(course.rowsToTrain)} to train with, ${counted(course.rowsHeldOut)} held out`;
  return [
    paint.strong(course.title),
    ...wrap(course.question, width, 2),
    `  ${answerOf(course)}`,
    `  ${counted(course.rows)} rows: ${rows}`,
    '',
    paint.strong('A first model'),
    ...table(
      [HEAD.map((text) => ({ text, paint: paint.faint })), ...course.metrics.map((each) => metricRow(each, paint))],
      width,
    ),
  ];
}

const HEAD = ['metric', 'model', '95 % interval', 'guessing', 'threshold', 'proposed'];

function metricRow(found: CourseMetric, paint: Paint): Cell[] {
  const { metric, value, least, most, guessing, proposed, unit } = found;
  const text = (amount: number) => metricText(metric, amount, unit);
  return [
    metric,
    text(value),
    `${text(least)} to ${text(most)}`,
    text(guessing),
    thresholdOf(found, paint),
    text(proposed),
  ];
}

function thresholdOf({ metric, threshold, passes, unit }: CourseMetric, paint: Paint): Cell {
  if (threshold === undefined) return '-';
  const text = metricText(metric, threshold, unit);
  return passes ? { text: `${text} ✔`, paint: paint.good } : { text: `${text} ✖`, paint: paint.bad };
}

function answerOf({ task, label, features }: CourseSummary): string {
  return `${task}: ${label} by ${features === 1 ? 'one column' : `${counted(features)} columns`}`;
}

function counted(number: number): string {
  return number.toLocaleString('en');
}

/** The courses of the package, each with its name as the setting takes it. */
export function courseListLines(courses: readonly CourseSummary[], width: number, paint: Paint): string[] {
  const lines = courses.flatMap((course) => [
    `  ${paint.strong(course.name)}  ${course.title}`,
    ...wrap(course.question, width, 4),
    ...fold(`    ${answerOf(course)}; ${counted(course.rows)} rows; ${course.licence}`, width),
  ]);
  return ['Courses of the package', ...lines];
}
