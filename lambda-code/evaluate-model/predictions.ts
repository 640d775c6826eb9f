import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { rowText } from '../../src/lab/course/encoding.ts';
import { JobFailure } from '../job/failures.ts';
import type { Job } from '../job/job.ts';
import type { ClientSetup } from '../job/setup.ts';

const BATCH_ROWS = 100;

/** What the endpoint predicts for rows of features. */
export async function predict(
  endpointName: string,
  rows: readonly (readonly number[])[],
  job: Job,
  client: ClientSetup,
): Promise<number[]> {
  const runtime = new SageMakerRuntimeClient(client);
  const predictions: number[] = [];
  for (let at = 0; at < rows.length; at += BATCH_ROWS) {
    const batch = rows.slice(at, at + BATCH_ROWS);
    const answer = await job.call(`InvokeEndpoint of ${endpointName}`, async (options) => {
      const { Body } = await runtime.send(new InvokeEndpointCommand(request(endpointName, batch)), options);
      return Body.transformToString();
    });
    predictions.push(...parsePredictions(answer, batch.length, endpointName));
  }
  return predictions;
}

function request(endpointName: string, batch: readonly (readonly number[])[]) {
  const Body = new TextEncoder().encode(batch.map(rowText).join('\n'));
  return { EndpointName: endpointName, ContentType: 'text/csv', Accept: 'text/csv', Body };
}

/** The container of XGBoost separates predictions by commas or line ends, depending on its version. */
export function parsePredictions(answer: string, count: number, endpointName: string): number[] {
  const texts = answer.trim() === '' ? [] : answer.trim().split(/\s*[,\n]\s*/);
  if (texts.length !== count) {
    throw broken(endpointName, `${texts.length} predictions for ${count} rows`);
  }
  return texts.map((text) => {
    if (NOT_FINITE.test(text)) return Number(text.toLowerCase().replace('nan', 'NaN').replace(/inf.*/, 'Infinity'));
    if (text !== '' && Number.isFinite(Number(text))) return Number(text);
    throw broken(endpointName, `"${text.slice(0, 40)}", which is no number, for a row`);
  });
}

/** As Python writes them, in which the container is written. They are predictions, though none that can be. */
const NOT_FINITE = /^(nan|[+-]?inf(inity)?)$/i;

function broken(endpointName: string, what: string): JobFailure {
  return new JobFailure(
    'JobFailed',
    `endpoint ${endpointName} answered ${what}; submit a model that predicts one number a row`,
  );
}
