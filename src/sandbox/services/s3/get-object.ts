import type { GetObjectOutput, GetObjectRequest, HeadObjectOutput, HeadObjectRequest } from '@aws-sdk/client-s3';

import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { checksumAnswer } from './checksums.ts';
import { encryptionAnswer, openDataKey } from './encryption.ts';
import { withoutBody } from './errors.ts';
import { expectReadConditions } from './preconditions.ts';
import { readableObject, readAction, type Found } from './read-access.ts';
import type { WithBody } from './write-object.ts';
import { shownVersionId } from './versions.ts';

const RESPONSE_OVERRIDE = /^Response(CacheControl|ContentDisposition|ContentEncoding|ContentLanguage|ContentType)$/;

export function getObject(input: GetObjectRequest, call: Call): WithBody<GetObjectOutput> {
  const found = readableObject(input, call, readAction(input));
  expectReadConditions(found.object, input);
  openDataKey(found.bucket, found.object.encryption, call);
  return {
    ...description(found, input),
    ...overrides(input),
    ...bodyOf(call.cloud.blobs.get(found.object.blob), input.Range),
  };
}

export function headObject(input: HeadObjectRequest, call: Call): HeadObjectOutput {
  const found = withoutBody(() => readableObject(input, call, readAction(input)));
  expectReadConditions(found.object, input);
  return { ...description(found, input), ContentLength: found.object.size };
}

function description({ bucket, object }: Found, input: GetObjectRequest | HeadObjectRequest) {
  const tags = Object.keys(object.tags).length;
  const isWhole = input.Range === undefined;
  return {
    AcceptRanges: 'bytes',
    LastModified: new Date(object.at),
    ETag: object.etag,
    ...object.headers,
    Metadata: { ...object.metadata },
    ...shownVersionId(bucket, object),
    ...encryptionAnswer(object.encryption),
    ...(object.storageClass !== 'STANDARD' && { StorageClass: object.storageClass as GetObjectOutput['StorageClass'] }),
    ...(tags > 0 && { TagCount: tags }),
    ...(input.ChecksumMode === 'ENABLED' && isWhole && checksumAnswer(object.checksums)),
  };
}

/** Headers that the caller wants to be answered instead of the object's own. */
function overrides(input: GetObjectRequest): Record<string, string> {
  const given = Object.entries(input).flatMap(([member, value]) => {
    const header = RESPONSE_OVERRIDE.exec(member)?.[1];
    return header && typeof value === 'string' ? [[header, value] as const] : [];
  });
  return Object.fromEntries(given);
}

/** `$status` tells the wire that the answer is partial. */
function bodyOf(bytes: Uint8Array, range: string | undefined) {
  const wanted = range === undefined ? undefined : rangeOf(range, bytes.length);
  if (!wanted) return { Body: bytes, ContentLength: bytes.length };
  const { start, end } = wanted;
  return {
    Body: bytes.subarray(start, end + 1),
    ContentLength: end + 1 - start,
    ContentRange: `bytes ${start}-${end}/${bytes.length}`,
    $status: 206,
  };
}

/** What a Range header asks for; one that S3 does not understand, such as several ranges, is ignored. */
function rangeOf(range: string, size: number): { start: number; end: number } | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start >= size || (first === '' && last === '0')) {
    throw new AwsError('InvalidRange', 'The requested range is not satisfiable', 416);
  }
  return start > end ? undefined : { start, end };
}
