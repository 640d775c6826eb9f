import type { CreateBucketRequest } from '@aws-sdk/client-s3';

import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { isBucketName } from './names.ts';
import type { Bucket } from './state.ts';
import { checkBucketTags } from './tag-set.ts';

/** A bucket as S3 has made them since April 2023: encrypted, without ACLs, closed to the public. */
export function newBucket(input: CreateBucketRequest, call: Call): Bucket {
  if (!isBucketName(input.Bucket ?? '')) throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.');
  if (input.ObjectLockEnabledForBucket) {
    throw new AwsError('NotImplemented', 'the sandbox does not implement S3 Object Lock', 501);
  }
  const ObjectOwnership = input.ObjectOwnership ?? 'BucketOwnerEnforced';
  if (input.ACL && input.ACL !== 'private' && ObjectOwnership === 'BucketOwnerEnforced') {
    throw new AwsError(
      'InvalidBucketAclWithObjectOwnership',
      "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
    );
  }
  const tags = input.CreateBucketConfiguration?.Tags;
  checkBucketTags(tags ?? [], call.via);
  return {
    name: input.Bucket ?? '',
    account: call.account,
    region: regionOf(input, call),
    createdAt: call.now,
    settings: {
      encryption: defaultEncryption(),
      ownershipControls: { OwnershipControls: { Rules: [{ ObjectOwnership }] } },
      publicAccessBlock: {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          IgnorePublicAcls: true,
          BlockPublicPolicy: true,
          RestrictPublicBuckets: true,
        },
      },
      ...(tags && tags.length > 0 && { tagging: { TagSet: tags } }),
    },
    versions: {},
    uploads: {},
    writes: 0,
  };
}

export function defaultEncryption() {
  return {
    ServerSideEncryptionConfiguration: {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const }, BucketKeyEnabled: false }],
    },
  };
}

/** The endpoint of us-east-1 makes buckets anywhere, every other only in its own region. */
function regionOf(input: CreateBucketRequest, call: Call): string {
  const wanted: string | undefined = input.CreateBucketConfiguration?.LocationConstraint;
  const region = wanted === 'EU' ? 'eu-west-1' : wanted;
  if (region === 'us-east-1') {
    throw new AwsError('InvalidLocationConstraint', 'The specified location-constraint is not valid');
  }
  if (call.region !== 'us-east-1' && region !== call.region) {
    throw new AwsError(
      'IllegalLocationConstraintException',
      `The ${region ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    );
  }
  return region ?? 'us-east-1';
}
