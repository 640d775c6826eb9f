import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { EvaluateParameters } from '../../src/lab/release.ts';
import type { Job } from '../job/job.ts';
import type { Evaluation } from './evaluation.ts';

/** Writes what was measured where the model registry and people find it, and gives its URL. */
export async function writeReport(evaluation: Evaluation, parameters: EvaluateParameters, job: Job): Promise<string> {
  const bucket = job.environment.text('ARTIFACT_BUCKET');
  const key = `evaluations/${parameters.executionId}/${parameters.environment}.json`;
  const url = `s3://${bucket}/${key}`;
  const Body = `${JSON.stringify(report(evaluation, parameters, job), written, 2)}\n`;
  const input = { Bucket: bucket, Key: key, Body, ContentType: 'application/json' };
  await job.call(`PutObject of ${url}`, (options) =>
    new S3Client(job.client).send(new PutObjectCommand(input), options),
  );
  return url;
}

/** `regression_metrics` is what SageMaker Studio shows of a model package's quality. */
function report(evaluation: Evaluation, parameters: EvaluateParameters, job: Job) {
  const { environment, executionId, modelData, endpointName, endpointConfigName } = parameters;
  return {
    version: 1,
    regression_metrics: { rmse: { value: evaluation.metrics.rmse, standard_deviation: 'NaN' } },
    verdict: verdictOf(evaluation),
    release: { environment, executionId, modelData, endpointName, endpointConfigName },
    evaluatedAt: new Date(job.now()).toISOString(),
  };
}

function verdictOf({
  passed,
  metric,
  threshold,
  plausibility,
  rows,
  metrics,
  largest,
  bounds,
  impossible,
}: Evaluation) {
  return {
    passed,
    metric,
    threshold,
    rows,
    ...metrics,
    largestErrors: { grams: largest.absolute, percent: largest.percent },
    plausibility: { factor: plausibility, ...bounds, impossible },
  };
}

/** JSON has no word for what is not finite; SageMaker's own reports write it as text. */
function written(_name: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
