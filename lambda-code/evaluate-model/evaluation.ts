import { METRIC_NAMES, METRICS, type EvaluateParameters, type Metric } from '../../src/lab/release.ts';
import type { Job } from '../job/job.ts';
import type { ClientSetup } from '../job/setup.ts';
import { readHoldOut } from './hold-out.ts';
import { metricsOf, type Metrics } from './metrics.ts';
import { predict } from './predictions.ts';

/** How good a model is, and whether that is good enough. */
export interface Evaluation {
  readonly metric: Metric;
  readonly threshold: number;
  readonly metrics: Metrics;
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
  const metric = job.environment.oneOf('METRIC', METRICS);
  const threshold = job.environment.number('THRESHOLD', { least: 0 });
  const { rows } = await readHoldOut(job);
  const predictions = await predict(
    endpointName,
    rows.map((row) => row.slice(1)),
    job,
    client,
  );
  const metrics = metricsOf(
    rows.map(([truth = Number.NaN]) => truth),
    predictions,
  );
  return { metric, threshold, metrics, rows: rows.length, passed: metrics[metric] <= threshold };
}

/** `median absolute percentage error 5.3 % (threshold 10 %) over 84 rows` */
export function summary({ metric, threshold, metrics, rows }: Evaluation): string {
  const unit = UNITS[metric];
  return `${METRIC_NAMES[metric]} ${shown(metrics[metric], 2)} ${unit} (threshold ${threshold} ${unit}) over ${rows} rows`;
}

/** A number with a dot and at most so many digits after it. */
export function shown(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
