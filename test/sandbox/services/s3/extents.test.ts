import { createHash } from 'node:crypto';

import { beforeEach, describe, expect, it } from 'vitest';

import { AwsError } from '../../../../src/sandbox/kernel/aws-error.ts';
import { s3Service } from '../../../../src/sandbox/services/s3/index.ts';
import { aCloud, asking, REGION, tools, type Ask } from '../kms/accounts.ts';

const Bucket = 'models';
const LARGE = Buffer.alloc(5 * 1024 * 1024, 'a');
const SIZE = LARGE.length + 3;

let s3: Ask;

beforeEach(() => {
  s3 = asking(aCloud(s3Service), 's3', tools);
  s3('CreateBucket', { Bucket, CreateBucketConfiguration: { LocationConstraint: REGION } });
});

function uploaded(Key: string, ChecksumAlgorithm?: string): void {
  const { UploadId } = s3('CreateMultipartUpload', { Bucket, Key, ChecksumAlgorithm });
  const Parts = [LARGE, Buffer.from('end')].map((Body, index) => {
    const { ETag } = s3('UploadPart', { Bucket, Key, UploadId, PartNumber: index + 1, Body });
    return { ETag, PartNumber: index + 1 };
  });
  s3('CompleteMultipartUpload', { Bucket, Key, UploadId, MultipartUpload: { Parts } });
}

function errorOf(act: () => unknown): { readonly code: string; readonly fields: unknown } {
  try {
    act();
  } catch (error) {
    if (error instanceof AwsError) return { code: error.code, fields: error.details.fields };
    throw error;
  }
  throw new Error('nothing was refused');
}

describe.each(['GetObject', 'HeadObject'])('%s', (operation) => {
  it('reads a part of what was uploaded in parts', () => {
    uploaded('large');
    expect(s3(operation, { Bucket, Key: 'large', PartNumber: 2 })).toMatchObject({
      ContentLength: 3,
      ContentRange: `bytes ${LARGE.length}-${SIZE - 1}/${SIZE}`,
      PartsCount: 2,
      $status: 206,
    });
    expect(s3(operation, { Bucket, Key: 'large' })).not.toHaveProperty('PartsCount');
  });

  it('takes what was put at once for one part', () => {
    s3('PutObject', { Bucket, Key: 'small', Body: Buffer.from('hello') });
    const part = s3(operation, { Bucket, Key: 'small', PartNumber: 1 });
    expect(part).toMatchObject({ ContentLength: 5, ContentRange: 'bytes 0-4/5', $status: 206 });
    expect(part).not.toHaveProperty('PartsCount');
    expect(errorOf(() => s3(operation, { Bucket, Key: 'small', PartNumber: 2 }))).toEqual({
      code: 'InvalidPartNumber',
      fields: { ActualPartCount: '1', PartNumberRequested: '2' },
    });
  });

  it('reads a range, but none beyond the end', () => {
    s3('PutObject', { Bucket, Key: 'small', Body: Buffer.from('hello') });
    expect(s3(operation, { Bucket, Key: 'small', Range: 'bytes=1-2' })).toMatchObject({
      ContentLength: 2,
      ContentRange: 'bytes 1-2/5',
      $status: 206,
    });
    expect(errorOf(() => s3(operation, { Bucket, Key: 'small', Range: 'bytes=5-' }))).toEqual({
      code: 'InvalidRange',
      fields: { ActualObjectSize: '5', RangeRequested: 'bytes=5-' },
    });
    expect(() => s3(operation, { Bucket, Key: 'small', Range: 'bytes=1-2', PartNumber: 1 })).toThrow(
      /Cannot specify both/,
    );
  });
});

describe('a copy', () => {
  it('of what was uploaded in parts is made in one piece', () => {
    uploaded('large', 'CRC32');
    s3('CopyObject', { Bucket, Key: 'copy', CopySource: `${Bucket}/large` });
    const { Body, ...copy } = s3<{ Body: Uint8Array }>('GetObject', { Bucket, Key: 'copy', ChecksumMode: 'ENABLED' });
    expect(copy).toMatchObject({
      ETag: `"${createHash('md5').update(Body).digest('hex')}"`,
      ChecksumType: 'FULL_OBJECT',
    });
  });

  it('has the checksum that it was asked for', () => {
    s3('PutObject', { Bucket, Key: 'a', Body: Buffer.from('hello'), ChecksumAlgorithm: 'CRC32' });
    const ChecksumSHA256 = createHash('sha256').update('hello').digest('base64');
    const asked = { Bucket, Key: 'b', CopySource: `${Bucket}/a`, ChecksumAlgorithm: 'SHA256' };
    expect(s3('CopyObject', asked)).toMatchObject({ CopyObjectResult: { ChecksumSHA256 } });
    const wanted = { Bucket, Key: 'b', ObjectAttributes: ['Checksum'] };
    expect(s3('GetObjectAttributes', wanted)).toMatchObject({ Checksum: { ChecksumSHA256 } });
  });
});

describe('what errors say of the request', () => {
  it.each([
    ['GetObject', { Bucket: 'none', Key: 'k' }, { BucketName: 'none' }],
    ['GetObject', { Bucket, Key: 'k' }, { Key: 'k' }],
    ['GetObject', { Bucket, Key: 'k', VersionId: 'v' }, { Key: 'k', VersionId: 'v' }],
    ['ListParts', { Bucket, Key: 'k', UploadId: 'u' }, { UploadId: 'u' }],
    ['CopyObject', { Bucket, Key: 'to', CopySource: `${Bucket}/from` }, { Key: 'from' }],
    ['CopyObject', { Bucket, Key: 'to', CopySource: 'none/from' }, { BucketName: 'none' }],
    [
      'CopyObject',
      { Bucket, Key: 'to', CopySource: '%zz' },
      { ArgumentName: 'x-amz-copy-source', ArgumentValue: '%zz' },
    ],
    ['GetBucketTagging', { Bucket }, { BucketName: Bucket }],
    ['PutObject', { Bucket, Key: 'k', IfMatch: 'e' }, { Key: 'k' }],
    ['PutObject', { Bucket, Key: 'there', IfNoneMatch: '*' }, { Condition: 'If-None-Match' }],
    ['GetObject', { Bucket, Key: 'there', IfMatch: 'e' }, { Condition: 'If-Match' }],
    [
      'CopyObject',
      { Bucket, Key: 'to', CopySource: `${Bucket}/there`, CopySourceIfMatch: 'e' },
      { Condition: 'x-amz-copy-source-If-Match' },
    ],
  ])('%s %j', (operation, input, fields) => {
    s3('PutObject', { Bucket, Key: 'there', Body: Buffer.from('x') });
    expect(errorOf(() => s3(operation, input)).fields).toEqual(fields);
  });
});

describe('tags', () => {
  const set = (Key: string, Value = 'v') => ({ Tagging: { TagSet: [{ Key, Value }] } });

  it.each([
    ["a key of AWS's", 'aws:lab', 'v'],
    ['no key', '', 'v'],
    ['a key that is too long', 'k'.repeat(129), 'v'],
    ['a key with an asterisk', 'a*', 'v'],
    ['a value that is too long', 'k', 'v'.repeat(257)],
    ['a value with a quote', 'k', '"'],
  ])('are refused with %s', (_what, key, value) => {
    s3('PutObject', { Bucket, Key: 'k', Body: Buffer.from('x') });
    const invalid = expect.objectContaining({ code: 'InvalidTag' }) as Error;
    expect(() => s3('PutBucketTagging', { Bucket, ...set(key, value) })).toThrow(invalid);
    expect(() => s3('PutObjectTagging', { Bucket, Key: 'k', ...set(key, value) })).toThrow(invalid);
    const Tagging = new URLSearchParams({ [key]: value }).toString();
    expect(() => s3('PutObject', { Bucket, Key: 'k', Body: Buffer.from('x'), Tagging })).toThrow(invalid);
  });

  it.each(['a:b', 'something:aws:else', 'größe', 'a b', 'x+y=z@.-_/'])('may be called %s', (key) => {
    expect(() => s3('PutBucketTagging', { Bucket, ...set(key) })).not.toThrow();
  });
});
