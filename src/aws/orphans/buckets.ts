import { DeleteBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Clock } from '../../ports/clock.ts';
import { errorName } from '../errors.ts';
import { emptyBucket } from '../objects.ts';

/** A bucket that was not empty when its stack tried to delete it, such as a log bucket. */
export async function deleteBucket(client: S3Client, clock: Clock, bucket: string): Promise<boolean> {
  await emptyBucket(client, clock, bucket);
  try {
    await client.send(new DeleteBucketCommand({ Bucket: bucket }));
    return true;
  } catch (error) {
    if (errorName(error) === 'NoSuchBucket') return false;
    throw error;
  }
}
