import type {
  AbortMultipartUploadRequest,
  CreateMultipartUploadOutput,
  CreateMultipartUploadRequest,
  ListMultipartUploadsOutput,
  ListMultipartUploadsRequest,
} from '@aws-sdk/client-s3';

import { own, put } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { accessBucket, authorize, bucketNamed, type BucketRequest } from './access.ts';
import { encryptionAnswer, encryptionFor } from './encryption.ts';
import { canonicalId } from './names.ts';
import type { Bucket, Upload } from './state.ts';
import { namesAs, windowOf } from './window.ts';
import { headersOf, writableKey } from './write-object.ts';

interface UploadRequest extends BucketRequest {
  readonly Key?: string | undefined;
  readonly UploadId?: string | undefined;
}

export function createMultipartUpload(input: CreateMultipartUploadRequest, call: Call): CreateMultipartUploadOutput {
  const { bucket, key, tags } = writableKey(input, call);
  const upload: Upload = {
    id: call.cloud.world.identifier(64),
    key,
    at: call.now,
    initiator: call.principal.arn,
    headers: headersOf(input),
    metadata: input.Metadata ?? {},
    storageClass: input.StorageClass ?? 'STANDARD',
    encryption: encryptionFor(bucket, key, input, call),
    tags,
    ...(input.ChecksumAlgorithm && { checksumAlgorithm: input.ChecksumAlgorithm }),
    checksumType: input.ChecksumType ?? 'COMPOSITE',
    parts: {},
  };
  put(bucket.uploads, upload.id, upload);
  return {
    Bucket: bucket.name,
    Key: key,
    UploadId: upload.id,
    ...encryptionAnswer(upload.encryption),
    ...(input.ChecksumAlgorithm && { ChecksumAlgorithm: input.ChecksumAlgorithm, ChecksumType: upload.checksumType }),
  };
}

export function abortMultipartUpload(input: AbortMultipartUploadRequest, call: Call): object {
  const { bucket, upload } = openUpload(input, call, 's3:AbortMultipartUpload');
  delete bucket.uploads[upload.id];
  return {};
}

export function listMultipartUploads(input: ListMultipartUploadsRequest, call: Call): ListMultipartUploadsOutput {
  const bucket = accessBucket(input, call, { action: 's3:ListBucketMultipartUploads' });
  const { Prefix: prefix = '', Delimiter: delimiter = '', MaxUploads: size = 1000 } = input;
  const window = windowOf(uploadsAfter(bucket, input), { prefix, delimiter, size, listedGroup: input.KeyMarker });
  const name = namesAs(input.EncodingType);
  const { last } = window;
  return {
    Bucket: bucket.name,
    Prefix: name(prefix),
    ...(delimiter && { Delimiter: name(delimiter) }),
    ...(input.EncodingType === 'url' && { EncodingType: input.EncodingType }),
    KeyMarker: name(input.KeyMarker ?? ''),
    UploadIdMarker: input.UploadIdMarker ?? '',
    MaxUploads: size,
    IsTruncated: last !== undefined,
    ...(last && { NextKeyMarker: name('group' in last ? last.group : last.entry.key) }),
    ...(last && 'entry' in last && { NextUploadIdMarker: last.entry.id }),
    Uploads: window.entries.map((upload) => ({
      Key: name(upload.key),
      UploadId: upload.id,
      Initiated: new Date(upload.at),
      StorageClass: upload.storageClass as 'STANDARD',
      Initiator: { ID: upload.initiator },
      Owner: { ID: canonicalId(bucket.account) },
    })),
    CommonPrefixes: window.groups.map((group) => ({ Prefix: name(group) })),
  };
}

export interface OpenUpload {
  readonly bucket: Bucket;
  readonly upload: Upload;
}

/** An upload that is neither completed nor aborted, for a caller who may do `action` with its object. */
export function openUpload(input: UploadRequest, call: Call, action: string): OpenUpload {
  const bucket = bucketNamed(input, call);
  authorize(bucket, call, { action, key: input.Key ?? '' });
  const id = input.UploadId ?? '';
  const upload = own(bucket.uploads, id);
  if (!upload || upload.key !== input.Key) {
    throw new AwsError(
      'NoSuchUpload',
      'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
      404,
    );
  }
  return { bucket, upload };
}

/** By key, and for a key in the order in which the uploads began. */
function uploadsAfter(bucket: Bucket, { KeyMarker = '', UploadIdMarker }: ListMultipartUploadsRequest): Upload[] {
  const sorted = Object.values(bucket.uploads).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.at - b.at));
  const marked = sorted.findIndex(({ key, id }) => key === KeyMarker && id === UploadIdMarker);
  return marked < 0 ? sorted.filter(({ key }) => key > KeyMarker) : sorted.slice(marked + 1);
}
