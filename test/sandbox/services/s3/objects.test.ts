import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

import { beforeEach, describe, expect, it } from 'vitest';

import type { Cloud, Service } from '../../../../src/sandbox/kernel/service.ts';
import { s3Service } from '../../../../src/sandbox/services/s3/index.ts';
import { aCloud, asking, REGION, TOOLS, tools, type Ask } from '../kms/accounts.ts';

const Bucket = 'models';

let cloud: Cloud;
let s3: Ask;

beforeEach(() => {
  cloud = aCloud(s3Service);
  s3 = asking(cloud, 's3', tools);
  s3('CreateBucket', { Bucket, CreateBucketConfiguration: { LocationConstraint: REGION } });
});

function put(Key: string, text: string, more: object = {}) {
  return s3<{ ETag: string; VersionId: string }>('PutObject', { Bucket, Key, Body: Buffer.from(text), ...more });
}

function get(Key: string, more: object = {}) {
  const { Body, ...rest } = s3<{ Body: Uint8Array }>('GetObject', { Bucket, Key, ...more });
  return { text: Buffer.from(Body).toString(), ...rest };
}

function versioning(Status: 'Enabled' | 'Suspended') {
  s3('PutBucketVersioning', { Bucket, VersioningConfiguration: { Status } });
}

function refused(code: string, status = 400): unknown {
  return expect.objectContaining({ code, status });
}

describe('an object', () => {
  it('comes back with all that was put', () => {
    const ETag = `"${createHash('md5').update('hello').digest('hex')}"`;
    const answer = put('a', 'hello', { ContentType: 'text/plain', Metadata: { by: 'ann' }, Tagging: 'k=v&l=a%20b' });
    expect(answer).toEqual({ ETag, ServerSideEncryption: 'AES256' });
    const expected = {
      ETag,
      ContentType: 'text/plain',
      ContentLength: 5,
      Metadata: { by: 'ann' },
      TagCount: 2,
      LastModified: new Date(cloud.world.now),
      ServerSideEncryption: 'AES256',
      AcceptRanges: 'bytes',
    };
    expect(get('a')).toEqual({ text: 'hello', ...expected });
    expect(s3('HeadObject', { Bucket, Key: 'a' })).toEqual(expected);
    expect(s3('GetObjectTagging', { Bucket, Key: 'a' })).toEqual({
      TagSet: [
        { Key: 'k', Value: 'v' },
        { Key: 'l', Value: 'a b' },
      ],
    });
  });

  it('may be called what JavaScript calls its own', () => {
    expect(() => get('constructor')).toThrow(refused('NoSuchKey', 404));
    put('constructor', 'x');
    expect(get('constructor').text).toBe('x');
  });

  it.each([
    ['bytes=0-1', 'he', 'bytes 0-1/5'],
    ['bytes=3-', 'lo', 'bytes 3-4/5'],
    ['bytes=-2', 'lo', 'bytes 3-4/5'],
    ['bytes=3-100', 'lo', 'bytes 3-4/5'],
  ])('is read in parts: %s', (Range, text, ContentRange) => {
    put('a', 'hello');
    expect(get('a', { Range })).toMatchObject({ text, ContentRange, ContentLength: 2 });
  });

  it('has nothing beyond its end', () => {
    put('a', 'hello');
    expect(() => get('a', { Range: 'bytes=5-' })).toThrow(refused('InvalidRange', 416));
  });

  it('is read and written under conditions', () => {
    const { ETag } = put('a', 'one', { IfNoneMatch: '*' });
    expect(() => put('a', 'two', { IfNoneMatch: '*' })).toThrow(refused('PreconditionFailed', 412));
    expect(() => put('a', 'two', { IfMatch: '"other"' })).toThrow(refused('PreconditionFailed', 412));
    expect(() => put('b', 'two', { IfMatch: ETag })).toThrow(refused('NoSuchKey', 404));
    expect(() => get('a', { IfNoneMatch: ETag })).toThrow(refused('NotModified', 304));
    expect(() => get('a', { IfMatch: '"other"' })).toThrow(refused('PreconditionFailed', 412));
    expect(() => get('a', { IfModifiedSince: new Date(cloud.world.now) })).toThrow(refused('NotModified', 304));
    expect(get('a', { IfMatch: ETag, IfUnmodifiedSince: new Date(0) }).text).toBe('one');
    put('a', 'two', { IfMatch: ETag });
    expect(get('a').text).toBe('two');
  });

  it('is checked against the checksums that come with it, which come back when asked for', () => {
    const digest = Buffer.alloc(4);
    digest.writeUInt32BE(crc32('hello'));
    const ChecksumCRC32 = digest.toString('base64');
    expect(put('a', 'hello', { ChecksumCRC32 })).toMatchObject({ ChecksumCRC32, ChecksumType: 'FULL_OBJECT' });
    expect(put('a', 'hello', { ChecksumAlgorithm: 'CRC32' })).toMatchObject({ ChecksumCRC32 });
    expect(get('a', { ChecksumMode: 'ENABLED' })).toMatchObject({ ChecksumCRC32 });
    expect(get('a', { ChecksumMode: 'ENABLED', Range: 'bytes=0-1' })).not.toHaveProperty('ChecksumCRC32');
    expect(() => put('a', 'hallo', { ChecksumCRC32 })).toThrow(refused('BadDigest'));
    expect(() => put('a', 'hallo', { ContentMD5: 'AAAA' })).toThrow(refused('BadDigest'));
  });

  it('refuses ACLs, locks and keys that are too long', () => {
    expect(() => put('a', 'x', { ACL: 'public-read' })).toThrow(refused('AccessControlListNotSupported'));
    put('a', 'x', { ACL: 'bucket-owner-full-control' });
    expect(() => put('a', 'x', { ObjectLockMode: 'GOVERNANCE' })).toThrow(refused('InvalidRequest'));
    expect(() => put('a'.repeat(1025), 'x')).toThrow(refused('KeyTooLongError'));
    expect(() => put('a', 'x', { Tagging: 'a=1&a=2' })).toThrow(refused('InvalidTag'));
  });

  it('is named in the trail as IAM sees it', () => {
    put('dir/a', 'x', { Tagging: 'k=v' });
    expect(cloud.trail.entries().at(-1)).toMatchObject({
      operation: 'PutObject',
      resources: ['arn:aws:s3:::models/dir/a'],
      context: { 's3:RequestObjectTag/k': 'v' },
    });
  });
});

describe('versions', () => {
  it('are kept under ids of their own once versioning is on', () => {
    put('a', 'before');
    versioning('Enabled');
    const one = put('a', 'one');
    const two = put('a', 'two');
    expect(get('a')).toMatchObject({ text: 'two', VersionId: two.VersionId });
    expect(get('a', { VersionId: one.VersionId }).text).toBe('one');
    expect(get('a', { VersionId: 'null' }).text).toBe('before');
    expect(() => get('a', { VersionId: 'other' })).toThrow(refused('NoSuchVersion', 404));
  });

  it('are hidden by a delete marker, and seen again without it', () => {
    versioning('Enabled');
    put('a', 'one');
    const marker = s3('DeleteObject', { Bucket, Key: 'a' });
    expect(marker).toMatchObject({ DeleteMarker: true });
    const VersionId = marker['VersionId'];
    expect(() => get('a')).toThrow(refused('NoSuchKey', 404));
    expect(() => s3('HeadObject', { Bucket, Key: 'a' })).toThrow(refused('NotFound', 404));
    expect(() => get('a', { VersionId })).toThrow(refused('MethodNotAllowed', 405));
    expect(s3('DeleteObject', { Bucket, Key: 'a', VersionId })).toEqual({ DeleteMarker: true, VersionId });
    expect(get('a').text).toBe('one');
  });

  it('are replaced at `null` while versioning is suspended', () => {
    versioning('Enabled');
    const { VersionId } = put('a', 'one');
    versioning('Suspended');
    put('a', 'two');
    expect(put('a', 'three')).toMatchObject({ VersionId: 'null' });
    expect(s3('DeleteObject', { Bucket, Key: 'a' })).toEqual({ DeleteMarker: true, VersionId: 'null' });
    expect(s3('ListObjectVersions', { Bucket })).toMatchObject({
      Versions: [{ VersionId, IsLatest: false }],
      DeleteMarkers: [{ VersionId: 'null', IsLatest: true }],
    });
  });
});

describe('deleting many', () => {
  it('tells what became of each, or only of what failed', () => {
    versioning('Enabled');
    const { VersionId } = put('a', 'one');
    const { Deleted } = s3('DeleteObjects', { Bucket, Delete: { Objects: [{ Key: 'a' }, { Key: 'a', VersionId }] } });
    expect(Deleted).toEqual([
      { Key: 'a', DeleteMarker: true, DeleteMarkerVersionId: expect.any(String) as unknown },
      { Key: 'a', VersionId },
    ]);
    expect(s3('DeleteObjects', { Bucket, Delete: { Objects: [{ Key: 'b' }], Quiet: true } })).toEqual({});
  });

  it.each([0, 1001])('takes not %i objects', (length) => {
    const Objects = Array.from({ length }, (_, i) => ({ Key: String(i) }));
    expect(() => s3('DeleteObjects', { Bucket, Delete: { Objects } })).toThrow(refused('MalformedXML'));
  });
});

describe('copying', () => {
  it('takes content, metadata and tags along, or puts others in their place', () => {
    put('a b', 'hello', { Metadata: { by: 'ann' }, Tagging: 'k=v', ContentType: 'text/plain' });
    s3('CopyObject', { Bucket, Key: 'same', CopySource: `${Bucket}/a%20b` });
    expect(get('same')).toMatchObject({
      text: 'hello',
      Metadata: { by: 'ann' },
      TagCount: 1,
      ContentType: 'text/plain',
    });
    const replaced = { MetadataDirective: 'REPLACE', Metadata: { by: 'bob' }, TaggingDirective: 'REPLACE' };
    s3('CopyObject', { Bucket, Key: 'other', CopySource: `/${Bucket}/a%20b`, ...replaced });
    const other = get('other');
    expect(other).toMatchObject({ Metadata: { by: 'bob' }, ContentType: 'binary/octet-stream' });
    expect(other).not.toHaveProperty('TagCount');
  });

  it('onto itself has to change something', () => {
    versioning('Enabled');
    const { VersionId } = put('a', 'one');
    const CopySource = `${Bucket}/a`;
    expect(() => s3('CopyObject', { Bucket, Key: 'a', CopySource })).toThrow(refused('InvalidRequest'));
    put('a', 'two');
    s3('CopyObject', { Bucket, Key: 'a', CopySource: `${CopySource}?versionId=${VersionId}` });
    expect(get('a').text).toBe('one');
  });

  it('of what is not there fails', () => {
    expect(() => s3('CopyObject', { Bucket, Key: 'a', CopySource: `${Bucket}/none` })).toThrow(
      refused('NoSuchKey', 404),
    );
    expect(() => s3('CopyObject', { Bucket, Key: 'a', CopySource: 'none' })).toThrow(refused('InvalidArgument'));
  });
});

describe('events', () => {
  it('go to EventBridge when the bucket is set to', () => {
    const told: Record<string, unknown>[] = [];
    const events: Service = {
      name: 'events',
      operations: {
        PutEvents: (input: { Entries: { Source: string; DetailType: string; Detail: string }[] }) => {
          told.push(...input.Entries.map(({ Detail, ...entry }) => ({ ...entry, ...(JSON.parse(Detail) as object) })));
          return { FailedEntryCount: 0 };
        },
      },
    };
    cloud = aCloud(s3Service, events);
    s3 = asking(cloud, 's3', tools);
    s3('CreateBucket', { Bucket, CreateBucketConfiguration: { LocationConstraint: REGION } });
    versioning('Enabled');
    put('quiet', 'x');
    const NotificationConfiguration = { EventBridgeConfiguration: {} };
    s3('PutBucketNotificationConfiguration', { Bucket, NotificationConfiguration });
    const { VersionId } = put('submission.zip', 'x');
    s3('DeleteObject', { Bucket, Key: 'submission.zip' });
    expect(told).toMatchObject([
      {
        Source: 'aws.s3',
        DetailType: 'Object Created',
        Resources: ['arn:aws:s3:::models'],
        bucket: { name: Bucket },
        object: { key: 'submission.zip', size: 1, 'version-id': VersionId },
        reason: 'PutObject',
        requester: TOOLS,
      },
      { DetailType: 'Object Deleted', 'deletion-type': 'Delete Marker Created' },
    ]);
    const caller = cloud.trail.entries().findLast(({ service }) => service === 'events')?.principal;
    expect(caller).toMatchObject({ kind: 'service', account: TOOLS, arn: 's3.amazonaws.com' });
  });
});
