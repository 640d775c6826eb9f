import type { CopyObjectOutput, CopyObjectRequest } from '@aws-sdk/client-s3';

import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { acceptedChecksums, etagOf } from './checksums.ts';
import { copySource, sourceVersion } from './copy-source.ts';
import { encryptionAnswer, encryptionFor, openDataKey } from './encryption.ts';
import type { Found } from './read-access.ts';
import type { Bucket, StoredObject } from './state.ts';
import { headersOf, storeObject, writableKey } from './write-object.ts';
import { shownVersionId, versionsOf } from './versions.ts';

export function copyObject(input: CopyObjectRequest, call: Call): CopyObjectOutput {
  const source = copySource(input, call);
  const { bucket, key, tags } = writableKey(input, call);
  if (isSame(source, bucket, key) && !changesAnything(input)) throw illegalCopy();
  openDataKey(source.bucket, source.object.encryption, call);
  const object = storeObject(bucket, key, call, 'CopyObject', {
    ...contentOf(source.object, input, call),
    ...(input.MetadataDirective === 'REPLACE' && { headers: headersOf(input), metadata: input.Metadata ?? {} }),
    storageClass: input.StorageClass ?? 'STANDARD',
    encryption: encryptionFor(bucket, key, input, call),
    tags: input.TaggingDirective === 'REPLACE' ? tags : { ...source.object.tags },
  });
  return {
    CopyObjectResult: { ETag: object.etag, LastModified: new Date(object.at), ...object.checksums },
    ...sourceVersion(source),
    ...encryptionAnswer(object.encryption),
    ...shownVersionId(bucket, object),
  };
}

/** A copy is made in one piece: what was uploaded in parts gets another ETag and checksum. */
function contentOf(object: StoredObject, { ChecksumAlgorithm }: CopyObjectRequest, call: Call) {
  const { blob, size, etag, checksums, headers, metadata, partSizes } = object;
  const [known] = Object.keys(checksums).map((member) => member.slice('Checksum'.length));
  const algorithm = ChecksumAlgorithm ?? (partSizes && known);
  if (!algorithm && !partSizes) return { blob, size, etag, checksums, headers, metadata };
  const body = call.cloud.blobs.get(blob);
  const asked = acceptedChecksums({ ChecksumAlgorithm: algorithm }, body);
  return { blob, size, etag: etagOf(body), checksums: asked, headers, metadata };
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
