import { metricsOf, unitOf } from '../../src/lab/course/course.ts';
import { MEASURED, METRIC_TRAITS, type Measured } from '../../src/lab/course/metrics.ts';
import type { Course } from '../../src/lab/course/types.ts';
import type { EvaluateParameters } from '../../src/lab/release.ts';
import { courseKey, readCourse } from '../job/course.ts';
import { JobFailure } from '../job/failures.ts';
import type { Job } from '../job/job.ts';
import type { ClientSetup } from '../job/setup.ts';
import { readHoldOut } from './hold-out.ts';
import { largestErrors, measure, type LargestErrors, type Metrics } from './metrics.ts';
import { boundsOf, impossibleOf, type Bounds, type Impossible } from './plausibility.ts';
import { predict } from './predictions.ts';

/** What a model is held to. */
interface Gate {
  readonly metric: Measured;
  readonly threshold: number;
  readonly plausibility: number;
}

/** How good a model is, and whether that is good enough. */
export interface Evaluation extends Gate {
  readonly course: Course;
  readonly metrics: Metrics;
  readonly largest: LargestErrors;
  readonly bounds: Bounds;
  readonly impossible: Impossible;
  readonly rows: number;
  readonly passed: boolean;
}

/** Scores the hold-out data through the endpoint. */
export async function evaluate(
  { endpointName, course: submittedTo }: Pick<EvaluateParameters, 'endpointName' | 'course'>,
  job: Job,
  client: ClientSetup,
): Promise<Evaluation> {
  const gate = gateOf(job);
  expectSameCourse(submittedTo, courseKey(job));
  const course = await readCourse(job);
  const { rows } = await readHoldOut(course, job);
  const features = rows.map((row) => row.slice(1));
  const predictions = await predict(endpointName, features, job, client);
  const truth = rows.map(([label = Number.NaN]) => label);
  return judged({ ...gate, course }, truth, predictions);
}

/** By another course a model would be asked with other columns, or judged by what it was trained with. */
function expectSameCourse(submittedTo: string, now: string): void {
  if (submittedTo === now) return;
  throw new JobFailure(
    'ConfigurationError',
    `the course of the lab was changed since this was submitted, from ${submittedTo} to ${now}; submit it again`,
  );
}

function gateOf({ environment }: Job): Gate {
  return {
    metric: environment.oneOf('METRIC', MEASURED),
    threshold: environment.number('THRESHOLD', { least: 0 }),
    plausibility: environment.number('PLAUSIBILITY', { least: 1 }),
  };
}

function judged(
  gate: Gate & Pick<Evaluation, 'course'>,
  truth: readonly number[],
  predictions: readonly number[],
): Evaluation {
  const metrics = measure(truth, predictions);
  const bounds = boundsOf(truth, gate.plausibility);
  const impossible = impossibleOf(predictions, bounds);
  return {
    ...gate,
    metrics,
    largest: largestErrors(truth, predictions),
    bounds,
    impossible,
    rows: truth.length,
    passed: impossible.count === 0 && metrics[gate.metric] <= gate.threshold,
  };
}

/** `median absolute percentage error 5.3 % (threshold 10 %) over 84 rows; root mean squared error …; largest errors …` */
export function summary(evaluation: Evaluation): string {
  const { course, metric, threshold, rows, largest } = evaluation;
  const other = MEASURED.filter((each) => metricsOf(course).includes(each))
    .filter((each) => each !== metric)
    .map((each) => measured(evaluation, each));
  return [
    ...impossibleText(evaluation),
    `${measured(evaluation, metric)} (threshold ${withUnit(String(threshold), signOf(metric, course))}) over ${rows} rows`,
    ...other,
    `largest errors ${withUnit(shown(largest.absolute, 2), unitOf(course).sign)}, ${shown(largest.percent, 2)} %`,
  ].join('; ');
}

function measured({ metrics, course }: Evaluation, metric: Measured): string {
  return `${METRIC_TRAITS[metric].name} ${withUnit(shown(metrics[metric], 2), signOf(metric, course))}`;
}

function signOf(metric: Measured, course: Course): string {
  return metric === 'mdape' ? '%' : unitOf(course).sign;
}

/** A label without a unit is a number alone. */
function withUnit(value: string, sign: string): string {
  return sign ? `${value} ${sign}` : value;
}

function impossibleText({ impossible, bounds, rows, plausibility, course }: Evaluation): string[] {
  if (impossible.worst === undefined) return [];
  const { sign } = unitOf(course);
  const [least, most, worst] = [bounds.least, bounds.most, impossible.worst].map((value) =>
    withUnit(shown(value, 2), sign),
  );
  return [
    `${impossible.count} of ${rows} predictions are impossible, the worst ${worst}; ` +
      `possible is ${least} to ${most}, which is the hold-out data and a factor of ${plausibility} beyond`,
  ];
}

/** A number with a dot and at most so many digits after it. */
export function shown(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
