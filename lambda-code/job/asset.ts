import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CallFailure, failureOf, JobFailure } from './failures.ts';
import type { Job } from './job.ts';

/** What mends an asset that is gone or spoiled. */
export const RESTORE = 'run "mlops-lab init" to put it in place again, then retry the stage';

/** The text of an asset; `what` names it. Without leave to list the bucket, S3 says of a missing object that access is denied. */
export async function readAsset(what: string, bucket: string, key: string, job: Job): Promise<string> {
  try {
    return await job.call(`GetObject of s3://${bucket}/${key}`, async (options) => {
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
    throw new JobFailure('ConfigurationError', `the ${what} ${cause} (${error.message}); ${RESTORE}`);
  }
}
