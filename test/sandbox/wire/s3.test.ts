import {
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';
import { HttpRequest } from '@smithy/core/protocols';
import { describe, expect, it } from 'vitest';
import { AwsError } from '../../../src/sandbox/kernel/aws-error.ts';
import { wire } from './wire.ts';

const WHEN = new Date(Date.UTC(2026, 1, 3, 4, 5, 6));

describe('what S3 keeps in headers, queries and bodies', () => {
  it('arrives as it was sent', async () => {
    const { client, received } = wire({
      s3: { PutObject: {}, GetObject: {}, PutBucketVersioning: {}, DeleteObjects: {} },
    });
    const s3 = new S3Client(client);
    const put = {
      Bucket: 'b',
      Key: 'k',
      Metadata: { one: '1', two: 'zwei' },
      ContentType: 'text/csv',
      Expires: WHEN,
      BucketKeyEnabled: true,
      Tagging: 'a=1&b=2',
      IfNoneMatch: '*',
    };
    await s3.send(new PutObjectCommand({ ...put, Body: Buffer.from([0, 255, 10]) }));
    const get = {
      Bucket: 'b',
      Key: 'k',
      Range: 'bytes=0-3',
      IfModifiedSince: WHEN,
      PartNumber: 2,
      ResponseContentType: 'a/b',
    };
    await s3.send(new GetObjectCommand(get));
    const versioning = { Bucket: 'b', VersioningConfiguration: { Status: 'Enabled' } } as const;
    await s3.send(new PutBucketVersioningCommand(versioning));
    const removal = { Bucket: 'b', Delete: { Objects: [{ Key: 'a&b' }, { Key: '<c>', VersionId: 'v' }], Quiet: true } };
    await s3.send(new DeleteObjectsCommand(removal));
    expect(received.map(({ input }) => input)).toMatchObject([put, get, versioning, removal]);
    expect(Buffer.from(received[0]?.input['Body'] as Uint8Array)).toEqual(Buffer.from([0, 255, 10]));
  });

  it('comes back typed', async () => {
    const versions = [{ Key: 'a b', VersionId: 'v', IsLatest: true, LastModified: WHEN, Size: 7, ETag: '"e"' }];
    const answer = {
      Versions: versions,
      DeleteMarkers: [{ Key: 'x', IsLatest: false }],
      IsTruncated: false,
      MaxKeys: 1000,
    };
    const object = {
      Body: Buffer.from('content'),
      ContentLength: 7,
      LastModified: WHEN,
      Metadata: { one: '1' },
      ETag: '"e"',
      DeleteMarker: false,
    };
    const { client } = wire({
      s3: { ListObjectVersions: answer, GetObject: object, HeadObject: { ContentLength: 7, VersionId: 'v' } },
    });
    const s3 = new S3Client(client);
    expect(await s3.send(new ListObjectVersionsCommand({ Bucket: 'b' }))).toMatchObject(answer);
    const { Body, ...rest } = await s3.send(new GetObjectCommand({ Bucket: 'b', Key: 'k' }));
    expect(await Body?.transformToString()).toBe('content');
    expect(rest).toMatchObject({ ContentLength: 7, LastModified: WHEN, Metadata: { one: '1' }, DeleteMarker: false });
    expect(await s3.send(new HeadObjectCommand({ Bucket: 'b', Key: 'k' }))).toMatchObject({
      ContentLength: 7,
      VersionId: 'v',
    });
  });

  it('is empty where a bucket lies in us-east-1', async () => {
    const answers = ({ Bucket }: Record<string, unknown>) =>
      Bucket === 'home' ? {} : { LocationConstraint: 'eu-west-1' };
    const s3 = new S3Client(wire({ s3: { GetBucketLocation: answers } }).client);
    expect((await s3.send(new GetBucketLocationCommand({ Bucket: 'home' }))).LocationConstraint).toBeUndefined();
    expect(await s3.send(new GetBucketLocationCommand({ Bucket: 'away' }))).toMatchObject({
      LocationConstraint: 'eu-west-1',
    });
  });
});

describe('errors of S3', () => {
  const refusing = (error: AwsError) => () => {
    throw error;
  };

  it('are the SDK’s own exceptions', async () => {
    const missing = new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
    const taken = new AwsError('BucketAlreadyOwnedByYou', 'It is yours', 409);
    const s3 = new S3Client(wire({ s3: { GetObject: refusing(missing), CreateBucket: refusing(taken) } }).client);
    await expect(s3.send(new GetObjectCommand({ Bucket: 'b', Key: 'k' }))).rejects.toMatchObject({
      name: 'NoSuchKey',
      message: 'The specified key does not exist.',
      $metadata: { httpStatusCode: 404, requestId: expect.any(String) as string },
    });
    await expect(s3.send(new CreateBucketCommand({ Bucket: 'b' }))).rejects.toMatchObject({
      name: 'BucketAlreadyOwnedByYou',
    });
  });

  it('have no body where there was no question for one', async () => {
    const missing = new AwsError('NotFound', 'Not Found', 404);
    const s3 = new S3Client(wire({ s3: { HeadObject: refusing(missing) } }).client);
    await expect(s3.send(new HeadObjectCommand({ Bucket: 'b', Key: 'k' }))).rejects.toMatchObject({
      name: 'NotFound',
      $metadata: { httpStatusCode: 404 },
    });
  });
});

describe('bodies in chunks', () => {
  it('of a stream, with its checksum behind it, arrive whole', async () => {
    const { client, received } = wire({ s3: { PutObject: {}, UploadPart: {} } });
    const s3 = new S3Client(client);
    const parts = ['first\r\n', '0\r\n', 'x'.repeat(100_000)];
    const stream = () => Readable.from(parts.map((part) => Buffer.from(part)));
    const ContentLength = parts.join('').length;
    await s3.send(new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: stream(), ContentLength }));
    await s3.send(
      new UploadPartCommand({ Bucket: 'b', Key: 'k', PartNumber: 1, UploadId: 'u', Body: stream(), ContentLength }),
    );
    const bodies = received.map(({ input }) => Buffer.from(input['Body'] as Uint8Array).toString());
    expect(bodies).toEqual([parts.join(''), parts.join('')]);
  });

  it.each([
    ['signed chunks', '5;chunk-signature=ab\r\nhello\r\n0;chunk-signature=cd\r\n\r\n', 'hello'],
    ['a trailer', '5\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n', 'hello world'],
  ])('with %s arrive whole', async (_what, body, content) => {
    const { gateway, received } = wire({ s3: { PutObject: {} } });
    const headers = { ...SIGNED, 'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' };
    const request = { method: 'PUT', hostname: 'localhost', path: '/b/k', query: {}, headers, body: Buffer.from(body) };
    expect(await gateway.handle(request, () => Promise.resolve())).toMatchObject({ status: 200 });
    expect(Buffer.from(received[0]?.input['Body'] as Uint8Array).toString()).toBe(content);
  });

  it('that break off are refused', async () => {
    const { gateway, received } = wire({ s3: { PutObject: {} } });
    const headers = { ...SIGNED, 'content-encoding': 'aws-chunked' };
    for (const [body, code] of [
      ['5\r\nhello', 'IncompleteBody'],
      ['ff\r\nhello\r\n0\r\n\r\n', 'IncompleteBody'],
      ['zz\r\nhello\r\n0\r\n\r\n', 'InvalidRequest'],
    ] as const) {
      const request = {
        method: 'PUT',
        hostname: 'localhost',
        path: '/b/k',
        query: {},
        headers,
        body: Buffer.from(body),
      };
      const answer = await gateway.handle(request, () => Promise.resolve());
      expect([answer.status, Buffer.from(answer.body).toString()]).toEqual([
        400,
        expect.stringContaining(`<Code>${code}</Code>`),
      ]);
    }
    expect(received).toEqual([]);
  });
});

describe('presigned URLs', () => {
  it('are signed in the query', async () => {
    const { gateway, client, received } = wire({ s3: { GetObject: { Body: Buffer.from('content') } } });
    const scheme = { name: 'sigv4', signingName: 's3', signingRegion: 'us-east-1', properties: {} };
    const signer = (await new S3Client(client).config.signer(scheme)) as unknown as Presigner;
    const url = {
      protocol: 'https:',
      hostname: 'b.s3.us-east-1.amazonaws.com',
      path: '/a%20b',
      query: { versionId: 'v' },
    };
    const { query } = await signer.presign(new HttpRequest({ ...url, method: 'GET', headers: { host: url.hostname } }));
    const request = {
      ...url,
      method: 'GET',
      headers: {},
      query: query as Record<string, string>,
      body: new Uint8Array(),
    };
    const answer = await gateway.handle(request, () => Promise.resolve());
    expect(Buffer.from(answer.body).toString()).toBe('content');
    expect(received).toMatchObject([{ operation: 'GetObject', input: { Bucket: 'b', Key: 'a b', VersionId: 'v' } }]);
  });
});

interface Presigner {
  presign(request: HttpRequest): Promise<{ readonly query?: object }>;
}

const SIGNED = {
  authorization: 'AWS4-HMAC-SHA256 Credential=AKIAWIRE/20260105/us-east-1/s3/aws4_request, Signature=x',
};
