import type { CourseMetric, CourseReport, CourseSummary } from '../../events.ts';
import { metricText } from '../../lab/course/amounts.ts';
import { type Cell, fold, rowLines, wrap } from '../text/layout.ts';
import type { Paint } from '../text/paint.ts';

/** What a course asks, and what a first model of it reaches. */
export function courseLines(course: CourseReport, width: number, paint: Paint): string[] {
  const rows = `${counted(course.rowsToTrain)} to train with, ${counted(course.rowsHeldOut)} held out`;
  return [
    paint.strong(course.title),
    ...wrap(course.question, width, 2),
    ...fold(`  ${answerOf(course)}`, width),
    ...fold(`  ${counted(course.rows)} rows: ${rows}`, width),
    '',
    paint.strong('A first model'),
    ...rowLines(metricRows(course.metrics, paint), width).flat(),
  ];
}

const HEAD = ['metric', 'model', '95 % interval', 'guessing', 'threshold'];

/** A threshold is proposed where the course has another one, or none. */
function metricRows(metrics: readonly CourseMetric[], paint: Paint): Cell[][] {
  const proposes = metrics.some(({ threshold, proposed }) => threshold !== proposed);
  const head = [...HEAD, ...(proposes ? ['proposed'] : [])].map((text) => ({ text, paint: paint.faint }));
  const rows = metrics.map((each) => [...metricRow(each, paint), ...(proposes ? [amount(each, each.proposed)] : [])]);
  return [head, ...rows];
}

function metricRow(found: CourseMetric, paint: Paint): Cell[] {
  const { metric, value, least, most, guessing } = found;
  const interval = `${amount(found, least)} to ${amount(found, most)}`;
  return [metric, amount(found, value), interval, amount(found, guessing), thresholdOf(found, paint)];
}

/** Of large numbers nobody compares more than some digits. */
function amount({ metric, unit }: CourseMetric, value: number): string {
  if (Math.abs(value) < LARGE) return metricText(metric, value, unit);
  return `${Number(value.toPrecision(4)).toLocaleString('en')} ${unit ?? ''}`.trimEnd();
}

const LARGE = 10_000;

function thresholdOf(found: CourseMetric, paint: Paint): Cell {
  const { threshold, passes } = found;
  if (threshold === undefined) return '-';
  const text = amount(found, threshold);
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
