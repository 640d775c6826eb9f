import type { BucketCannedACL, BucketLocationConstraint, CreateBucketRequest } from '@aws-sdk/client-s3';

import { ifPresent } from '../../../kernel/absence.ts';
import { orUndo } from '../../../kernel/undo.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import { refuseUnknown } from '../../../kernel/resource-properties.ts';
import type { ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { bucketArn } from '../names.ts';
import { buckets } from '../state.ts';
import { applyAspects, BUCKET_PROPERTIES, type BucketProperties } from './bucket-aspects.ts';

/** Regions whose websites have addresses of the older form ("Website endpoints", S3 guide). */
const DASHED_WEBSITES = new Set(
  'us-east-1 us-west-1 us-west-2 ap-southeast-1 ap-southeast-2 ap-northeast-1 eu-west-1 sa-east-1'.split(' '),
);

export const bucketType: ResourceType<BucketProperties> = {
  seconds: { create: 22, update: 10, delete: 3 },
  create(properties, context) {
    refuseUnknown('AWS::S3::Bucket', properties, BUCKET_PROPERTIES);
    const name = properties.BucketName ?? context.generatedName(63, { lowercase: true });
    if (isTaken(name, context)) throw new AwsError('AlreadyExists', `${name} already exists`);
    context.invoke('s3', 'CreateBucket', creation(name, properties, context));
    orUndo(
      () => applyAspects(name, properties, {}, context),
      () => context.invoke('s3', 'DeleteBucket', { Bucket: name }),
    );
    return { physicalId: name };
  },
  update(physicalId, properties, previous, context) {
    refuseUnknown('AWS::S3::Bucket', properties, BUCKET_PROPERTIES);
    applyAspects(physicalId, properties, previous, context);
  },
  delete(physicalId, _properties, context) {
    ifPresent(['NoSuchBucket'], () => context.invoke('s3', 'DeleteBucket', { Bucket: physicalId }));
  },
  exists: (name, { cloud }) => Object.hasOwn(buckets(cloud.world), name),
  attributes: (name, _properties, { region }) => ({
    Arn: bucketArn(name),
    DomainName: `${name}.s3.amazonaws.com`,
    DualStackDomainName: `${name}.s3.dualstack.${region}.amazonaws.com`,
    RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
    WebsiteURL: `http://${name}.s3-website${DASHED_WEBSITES.has(region) ? '-' : '.'}${region}.amazonaws.com`,
  }),
};

/** A bucket that the caller may not look into exists, too. */
function isTaken(name: string, context: ResourceContext): boolean {
  try {
    return ifPresent(['NotFound'], () => context.invoke('s3', 'HeadBucket', { Bucket: name })) !== undefined;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'AccessDenied') return true;
    throw error;
  }
}

function creation(Bucket: string, properties: BucketProperties, { region }: ResourceContext): CreateBucketRequest {
  const { AccessControl, OwnershipControls } = properties;
  const ObjectOwnership = OwnershipControls?.Rules?.[0]?.ObjectOwnership;
  return {
    Bucket,
    ...(region !== 'us-east-1' && {
      CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint },
    }),
    ...(AccessControl !== undefined && { ACL: cannedAcl(AccessControl) }),
    ...(ObjectOwnership && { ObjectOwnership }),
  };
}

/** `BucketOwnerFullControl` in a template is `bucket-owner-full-control` in the API. */
function cannedAcl(name: string): BucketCannedACL {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase() as BucketCannedACL;
}
