import type { CopyObjectOutput, CopyObjectRequest } from '@aws-sdk/client-s3';

import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { encryptionAnswer, encryptionFor, openDataKey } from './encryption.ts';
import { invalidArgument } from './errors.ts';
import { expectCopyConditions } from './preconditions.ts';
import { readableObject, readAction, type Found, type ObjectRequest } from './read-access.ts';
import type { Bucket, StoredObject } from './state.ts';
import { headersOf, storeObject, writableKey } from './write-object.ts';
import { shownVersionId, versionsOf } from './versions.ts';

export function copyObject(input: CopyObjectRequest, call: Call): CopyObjectOutput {
  const source = sourceOf(input, call);
  const { bucket, key, tags } = writableKey(input, call);
  if (isSame(source, bucket, key) && !changesAnything(input)) throw illegalCopy();
  openDataKey(source.bucket, source.object.encryption, call);
  const object = storeObject(bucket, key, call, 'CopyObject', {
    ...contentOf(source.object),
    ...(input.MetadataDirective === 'REPLACE' && { headers: headersOf(input), metadata: input.Metadata ?? {} }),
    storageClass: input.StorageClass ?? 'STANDARD',
    encryption: encryptionFor(bucket, key, input, call),
    tags: input.TaggingDirective === 'REPLACE' ? tags : { ...source.object.tags },
  });
  return {
    CopyObjectResult: { ETag: object.etag, LastModified: new Date(object.at), ...object.checksums },
    ...(source.bucket.settings.versioning?.Status && { CopySourceVersionId: source.object.versionId }),
    ...encryptionAnswer(object.encryption),
    ...shownVersionId(bucket, object),
  };
}

function sourceOf(input: CopyObjectRequest, call: Call): Found {
  const named = { ...parseSource(input.CopySource ?? ''), ExpectedBucketOwner: input.ExpectedSourceBucketOwner };
  const source = readableObject(named, call, readAction(named), 'anywhere');
  expectCopyConditions(source.object, {
    IfMatch: input.CopySourceIfMatch,
    IfNoneMatch: input.CopySourceIfNoneMatch,
    IfModifiedSince: input.CopySourceIfModifiedSince,
    IfUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
  });
  return source;
}

/** `bucket/key?versionId=…`, URL-encoded, with or without a slash before it. */
function parseSource(text: string): ObjectRequest {
  const [path = '', VersionId] = text.replace(/^\//, '').split('?versionId=');
  const [Bucket, ...key] = decodeURIComponent(path).split('/');
  if (!Bucket || key.length === 0) {
    throw invalidArgument('Invalid copy source object key');
  }
  return { Bucket, Key: key.join('/'), ...(VersionId !== undefined && { VersionId }) };
}

function contentOf({ blob, size, etag, checksums, headers, metadata }: StoredObject) {
  return { blob, size, etag, checksums, headers, metadata };
}

/** An older version copied onto its own key becomes the current one: that is a change. */
function isSame(source: Found, bucket: Bucket, key: string): boolean {
  const [newest] = versionsOf(bucket, key);
  return source.bucket.name === bucket.name && source.key === key && newest?.versionId === source.object.versionId;
}

function changesAnything(input: CopyObjectRequest): boolean {
  return Boolean(
    input.MetadataDirective === 'REPLACE' ||
    input.StorageClass ||
    input.WebsiteRedirectLocation ||
    input.ServerSideEncryption,
  );
}

function illegalCopy(): AwsError {
  return new AwsError(
    'InvalidRequest',
    "This copy request is illegal because it is trying to copy an object to itself without changing the object's " +
      'metadata, storage class, website redirect location or encryption attributes.',
  );
}
