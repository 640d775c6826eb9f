import { createHash } from 'node:crypto';

import { beforeEach, describe, expect, it } from 'vitest';

import type { Cloud } from '../../../../src/sandbox/kernel/service.ts';
import { s3Service } from '../../../../src/sandbox/services/s3/index.ts';
import { aCloud, asking, REGION, TOOLS, tools, type Ask } from '../kms/accounts.ts';

const Bucket = 'models';
const Key = 'model.tar.gz';
const LARGE = Buffer.alloc(5 * 1024 * 1024, 'a');

let cloud: Cloud;
let s3: Ask;
let UploadId: string;

beforeEach(() => {
  cloud = aCloud(s3Service);
  s3 = asking(cloud, 's3', tools);
  s3('CreateBucket', { Bucket, CreateBucketConfiguration: { LocationConstraint: REGION } });
  UploadId = begin();
});

function begin(more: object = {}): string {
  return String(s3('CreateMultipartUpload', { Bucket, Key, ...more })['UploadId']);
}

function part(PartNumber: number, Body: Buffer, upload: string = UploadId) {
  const { ETag, ChecksumCRC32 } = s3('UploadPart', { Bucket, Key, UploadId: upload, PartNumber, Body });
  return { PartNumber, ETag: String(ETag), ...(ChecksumCRC32 !== undefined && { ChecksumCRC32 }) };
}

function complete(Parts: object[], upload: string = UploadId) {
  return s3('CompleteMultipartUpload', { Bucket, Key, UploadId: upload, MultipartUpload: { Parts } });
}

function refused(code: string): unknown {
  return expect.objectContaining({ code });
}

describe('an upload in parts', () => {
  it('becomes one object, whatever the order in which its parts came', () => {
    const upload = begin({ Metadata: { by: 'ann' }, ContentType: 'application/gzip' });
    const last = part(2, Buffer.from('end'), upload);
    const first = part(1, LARGE, upload);
    const digests = [first, last].map(({ ETag }) => Buffer.from(ETag.slice(1, -1), 'hex'));
    const ETag = `"${createHash('md5').update(Buffer.concat(digests)).digest('hex')}-2"`;
    expect(complete([first, last], upload)).toMatchObject({ ETag, Key });
    const { Body, ...object } = s3<{ Body: Uint8Array }>('GetObject', { Bucket, Key });
    expect(Buffer.concat([LARGE, Buffer.from('end')]).equals(Body)).toBe(true);
    expect(object).toMatchObject({ ETag, Metadata: { by: 'ann' }, ContentType: 'application/gzip' });
  });

  it('has a checksum of its checksums', () => {
    const upload = begin({ ChecksumAlgorithm: 'CRC32' });
    const parts = [part(1, LARGE, upload), part(2, Buffer.from('end'), upload)];
    expect(complete(parts, upload)).toMatchObject({
      ChecksumCRC32: expect.stringMatching(/-2$/) as unknown,
      ChecksumType: 'COMPOSITE',
    });
  });

  it('does not complete with parts that are too small, unknown, changed or out of order', () => {
    const [small, last] = [part(1, Buffer.from('x')), part(2, Buffer.from('y'))];
    expect(() => complete([small, last])).toThrow(refused('EntityTooSmall'));
    expect(() => complete([small, { PartNumber: 3, ETag: last.ETag }])).toThrow(refused('InvalidPart'));
    expect(() => complete([{ ...small, ETag: last.ETag }])).toThrow(refused('InvalidPart'));
    expect(() => complete([last, small])).toThrow(refused('InvalidPartOrder'));
    expect(() => complete([])).toThrow(refused('MalformedXML'));
    expect(() => part(10_001, Buffer.from('x'))).toThrow(refused('InvalidArgument'));
    expect(complete([small])).toMatchObject({ Key });
  });

  it('can be completed again, by those who did not get the answer', () => {
    const parts = [part(1, Buffer.from('x'))];
    const answer = complete(parts);
    const again = { Bucket, Key, UploadId, MultipartUpload: { Parts: parts }, IfNoneMatch: '*' };
    expect(s3('CompleteMultipartUpload', again)).toEqual(answer);
    s3('DeleteObject', { Bucket, Key });
    expect(() => complete(parts)).toThrow(refused('NoSuchUpload'));
  });

  it('takes parts of other objects, whole or in pieces', () => {
    s3('PutObject', { Bucket, Key: 'from/ü', Body: Buffer.concat([LARGE, Buffer.from('end')]) });
    const CopySource = `${Bucket}/${encodeURIComponent('from/ü')}`;
    const copied = (PartNumber: number, more: object) => {
      const answer = s3<{ CopyPartResult: { ETag: string } }>('UploadPartCopy', {
        ...{ Bucket, Key, UploadId, CopySource, PartNumber },
        ...more,
      });
      return { PartNumber, ETag: answer.CopyPartResult.ETag };
    };
    const first = copied(1, { CopySourceRange: `bytes=0-${LARGE.length - 1}` });
    const whole = copied(2, {});
    const last = copied(3, { CopySourceRange: `bytes=${LARGE.length}-${LARGE.length + 2}` });
    complete([first, whole, last]);
    const { Body } = s3<{ Body: Uint8Array }>('GetObject', { Bucket, Key });
    expect(Buffer.concat([LARGE, LARGE, Buffer.from('endend')]).equals(Body)).toBe(true);
  });

  it.each([
    ['that goes beyond its source', 'bytes=0-3', /not valid for source object of size: 3/],
    ['without an end', 'bytes=1-', /must be of the form bytes=first-last/],
    ['backwards', 'bytes=2-1', /must be of the form bytes=first-last/],
  ])('takes no range %s', (_what, CopySourceRange, message) => {
    s3('PutObject', { Bucket, Key: 'from', Body: Buffer.from('abc') });
    const input = { Bucket, Key, UploadId, CopySource: `${Bucket}/from`, PartNumber: 1, CopySourceRange };
    expect(() => s3('UploadPartCopy', input)).toThrow(
      expect.objectContaining({ code: 'InvalidArgument', message: expect.stringMatching(message) as string }) as Error,
    );
  });

  it('copies parts only of what the caller may read, as long as its conditions hold', () => {
    const input = { Bucket, Key, UploadId, PartNumber: 1 };
    expect(() => s3('UploadPartCopy', { ...input, CopySource: `${Bucket}/none` })).toThrow(refused('NoSuchKey'));
    s3('PutObject', { Bucket, Key: 'from', Body: Buffer.from('abc') });
    const changed = { ...input, CopySource: `${Bucket}/from`, CopySourceIfMatch: '"other"' };
    expect(() => s3('UploadPartCopy', changed)).toThrow(refused('PreconditionFailed'));
  });

  it('can be given up', () => {
    part(1, Buffer.from('x'));
    s3('AbortMultipartUpload', { Bucket, Key, UploadId });
    expect(() => part(2, Buffer.from('x'))).toThrow(refused('NoSuchUpload'));
    expect(s3('ListMultipartUploads', { Bucket })).toMatchObject({ Uploads: [] });
  });

  it('does not keep a bucket from being deleted', () => {
    s3('DeleteBucket', { Bucket });
    expect(cloud.inventory(TOOLS)).toEqual([]);
  });
});

describe('lists', () => {
  it('of uploads come in pages', () => {
    const second = begin();
    const first = s3('ListMultipartUploads', { Bucket, MaxUploads: 1 });
    expect(first).toMatchObject({ IsTruncated: true, Uploads: [{ Key, UploadId }] });
    const markers = { KeyMarker: first['NextKeyMarker'], UploadIdMarker: first['NextUploadIdMarker'] };
    expect(s3('ListMultipartUploads', { Bucket, ...markers })).toMatchObject({
      IsTruncated: false,
      Uploads: [{ UploadId: second }],
    });
  });

  it('of parts come in pages', () => {
    for (const number of [1, 2, 10]) part(number, Buffer.from('x'));
    const first = s3('ListParts', { Bucket, Key, UploadId, MaxParts: 2 });
    expect(first).toMatchObject({ IsTruncated: true, Parts: [{ PartNumber: 1 }, { PartNumber: 2, Size: 1 }] });
    const rest = s3('ListParts', { Bucket, Key, UploadId, PartNumberMarker: first['NextPartNumberMarker'] });
    expect(rest).toMatchObject({ IsTruncated: false, Parts: [{ PartNumber: 10 }] });
  });
});
