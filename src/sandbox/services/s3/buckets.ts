import type {
  CreateBucketOutput,
  CreateBucketRequest,
  DeleteBucketRequest,
  GetBucketLocationOutput,
  GetBucketLocationRequest,
  HeadBucketOutput,
  HeadBucketRequest,
  ListBucketsOutput,
  ListBucketsRequest,
} from '@aws-sdk/client-s3';

import { own, put } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { accessBucket, bucketNamed, authorize } from './access.ts';
import { withoutBody } from './errors.ts';
import { bucketArn, canonicalId } from './names.ts';
import { newBucket } from './new-bucket.ts';
import { buckets } from './state.ts';

/** In us-east-1, asking for one's own bucket again is no error (CreateBucket). */
export function createBucket(input: CreateBucketRequest, call: Call): CreateBucketOutput {
  const name = input.Bucket ?? '';
  call.about(bucketArn(name));
  const bucket = newBucket(input, call);
  const existing = own(buckets(call.cloud.world), name);
  if (existing && existing.account !== call.account) throw alreadyExists();
  if (existing && (existing.region !== 'us-east-1' || bucket.region !== 'us-east-1')) throw alreadyOwned();
  if (!existing) put(buckets(call.cloud.world), name, bucket);
  return { Location: `/${name}`, BucketArn: bucketArn(name) };
}

export function deleteBucket(input: DeleteBucketRequest, call: Call): object {
  const bucket = accessBucket(input, call, { action: 's3:DeleteBucket' });
  if (Object.keys(bucket.versions).length > 0) {
    const versions = bucket.settings.versioning?.Status ? ' You must delete all versions in the bucket.' : '';
    throw new AwsError(
      'BucketNotEmpty',
      `The bucket you tried to delete is not empty${versions && `.${versions}`}`,
      409,
    );
  }
  delete buckets(call.cloud.world)[bucket.name];
  return {};
}

export function headBucket(input: HeadBucketRequest, call: Call): HeadBucketOutput {
  const bucket = withoutBody(() => accessBucket(input, call, { action: 's3:ListBucket' }));
  return { BucketArn: bucketArn(bucket.name), BucketRegion: bucket.region, AccessPointAlias: false };
}

export function listBuckets(input: ListBucketsRequest, call: Call): ListBucketsOutput {
  call.about('*');
  const owned = Object.values(buckets(call.cloud.world))
    .filter(({ account, name }) => account === call.account && name.startsWith(input.Prefix ?? ''))
    .filter(({ region }) => region === (input.BucketRegion ?? region))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, next } = pageOf(owned, input.ContinuationToken, input.MaxBuckets ?? 10_000);
  return {
    Buckets: items.map(({ name, region, createdAt }) => ({
      Name: name,
      CreationDate: new Date(createdAt),
      BucketRegion: region,
      BucketArn: bucketArn(name),
    })),
    Owner: { ID: canonicalId(call.account) },
    ...(next && { ContinuationToken: next }),
    ...(input.Prefix && { Prefix: input.Prefix }),
  };
}

/** Answers from any region, since callers ask it to learn the region; us-east-1 is told by telling none. */
export function getBucketLocation(input: GetBucketLocationRequest, call: Call): GetBucketLocationOutput {
  const bucket = bucketNamed(input, call, 'anywhere');
  authorize(bucket, call, { action: 's3:GetBucketLocation' });
  if (bucket.region === 'us-east-1') return {};
  return { LocationConstraint: bucket.region as NonNullable<GetBucketLocationOutput['LocationConstraint']> };
}

function alreadyExists(): AwsError {
  return new AwsError(
    'BucketAlreadyExists',
    'The requested bucket name is not available. The bucket namespace is shared by all users of the system. ' +
      'Please select a different name and try again.',
    409,
  );
}

function alreadyOwned(): AwsError {
  return new AwsError(
    'BucketAlreadyOwnedByYou',
    'Your previous request to create the named bucket succeeded and you already own it.',
    409,
  );
}
