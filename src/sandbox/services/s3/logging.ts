import type { PutBucketLoggingRequest } from '@aws-sdk/client-s3';

import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { accessBucket } from './access.ts';
import { malformedXml } from './errors.ts';
import { buckets } from './state.ts';
import { own } from '../../../own.ts';

/**
 * Where S3 writes the log of accesses to a bucket: another one of the same account and region (S3 API, PutBucketLogging).
 * Logs are delivered "on a best effort basis", within hours; the sandbox delivers none.
 */
export function putBucketLogging(input: PutBucketLoggingRequest, call: Call): object {
  const bucket = accessBucket(input, call, { action: 's3:PutBucketLogging' });
  const { LoggingEnabled } = input.BucketLoggingStatus ?? {};
  if (!LoggingEnabled) {
    delete bucket.settings.logging;
    return {};
  }
  const { TargetBucket = '', TargetPrefix } = LoggingEnabled;
  if (TargetPrefix === undefined) throw malformedXml();
  const target = own(buckets(call.cloud.world), TargetBucket);
  if (!target) throw invalidTarget('The target bucket for logging does not exist', TargetBucket);
  if (target.account !== bucket.account) {
    throw invalidTarget('The owner for the bucket to be logged and the target bucket must be the same.', TargetBucket);
  }
  if (target.region !== bucket.region) {
    throw new AwsError('CrossLocationLoggingProhibitted', 'Cross S3 location logging not allowed. ', 403);
  }
  bucket.settings.logging = { LoggingEnabled };
  return {};
}

function invalidTarget(message: string, TargetBucket: string): AwsError {
  return new AwsError('InvalidTargetBucketForLogging', `${message} (${TargetBucket})`, 400);
}
