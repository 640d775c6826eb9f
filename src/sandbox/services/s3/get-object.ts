import type { GetObjectOutput, GetObjectRequest, HeadObjectOutput, HeadObjectRequest } from '@aws-sdk/client-s3';

import type { Call } from '../../kernel/service.ts';
import { checksumAnswer } from './checksums.ts';
import { encryptionAnswer, openDataKey } from './encryption.ts';
import { withoutBody } from './errors.ts';
import { extentAnswer, extentOf } from './extent.ts';
import { expectReadConditions } from './preconditions.ts';
import { readableObject, readAction, type Found } from './read-access.ts';
import type { WithBody } from './write-object.ts';
import { shownVersionId } from './versions.ts';

const RESPONSE_OVERRIDE = /^Response(CacheControl|ContentDisposition|ContentEncoding|ContentLanguage|ContentType)$/;

export function getObject(input: GetObjectRequest, call: Call): WithBody<GetObjectOutput> {
  const found = readableObject(input, call, readAction(input));
  expectReadConditions(found.object, input);
  const extent = extentOf(found.object, input);
  openDataKey(found.bucket, found.object.encryption, call);
  const { start, end } = extent;
  return {
    ...description(found, input),
    ...overrides(input),
    ...extentAnswer(extent, found.object),
    Body: call.cloud.blobs.get(found.object.blob).subarray(start, end),
  };
}

export function headObject(input: HeadObjectRequest, call: Call): HeadObjectOutput {
  const found = withoutBody(() => readableObject(input, call, readAction(input)));
  expectReadConditions(found.object, input);
  return { ...description(found, input), ...extentAnswer(extentOf(found.object, input), found.object) };
}

function description({ bucket, object }: Found, input: GetObjectRequest | HeadObjectRequest) {
  const tags = Object.keys(object.tags).length;
  const isWhole = input.Range === undefined && input.PartNumber === undefined;
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
