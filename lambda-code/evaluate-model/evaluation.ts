import { METRIC_NAMES, METRICS, type EvaluateParameters, type Metric } from '../../src/lab/release.ts';
import type { Job } from '../job/job.ts';
import type { ClientSetup } from '../job/setup.ts';
import { readHoldOut } from './hold-out.ts';
import { largestErrors, metricsOf, type LargestErrors, type Metrics } from './metrics.ts';
import { boundsOf, impossibleOf, type Bounds, type Impossible } from './plausibility.ts';
import { predict } from './predictions.ts';

/** What a model is held to. */
interface Gate {
  readonly metric: Metric;
  readonly threshold: number;
  readonly plausibility: number;
}

/** How good a model is, and whether that is good enough. */
export interface Evaluation extends Gate {
  readonly metrics: Metrics;
  readonly largest: LargestErrors;
  readonly bounds: Bounds;
  readonly impossible: Impossible;
  readonly rows: number;
  readonly passed: boolean;
}

const UNITS: Readonly<Record<Metric, string>> = { mdape: '%', rmse: 'g' };

/** Scores the hold-out data through the endpoint. */
export async function evaluate(
  { endpointName }: Pick<EvaluateParameters, 'endpointName'>,
  job: Job,
  client: ClientSetup,
): Promise<Evaluation> {
  const gate = gateOf(job);
  const { rows } = await readHoldOut(job);
  const features = rows.map((row) => row.slice(1));
  const predictions = await predict(endpointName, features, job, client);
  const truth = rows.map(([label = Number.NaN]) => label);
  return judged(gate, truth, predictions);
}

function gateOf({ environment }: Job): Gate {
  return {
    metric: environment.oneOf('METRIC', METRICS),
    threshold: environment.number('THRESHOLD', { least: 0 }),
    plausibility: environment.number('PLAUSIBILITY', { least: 1 }),
  };
}

function judged(gate: Gate, truth: readonly number[], predictions: readonly number[]): Evaluation {
  const metrics = metricsOf(truth, predictions);
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
  const { metric, threshold, rows, largest } = evaluation;
  const other = METRICS.filter((each) => each !== metric).map((each) => measured(evaluation, each));
  return [
    ...impossibleText(evaluation),
    `${measured(evaluation, metric)} (threshold ${threshold} ${UNITS[metric]}) over ${rows} rows`,
    ...other,
    `largest errors ${shown(largest.grams, 2)} g, ${shown(largest.percent, 2)} %`,
  ].join('; ');
}

function measured({ metrics }: Evaluation, metric: Metric): string {
  return `${METRIC_NAMES[metric]} ${shown(metrics[metric], 2)} ${UNITS[metric]}`;
}

function impossibleText({ impossible, bounds, rows, plausibility }: Evaluation): string[] {
  if (impossible.worst === undefined) return [];
  const [least, most, worst] = [bounds.least, bounds.most, impossible.worst].map((value) => shown(value, 2));
  return [
    `${impossible.count} of ${rows} predictions are impossible, the worst ${worst} g; ` +
      `possible is ${least} g to ${most} g, which is the hold-out data and a factor of ${plausibility} beyond`,
  ];
}

/** A number with a dot and at most so many digits after it. */
export function shown(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
