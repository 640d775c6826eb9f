import type { CreateKeyResponse, DescribeKeyResponse } from '@aws-sdk/client-kms';
import { beforeEach, describe, expect, it } from 'vitest';

import type { Cloud } from '../../../../src/sandbox/kernel/service.ts';
import { kmsService } from '../../../../src/sandbox/services/kms/index.ts';
import { s3Service } from '../../../../src/sandbox/services/s3/index.ts';
import { aCloud, asking, REGION, staging, STAGING, TOOLS, tools, type Ask } from '../kms/accounts.ts';

const Bucket = 'artifacts';

let cloud: Cloud;
let s3: Ask;
let kms: Ask;
let key: string;

beforeEach(() => {
  cloud = aCloud(s3Service, kmsService);
  s3 = asking(cloud, 's3', tools);
  kms = asking(cloud, 'kms', tools);
  key = kms<CreateKeyResponse>('CreateKey').KeyMetadata?.Arn ?? '';
  s3('CreateBucket', { Bucket, CreateBucketConfiguration: { LocationConstraint: REGION } });
  encryptWith(key, true);
});

function encryptWith(KMSMasterKeyID: string | undefined, BucketKeyEnabled: boolean) {
  const ApplyServerSideEncryptionByDefault = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID };
  const Rules = [{ ApplyServerSideEncryptionByDefault, BucketKeyEnabled }];
  s3('PutBucketEncryption', { Bucket, ServerSideEncryptionConfiguration: { Rules } });
}

function kmsCalls() {
  return cloud.trail.entries().filter(({ service, via }) => service === 'kms' && via === 's3');
}

it('encrypts with the key of the bucket, as the caller', () => {
  const expected = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: key, BucketKeyEnabled: true };
  expect(s3('PutObject', { Bucket, Key: 'a', Body: Buffer.from('x') })).toMatchObject(expected);
  expect(s3('GetObject', { Bucket, Key: 'a' })).toMatchObject(expected);
  expect(kmsCalls()).toMatchObject([
    { operation: 'GenerateDataKey', principal: tools, resources: [key], outcome: 'ok' },
    { operation: 'Decrypt', principal: tools, resources: [key], outcome: 'ok' },
  ]);
  expect(kmsCalls()[0]?.context).toMatchObject({ 'kms:EncryptionContext:aws:s3:arn': `arn:aws:s3:::${Bucket}` });
});

it('does as the request says where that differs from the bucket', () => {
  const plain = s3('PutObject', { Bucket, Key: 'a', ServerSideEncryption: 'AES256' });
  expect(plain).toMatchObject({ ServerSideEncryption: 'AES256' });
  expect(plain).not.toHaveProperty('SSEKMSKeyId');
  const own = s3('PutObject', { Bucket, Key: 'b', ServerSideEncryption: 'aws:kms' });
  const managed = kms<DescribeKeyResponse>('DescribeKey', { KeyId: 'alias/aws/s3' }).KeyMetadata;
  expect(own).toMatchObject({ SSEKMSKeyId: managed?.Arn });
  expect(() => s3('PutObject', { Bucket, Key: 'c', SSEKMSKeyId: key })).toThrow(
    expect.objectContaining({ code: 'InvalidArgument' }),
  );
});

it('has a key of its own where the bucket names none, which is no resource of the account', () => {
  encryptWith(undefined, false);
  s3('PutObject', { Bucket, Key: 'a' });
  expect(s3('GetObject', { Bucket, Key: 'a' })).toMatchObject({ ServerSideEncryption: 'aws:kms' });
  expect(kms('DescribeKey', { KeyId: 'alias/aws/s3' })).toMatchObject({ KeyMetadata: { KeyManager: 'AWS' } });
  expect(cloud.inventory(TOOLS)).toEqual([key, `arn:aws:s3:::${Bucket}`].sort());
});

it('cannot read or write without the key', () => {
  s3('PutObject', { Bucket, Key: 'a' });
  kms('DisableKey', { KeyId: key });
  const disabled: unknown = expect.objectContaining({ code: 'KMS.DisabledException', message: `${key} is disabled.` });
  expect(() => s3('GetObject', { Bucket, Key: 'a' })).toThrow(disabled);
  expect(() => s3('PutObject', { Bucket, Key: 'b' })).toThrow(disabled);
  kms('ScheduleKeyDeletion', { KeyId: key, PendingWindowInDays: 7 });
  expect(() => s3('GetObject', { Bucket, Key: 'a' })).toThrow(
    expect.objectContaining({ code: 'KMS.KMSInvalidStateException', message: `${key} is pending deletion.` }),
  );
  expect(s3('HeadObject', { Bucket, Key: 'a' })).toMatchObject({ SSEKMSKeyId: key });
  s3('DeleteObject', { Bucket, Key: 'a' });
});

it('lets another account in only where bucket and key both do', () => {
  const theirs = asking(cloud, 's3', staging);
  const statement = { Effect: 'Allow', Principal: { AWS: STAGING } };
  const Resource = `arn:aws:s3:::${Bucket}/*`;
  const objects = { ...statement, Action: ['s3:GetObject', 's3:PutObject'], Resource };
  s3('PutObject', { Bucket, Key: 'a', Body: Buffer.from('x') });
  s3('PutBucketPolicy', { Bucket, Policy: JSON.stringify({ Statement: [objects] }) });
  expect(() => theirs('GetObject', { Bucket, Key: 'a' })).toThrow(
    expect.objectContaining({
      code: 'AccessDenied',
      status: 403,
      message: expect.stringContaining('kms:Decrypt') as unknown,
    }),
  );
  const admin = { Effect: 'Allow', Principal: { AWS: TOOLS }, Action: 'kms:*', Resource: '*' };
  const use = { ...statement, Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: '*' };
  kms('PutKeyPolicy', { KeyId: key, PolicyName: 'default', Policy: JSON.stringify({ Statement: [admin, use] }) });
  expect(theirs('GetObject', { Bucket, Key: 'a' })).toMatchObject({ ContentLength: 1 });
  theirs('PutObject', { Bucket, Key: 'b' });
  expect(kmsCalls().at(-1)).toMatchObject({ principal: staging, account: STAGING, resources: [key] });
});

it('copies from one key to another', () => {
  s3('PutObject', { Bucket, Key: 'a', Body: Buffer.from('x') });
  const other = kms<CreateKeyResponse>('CreateKey').KeyMetadata?.Arn;
  const encryption = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: other };
  s3('CopyObject', { Bucket, Key: 'b', CopySource: `${Bucket}/a`, ...encryption });
  kms('DisableKey', { KeyId: key });
  expect(s3('GetObject', { Bucket, Key: 'b' })).toMatchObject({ SSEKMSKeyId: other, ContentLength: 1 });
});

describe('an upload in parts', () => {
  it('is encrypted with the key it began with', () => {
    const { UploadId } = s3('CreateMultipartUpload', { Bucket, Key: 'a' });
    const { ETag } = s3('UploadPart', { Bucket, Key: 'a', UploadId, PartNumber: 1, Body: Buffer.from('x') });
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    expect(s3('CompleteMultipartUpload', { Bucket, Key: 'a', UploadId, MultipartUpload })).toMatchObject({
      SSEKMSKeyId: key,
    });
    expect(s3('GetObject', { Bucket, Key: 'a' })).toMatchObject({ SSEKMSKeyId: key, ContentLength: 1 });
  });
});
