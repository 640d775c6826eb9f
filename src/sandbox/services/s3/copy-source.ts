import type { CopyObjectRequest, UploadPartCopyRequest } from '@aws-sdk/client-s3';

import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { invalidArgument } from './errors.ts';
import { expectCopyConditions } from './preconditions.ts';
import { readableObject, readAction, type Found, type ObjectRequest } from './read-access.ts';

/** The object that is to be copied, which the caller may read and whose conditions hold. */
export function copySource(input: CopyObjectRequest | UploadPartCopyRequest, call: Call): Found {
  const named = { ...parseSource(input.CopySource ?? ''), ExpectedBucketOwner: input.ExpectedSourceBucketOwner };
  const source = found(named, call);
  expectCopyConditions(source.object, {
    IfMatch: input.CopySourceIfMatch,
    IfNoneMatch: input.CopySourceIfNoneMatch,
    IfModifiedSince: input.CopySourceIfModifiedSince,
    IfUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
  });
  return source;
}

export function sourceVersion({ bucket, object }: Found): { CopySourceVersionId?: string } {
  return bucket.settings.versioning?.Status ? { CopySourceVersionId: object.versionId } : {};
}

/** The request names two objects; what is missing is the source. */
function found({ Bucket = '', Key = '', ...more }: ObjectRequest, call: Call): Found {
  const named = { Bucket, Key, ...more };
  try {
    return readableObject(named, call, readAction(named), 'anywhere');
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (error.code === 'NoSuchBucket') throw error.telling({ fields: { BucketName: Bucket } });
    throw error.code.startsWith('NoSuch') ? error.telling({ fields: { Key } }) : error;
  }
}

/** `bucket/key?versionId=…`, URL-encoded, with or without a slash before it. */
function parseSource(text: string): ObjectRequest {
  const [path = '', VersionId] = text.replace(/^\//, '').split('?versionId=');
  const [Bucket, ...key] = decoded(path).split('/');
  if (!Bucket || key.length === 0) throw invalidSource(text);
  return { Bucket, Key: key.join('/'), ...(VersionId !== undefined && { VersionId }) };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw invalidSource(path);
  }
}

function invalidSource(ArgumentValue: string): AwsError {
  return invalidArgument('Invalid copy source object key').telling({
    fields: { ArgumentName: 'x-amz-copy-source', ArgumentValue },
  });
}
