import * as s3 from '@aws-sdk/client-s3';
import { S3Client } from '@aws-sdk/client-s3';
import type { NormalizedSchema } from '@smithy/core/schema';
import { describe, expect, it } from 'vitest';
import { s3Service } from '../../../src/sandbox/services/s3/index.ts';
import { serviceSchema } from '../../../src/sandbox/wire/schemas.ts';
import { wire } from './wire.ts';

const OPERATIONS = Object.keys(s3Service.operations);
/** The SDK takes an empty answer to a copy for a broken one. */
const ALL = {
  ...Object.fromEntries(OPERATIONS.map((name) => [name, {}])),
  CopyObject: { CopyObjectResult: { ETag: '"e"' } },
  UploadPartCopy: { CopyPartResult: { ETag: '"e"' } },
};
const UPLOADS = ['PutObject', 'UploadPart'];
const schemas = serviceSchema('s3')?.operations;

describe.each([
  { style: 'virtual hosts', forcePathStyle: false },
  { style: 'paths', forcePathStyle: true },
])('with buckets in $style', ({ forcePathStyle }) => {
  it.each(OPERATIONS)('%s arrives, its name in the query or not', async (operation) => {
    for (const named of [true, false]) {
      const { client, received } = wire({ s3: ALL }, { onTheWay: ({ query }) => !named && delete query['x-id'] });
      const input = smallest(schemas?.get(operation)?.input);
      const body = UPLOADS.includes(operation) ? { Body: 'x' } : {};
      await new S3Client({ ...client, forcePathStyle }).send(command(operation, { ...input, ...body }));
      expect(received).toMatchObject([{ operation, input }]);
    }
  });

  it.each([
    'plain',
    'with space',
    'a/b//c',
    'plus+and&=?#;',
    '100%',
    '%2F',
    'ü/日本語/🦤',
    "it's (odd)*!~",
    'trailing/',
  ])('the key "%s" arrives as it was sent', async (Key) => {
    const { client, received } = wire({ s3: ALL });
    const sender = new S3Client({ ...client, forcePathStyle });
    await sender.send(new s3.PutObjectCommand({ Bucket: 'my.bucket', Key, Body: 'x' }));
    await sender.send(new s3.GetObjectCommand({ Bucket: 'my.bucket', Key }));
    await sender.send(
      new s3.CopyObjectCommand({ Bucket: 'bucket', Key, CopySource: `from/${encodeURIComponent(Key)}` }),
    );
    expect(received).toMatchObject([
      { operation: 'PutObject', input: { Bucket: 'my.bucket', Key } },
      { operation: 'GetObject', input: { Bucket: 'my.bucket', Key } },
      { operation: 'CopyObject', input: { Bucket: 'bucket', Key, CopySource: `from/${encodeURIComponent(Key)}` } },
    ]);
  });
});

describe('requests for objects', () => {
  it.each([
    ['PutObject', new s3.PutObjectCommand({ Bucket: 'b', Key: 'k', Body: 'x' })],
    ['CopyObject', new s3.CopyObjectCommand({ Bucket: 'b', Key: 'k', CopySource: 'a/k' })],
    ['UploadPart', new s3.UploadPartCommand({ Bucket: 'b', Key: 'k', Body: 'x', PartNumber: 1, UploadId: 'u' })],
    ['PutObjectTagging', new s3.PutObjectTaggingCommand({ Bucket: 'b', Key: 'k', Tagging: { TagSet: [] } })],
    ['GetObject', new s3.GetObjectCommand({ Bucket: 'b', Key: 'k', VersionId: 'v' })],
    ['ListParts', new s3.ListPartsCommand({ Bucket: 'b', Key: 'k', UploadId: 'u' })],
    ['GetObjectTagging', new s3.GetObjectTaggingCommand({ Bucket: 'b', Key: 'k' })],
    ['GetObjectAttributes', new s3.GetObjectAttributesCommand({ Bucket: 'b', Key: 'k', ObjectAttributes: ['ETag'] })],
    ['AbortMultipartUpload', new s3.AbortMultipartUploadCommand({ Bucket: 'b', Key: 'k', UploadId: 'u' })],
    ['DeleteObject', new s3.DeleteObjectCommand({ Bucket: 'b', Key: 'k', VersionId: 'v' })],
  ] as const)('are told apart where only queries and headers differ: %s', async (operation, sent) => {
    const { client, received } = wire({ s3: ALL }, { onTheWay: ({ query }) => delete query['x-id'] });
    await new S3Client(client).send(sent as never);
    expect(received.map((call) => call.operation)).toEqual([operation]);
  });
});

/** What an operation cannot be sent without. */
function smallest(schema: NormalizedSchema | undefined): Record<string, unknown> {
  if (!schema?.isStructSchema()) return {};
  const required = (schema.getSchema() as unknown as readonly unknown[])[6];
  const members = [...schema.structIterator()].slice(0, typeof required === 'number' ? required : 0);
  return Object.fromEntries(members.map(([name, member]) => [name, SAMPLES[name] ?? sampleOf(member)]));
}

const SAMPLES: Readonly<Record<string, unknown>> = { Bucket: 'bucket', Key: 'some/key', CopySource: 'from/key' };

function sampleOf(schema: NormalizedSchema): unknown {
  if (schema.isListSchema()) return [sampleOf(schema.getValueSchema())];
  if (schema.isStructSchema()) return smallest(schema);
  if (schema.isNumericSchema()) return 1;
  if (schema.isBooleanSchema()) return true;
  return 'x';
}

function command(operation: string, input: object): never {
  const Command = (s3 as unknown as Record<string, new (input: object) => unknown>)[`${operation}Command`];
  if (!Command) throw new Error(`the SDK has no ${operation}`);
  return new Command(input) as never;
}
