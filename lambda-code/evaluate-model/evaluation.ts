import { labelClasses, metricsOf, plausibilityOf } from '../../src/lab/course/course.ts';
import { type Metric, passes } from '../../src/lab/course/metrics.ts';
import type { Course } from '../../src/lab/course/types.ts';
import { type Confusion, confusionOf } from '../../src/lab/measures/confusion.ts';
import { type Measure, measures } from '../../src/lab/measures/measure.ts';
import type { Predictions, Truth } from '../../src/lab/measures/types.ts';
import type { EvaluateParameters } from '../../src/lab/release.ts';
import { courseKey, readCourse } from '../job/course.ts';
import { JobFailure } from '../job/failures.ts';
import type { Job } from '../job/job.ts';
import type { ClientSetup } from '../job/setup.ts';
import { readHoldOut } from './hold-out.ts';
import { largestErrors, type LargestErrors } from './largest-errors.ts';
import { type Impossible, impossibleClasses, impossibleNumbers } from './plausibility.ts';
import { predict } from './predictions.ts';

/** What a model is held to. */
interface Gate {
  readonly metric: Metric;
  readonly threshold: number;
  /** Of a regression alone. */
  readonly plausibility?: number;
}

/** How good a model is, and whether that is good enough. */
export interface Evaluation extends Gate {
  readonly course: Course;
  readonly truth: Truth;
  readonly predictions: Predictions;
  /** The course's metrics, the deciding one first. */
  readonly measures: readonly [Measure, ...Measure[]];
  readonly impossible: Impossible;
  /** Of a regression alone. */
  readonly largest?: LargestErrors;
  /** Of classes alone. */
  readonly confusion?: Confusion;
  readonly passed: boolean;
}

/** Scores the hold-out data through the endpoint. */
export async function evaluate(
  { endpointName, course: submittedTo }: Pick<EvaluateParameters, 'endpointName' | 'course'>,
  job: Job,
  client: ClientSetup,
): Promise<Evaluation> {
  expectSameCourse(submittedTo, courseKey(job));
  const course = await readCourse(job);
  const gate = gateOf(job, course);
  const { rows } = await readHoldOut(course, job);
  const features = rows.map((row) => row.slice(1));
  const predictions = await predict(endpointName, features, course, job, client);
  const truth = rows.map(([label = Number.NaN]) => label);
  return judged(gate, course, truth, predictions);
}

/** By another course a model would be asked with other columns, or judged by what it was trained with. */
function expectSameCourse(submittedTo: string, now: string): void {
  if (submittedTo === now) return;
  throw new JobFailure(
    'ConfigurationError',
    `the course of the lab was changed since this was submitted, from ${submittedTo} to ${now}; submit it again`,
  );
}

function gateOf({ environment }: Job, course: Course): Gate {
  return {
    metric: environment.oneOf('METRIC', metricsOf(course)),
    threshold: environment.number('THRESHOLD', { least: 0 }),
    ...(plausibilityOf(course) !== undefined && { plausibility: environment.number('PLAUSIBILITY', { least: 1 }) }),
  };
}

function judged(gate: Gate, course: Course, truth: Truth, predictions: Predictions): Evaluation {
  const answer = answered(gate, course, truth, predictions);
  const [deciding, ...others] = inOrder(gate.metric, measures(course, truth, predictions));
  if (!deciding) throw new TypeError(`the course ${course.name} has no metric ${gate.metric}`);
  return {
    ...gate,
    ...answer,
    course,
    truth,
    predictions,
    measures: [deciding, ...others],
    passed: answer.impossible.count === 0 && passes(gate.metric, deciding.value, gate.threshold),
  };
}

function inOrder(first: Metric, all: readonly Measure[]): Measure[] {
  return [...all.filter(({ metric }) => metric === first), ...all.filter(({ metric }) => metric !== first)];
}

/** What the predictions are beside what they measure. */
function answered({ plausibility }: Gate, course: Course, truth: Truth, predictions: Predictions) {
  if (plausibility === undefined) {
    const confusion = confusionOf(truth, predictions, labelClasses(course).length);
    return { impossible: impossibleClasses(predictions), confusion };
  }
  return {
    impossible: impossibleNumbers(course, truth, predictions, plausibility),
    largest: largestErrors(course, truth, predictions),
  };
}
