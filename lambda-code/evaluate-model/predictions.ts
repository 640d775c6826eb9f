import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { labelClasses } from '../../src/lab/course/course.ts';
import { rowText } from '../../src/lab/course/encoding.ts';
import type { Course } from '../../src/lab/course/types.ts';
import type { Predictions } from '../../src/lab/measures/types.ts';
import type { Job } from '../job/job.ts';
import type { ClientSetup } from '../job/setup.ts';
import { parsePredictions } from './answer.ts';

const BATCH_ROWS = 100;

/** What the endpoint predicts for rows of features. */
export async function predict(
  endpointName: string,
  rows: readonly (readonly number[])[],
  course: Course,
  job: Job,
  client: ClientSetup,
): Promise<Predictions> {
  const runtime = new SageMakerRuntimeClient(client);
  const predictions: (readonly number[])[] = [];
  for (let at = 0; at < rows.length; at += BATCH_ROWS) {
    const batch = rows.slice(at, at + BATCH_ROWS);
    const answer = await job.call(`InvokeEndpoint of ${endpointName}`, async (options) => {
      const { Body } = await runtime.send(new InvokeEndpointCommand(request(endpointName, batch)), options);
      return Body.transformToString();
    });
    predictions.push(...parsePredictions(answer, { endpointName, rows: batch.length, numbers: numbersOf(course) }));
  }
  return predictions;
}

/** How many numbers a model answers with for a row: several only where it is sure of each of several classes. */
function numbersOf(course: Course): number {
  return course.task === 'multiclass' ? labelClasses(course).length : 1;
}

function request(endpointName: string, batch: readonly (readonly number[])[]) {
  const Body = new TextEncoder().encode(batch.map(rowText).join('\n'));
  return { EndpointName: endpointName, ContentType: 'text/csv', Accept: 'text/csv', Body };
}
