import type { PutObjectOutput, PutObjectRequest } from '@aws-sdk/client-s3';

import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import type { Tags } from '../../kernel/tags.ts';
import { authorize, bucketNamed, type BucketRequest } from './access.ts';
import { acceptedChecksums, checksumAnswer, etagOf } from './checksums.ts';
import { encryptionAnswer, encryptionContext, encryptionFor, type EncryptionRequest } from './encryption.ts';
import { announceCreated } from './events.ts';
import { tagsInHeader } from './object-tags.ts';
import { expectWriteConditions } from './preconditions.ts';
import type { Bucket, ObjectHeaders, StoredObject } from './state.ts';
import { addVersion, nextVersionId, shownVersionId } from './versions.ts';

/** An input as the wire gives it: a body that has arrived whole. */
export type WithBody<Input> = Omit<Input, 'Body'> & { readonly Body?: Uint8Array | undefined };

interface WriteRequest extends BucketRequest, EncryptionRequest {
  readonly Key?: string | undefined;
  readonly ACL?: string | undefined;
  readonly Tagging?: string | undefined;
  readonly StorageClass?: string | undefined;
  readonly Expires?: Date | undefined;
  readonly ObjectLockMode?: string | undefined;
}

const LONGEST_KEY = 1024;
const HEADERS = [
  'CacheControl',
  'ContentDisposition',
  'ContentEncoding',
  'ContentLanguage',
  'ContentType',
  'WebsiteRedirectLocation',
] as const;

export function putObject(input: WithBody<PutObjectRequest>, call: Call): PutObjectOutput {
  const { bucket, key, tags } = writableKey(input, call);
  expectWriteConditions(bucket, key, input);
  const body = input.Body ?? new Uint8Array();
  const object = storeObject(bucket, key, call, 'PutObject', {
    blob: call.cloud.blobs.put(body),
    size: body.length,
    etag: etagOf(body),
    checksums: acceptedChecksums(input, body),
    headers: headersOf(input),
    metadata: input.Metadata ?? {},
    storageClass: input.StorageClass ?? 'STANDARD',
    encryption: encryptionFor(bucket, key, input, call),
    tags,
  });
  return {
    ETag: object.etag,
    ...checksumAnswer(object.checksums),
    ...encryptionAnswer(object.encryption),
    ...shownVersionId(bucket, object),
  };
}

/** Where the caller may write, and the tags that what is written gets. */
export function writableKey(input: WriteRequest, call: Call): { bucket: Bucket; key: string; tags: Tags } {
  const bucket = bucketNamed(input, call);
  const key = input.Key ?? '';
  const tags = tagsInHeader(input.Tagging);
  authorize(bucket, call, { action: 's3:PutObject', key, context: writeContext(input, tags) });
  if (Object.keys(tags).length > 0) authorize(bucket, call, { action: 's3:PutObjectTagging', key });
  if (Buffer.byteLength(key) > LONGEST_KEY) throw new AwsError('KeyTooLongError', 'Your key is too long');
  if (input.ObjectLockMode) throw new AwsError('InvalidRequest', 'Bucket is missing Object Lock Configuration');
  expectAclAllowed(bucket, input.ACL);
  return { bucket, key, tags };
}

export function storeObject(
  bucket: Bucket,
  key: string,
  call: Call,
  reason: string,
  parts: Omit<StoredObject, 'versionId' | 'at'>,
): StoredObject {
  const object = { versionId: nextVersionId(bucket, call), at: call.now, ...parts };
  addVersion(bucket, key, object);
  announceCreated(bucket, key, object, reason, call);
  return object;
}

export function headersOf(input: object): ObjectHeaders {
  const given = input as Readonly<Record<string, unknown>>;
  const kept = HEADERS.filter((name) => typeof given[name] === 'string').map((name) => [name, given[name]]);
  const expires = given['Expires'];
  return {
    ContentType: 'binary/octet-stream',
    ...(Object.fromEntries(kept) as ObjectHeaders),
    ...(expires instanceof Date && { ExpiresString: expires.toUTCString() }),
  };
}

function writeContext(input: WriteRequest, tags: Tags): Record<string, string> {
  const requested = Object.entries(tags).map(([name, value]) => [`s3:RequestObjectTag/${name}`, value]);
  return {
    ...encryptionContext(input),
    ...(input.ACL && { 's3:x-amz-acl': input.ACL }),
    ...(input.StorageClass && { 's3:x-amz-storage-class': input.StorageClass }),
    ...(Object.fromEntries(requested) as Record<string, string>),
  };
}

function expectAclAllowed(bucket: Bucket, acl: string | undefined): void {
  const [rule] = bucket.settings.ownershipControls?.OwnershipControls?.Rules ?? [];
  if (acl && acl !== 'bucket-owner-full-control' && rule?.ObjectOwnership === 'BucketOwnerEnforced') {
    throw new AwsError('AccessControlListNotSupported', 'The bucket does not allow ACLs');
  }
}
