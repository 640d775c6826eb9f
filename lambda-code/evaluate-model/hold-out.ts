import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { parseTable, type Table } from '../../src/lab/submission/table.ts';
import { CallFailure, failureOf, JobFailure } from '../job/failures.ts';
import type { Job } from '../job/job.ts';

const REMEDY = 'run "mlops-lab init" to put it in place again, then retry the stage';

/** The Tools account's own data: who submits a model cannot choose how it is judged. */
export async function readHoldOut(job: Job): Promise<Table> {
  const bucket = job.environment.text('HOLDOUT_BUCKET');
  const key = job.environment.text('HOLDOUT_KEY');
  const url = `s3://${bucket}/${key}`;
  const parsed = parseTable(await fetch(bucket, key, job));
  if (parsed.ok) return parsed.table;
  const problems = parsed.problems.map((problem) => problem.replace(/^train\.csv/, 'it')).join('; ');
  throw new JobFailure('ConfigurationError', `the hold-out data ${url} cannot be used: ${problems}; ${REMEDY}`);
}

/** Without leave to list the bucket, S3 says of a missing object that access is denied. */
async function fetch(bucket: string, key: string, job: Job): Promise<string> {
  const url = `s3://${bucket}/${key}`;
  try {
    return await job.call(`GetObject of ${url}`, async (options) => {
      const { Body } = await new S3Client(job.client).send(new GetObjectCommand({ Bucket: bucket, Key: key }), options);
      return (await Body?.transformToString()) ?? '';
    });
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error;
    const { type } = failureOf(error);
    const cause = { RevisionUnavailable: 'is missing', PermissionError: 'is missing or cannot be read' }[
      type as string
    ];
    if (cause === undefined) throw error;
    throw new JobFailure('ConfigurationError', `the hold-out data ${cause} (${error.message}); ${REMEDY}`);
  }
}
