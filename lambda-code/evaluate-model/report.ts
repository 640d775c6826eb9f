import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { EvaluateParameters } from '../../src/lab/release.ts';
import type { Job } from '../job/job.ts';
import type { Evaluation } from './evaluation.ts';
import type { Impossible } from './plausibility.ts';
import { quality } from './quality.ts';

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

function report(evaluation: Evaluation, parameters: EvaluateParameters, job: Job) {
  const { environment, executionId, modelData, endpointName, endpointConfigName } = parameters;
  return {
    version: 1,
    ...quality(evaluation),
    verdict: verdictOf(evaluation),
    release: { environment, executionId, modelData, endpointName, endpointConfigName },
    evaluatedAt: new Date(job.now()).toISOString(),
  };
}

function verdictOf({ passed, metric, threshold, plausibility, truth, measures, largest, impossible }: Evaluation) {
  return {
    passed,
    metric,
    threshold,
    rows: truth.length,
    ...Object.fromEntries(measures.map((each) => [each.metric, each.value])),
    baselines: Object.fromEntries(measures.map((each) => [each.metric, each.baseline])),
    intervals: Object.fromEntries(measures.map((each) => [each.metric, each.interval])),
    ...(largest && { largestErrors: largest }),
    plausibility: { ...(plausibility !== undefined && { factor: plausibility }), ...possible(impossible) },
  };
}

function possible({ count, worst, bounds }: Impossible) {
  return { ...bounds, impossible: { count, ...(worst && { worst: worst.length === 1 ? worst[0] : worst }) } };
}

/** JSON has no word for what is not finite; SageMaker's own reports write it as text. */
function written(_name: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
