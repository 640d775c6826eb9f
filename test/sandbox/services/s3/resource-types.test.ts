import { beforeEach, describe, expect, it } from 'vitest';

import type { Tag } from '@aws-sdk/client-s3';

import type { Cloud } from '../../../../src/sandbox/kernel/service.ts';
import { s3Service } from '../../../../src/sandbox/services/s3/index.ts';
import { bucketPolicyType } from '../../../../src/sandbox/services/s3/resource-types/bucket-policy.ts';
import type { BucketProperties } from '../../../../src/sandbox/services/s3/resource-types/bucket-aspects.ts';
import { bucketType } from '../../../../src/sandbox/services/s3/resource-types/bucket.ts';
import { aCloud, asking, REGION, staging, stackContext, TOOLS, tools, type Ask } from '../kms/accounts.ts';

const ENCRYPTED: BucketProperties['BucketEncryption'] = {
  ServerSideEncryptionConfiguration: [
    { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: true },
  ],
};
const FULL: BucketProperties & { readonly Tags: readonly Tag[] } = {
  BucketName: 'models',
  BucketEncryption: ENCRYPTED,
  VersioningConfiguration: { Status: 'Enabled' },
  PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true },
  OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] },
  NotificationConfiguration: { EventBridgeConfiguration: {} },
  CorsConfiguration: { CorsRules: [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'], MaxAge: 60 }] },
  LifecycleConfiguration: {
    Rules: [
      {
        Id: 'tidy',
        Status: 'Enabled',
        Prefix: 'tmp/',
        TagFilters: [{ Key: 'keep', Value: 'no' }],
        ExpirationInDays: 30,
        NoncurrentVersionExpiration: { NoncurrentDays: 7, NewerNoncurrentVersions: 2 },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
      },
      { Status: 'Enabled', Transition: { StorageClass: 'GLACIER', TransitionInDays: 90 } },
    ],
  },
  Tags: [{ Key: 'use', Value: 'models' }],
};

let cloud: Cloud;
let s3: Ask;

beforeEach(() => {
  cloud = aCloud(s3Service);
  s3 = asking(cloud, 's3', tools);
});

function read(operation: string) {
  return s3(operation, { Bucket: 'models' });
}

describe('AWS::S3::Bucket', () => {
  it('turns every property into its setting', () => {
    const context = stackContext(cloud, 'Models', { lab: 'one' });
    expect(bucketType.create(FULL, context)).toEqual({ physicalId: 'models' });
    expect(read('GetBucketVersioning')).toEqual({ Status: 'Enabled' });
    expect(read('GetBucketEncryption')).toMatchObject({
      ServerSideEncryptionConfiguration: { Rules: [{ BucketKeyEnabled: true }] },
    });
    expect(read('GetPublicAccessBlock')).toMatchObject({
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: false },
    });
    expect(read('GetBucketOwnershipControls')).toEqual({ OwnershipControls: FULL.OwnershipControls });
    expect(read('GetBucketNotificationConfiguration')).toEqual({ EventBridgeConfiguration: {} });
    expect(read('GetBucketCors')).toMatchObject({ CORSRules: [{ AllowedMethods: ['GET'], MaxAgeSeconds: 60 }] });
    expect(read('GetBucketTagging')).toEqual({
      TagSet: [
        { Key: 'lab', Value: 'one' },
        { Key: 'use', Value: 'models' },
      ],
    });
    expect(read('GetBucketLifecycleConfiguration')).toMatchObject({
      Rules: [
        {
          ID: 'tidy',
          Status: 'Enabled',
          Filter: { And: { Prefix: 'tmp/', Tags: [{ Key: 'keep', Value: 'no' }] } },
          Expiration: { Days: 30 },
          NoncurrentVersionExpiration: { NoncurrentDays: 7, NewerNoncurrentVersions: 2 },
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
        },
        { Filter: { Prefix: '' }, Transitions: [{ StorageClass: 'GLACIER', Days: 90 }] },
      ],
    });
  });

  it('takes every property back that the template no longer has', () => {
    const context = stackContext(cloud, 'Models');
    bucketType.create(FULL, context);
    bucketType.update?.('models', { BucketName: 'models' }, FULL, context);
    expect(read('GetBucketVersioning')).toEqual({ Status: 'Suspended' });
    expect(read('GetBucketEncryption')).toMatchObject({
      ServerSideEncryptionConfiguration: { Rules: [{ BucketKeyEnabled: false }] },
    });
    expect(read('GetBucketNotificationConfiguration')).toEqual({});
    const removed = ['GetPublicAccessBlock', 'GetBucketOwnershipControls', 'GetBucketCors', 'GetBucketTagging'];
    for (const operation of [...removed, 'GetBucketLifecycleConfiguration']) {
      expect(() => read(operation)).toThrow(expect.objectContaining({ status: 404 }));
    }
  });

  it('calls only for what changed', () => {
    const context = stackContext(cloud, 'Models');
    bucketType.create(FULL, context);
    const before = cloud.trail.entries().length;
    const NotificationConfiguration = { EventBridgeConfiguration: { EventBridgeEnabled: false } };
    bucketType.update?.('models', { ...FULL, NotificationConfiguration }, FULL, context);
    const called = cloud.trail
      .entries()
      .slice(before)
      .map(({ operation }) => operation);
    expect(called).toEqual(['PutBucketNotificationConfiguration', 'PutBucketTagging']);
    expect(read('GetBucketNotificationConfiguration')).toEqual({});
  });

  it('makes up a name and knows its addresses', () => {
    const context = stackContext(cloud, 'Models');
    const { physicalId } = bucketType.create({}, context);
    expect(physicalId).toMatch(/^lab-models-[a-z0-9]+$/);
    expect(bucketType.attributes?.(physicalId, {}, context)).toMatchObject({
      Arn: `arn:aws:s3:::${physicalId}`,
      DomainName: `${physicalId}.s3.amazonaws.com`,
      RegionalDomainName: `${physicalId}.s3.${REGION}.amazonaws.com`,
    });
  });

  it('does not take over a bucket that is there', () => {
    const context = stackContext(cloud, 'Models');
    bucketType.create({ BucketName: 'mine' }, context);
    const CreateBucketConfiguration = { LocationConstraint: REGION };
    asking(cloud, 's3', staging)('CreateBucket', { Bucket: 'theirs', CreateBucketConfiguration });
    for (const BucketName of ['mine', 'theirs']) {
      expect(() => bucketType.create({ BucketName }, context)).toThrow(`${BucketName} already exists`);
    }
  });

  it('leaves nothing behind when a setting is refused, and refuses what it does not know', () => {
    const context = stackContext(cloud, 'Models');
    expect(() => bucketType.create({ CorsConfiguration: {} }, context)).toThrow('The XML you provided');
    const others = { BucketName: 'models', WebsiteConfiguration: {} };
    expect(() => bucketType.create(others, context)).toThrow('WebsiteConfiguration');
    expect(() => bucketType.create({ AccessControl: 'PublicRead' }, context)).toThrow('BucketOwnerEnforced');
    expect(cloud.inventory(TOOLS)).toEqual([]);
  });

  it('is deleted when empty, and not missed when gone', () => {
    const context = stackContext(cloud, 'Models');
    bucketType.create(FULL, context);
    s3('PutObject', { Bucket: 'models', Key: 'a' });
    expect(() => bucketType.delete('models', FULL, context)).toThrow(
      'The bucket you tried to delete is not empty. You must delete all versions in the bucket.',
    );
    s3('DeleteObject', { Bucket: 'models', Key: 'a', VersionId: versionOf('a') });
    bucketType.delete('models', FULL, context);
    bucketType.delete('models', FULL, context);
    expect(cloud.inventory(TOOLS)).toEqual([]);
  });
});

describe('AWS::S3::BucketPolicy', () => {
  const document = (Action: string) => ({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { AWS: TOOLS }, Action, Resource: 'arn:aws:s3:::models/*' },
  });

  it('follows its template from creation to deletion', () => {
    const context = stackContext(cloud, 'Policy');
    bucketType.create(FULL, context);
    const before = { Bucket: 'models', PolicyDocument: document('s3:GetObject') };
    const { physicalId } = bucketPolicyType.create(before, context);
    expect(() => bucketPolicyType.create(before, context)).toThrow('already exists');
    const after = { ...before, PolicyDocument: document('s3:PutObject') };
    bucketPolicyType.update?.(physicalId, after, before, context);
    expect(read('GetBucketPolicy')).toEqual({ Policy: JSON.stringify(after.PolicyDocument) });
    bucketPolicyType.delete(physicalId, after, context);
    expect(() => read('GetBucketPolicy')).toThrow(expect.objectContaining({ code: 'NoSuchBucketPolicy' }));
    bucketType.delete('models', FULL, context);
    bucketPolicyType.delete(physicalId, after, context);
  });
});

function versionOf(Key: string) {
  return s3<{ Versions: { VersionId: string }[] }>('ListObjectVersions', { Bucket: 'models', Prefix: Key }).Versions[0]
    ?.VersionId;
}
