import type {
  CompletedPart,
  CompleteMultipartUploadOutput,
  CompleteMultipartUploadRequest,
  ListPartsOutput,
  ListPartsRequest,
  UploadPartCopyOutput,
  UploadPartCopyRequest,
  UploadPartOutput,
  UploadPartRequest,
} from '@aws-sdk/client-s3';

import { AwsError } from '../../kernel/aws-error.ts';
import { objectAddress } from '../../kernel/s3-url.ts';
import type { Call } from '../../kernel/service.ts';
import { authorize, bucketNamed } from './access.ts';
import { acceptedChecksums, checksumAnswer, compositeChecksums, etagOf, multipartEtag } from './checksums.ts';
import { copySource, sourceVersion } from './copy-source.ts';
import { encryptionAnswer, openDataKey } from './encryption.ts';
import { invalidArgument, malformedXml } from './errors.ts';
import { expectWriteConditions, isSameEtag } from './preconditions.ts';
import type { Found } from './read-access.ts';
import { isDeleteMarker, type Bucket, type Checksums, type Part, type StoredObject, type Upload } from './state.ts';
import { openUpload, type OpenUpload } from './uploads.ts';
import { storeObject, type WithBody } from './write-object.ts';
import { shownVersionId, versionsOf } from './versions.ts';

const SMALLEST_PART = 5 * 1024 * 1024;
const LAST_PART_NUMBER = 10_000;

export function uploadPart(input: WithBody<UploadPartRequest>, call: Call): UploadPartOutput {
  const target = openUpload(input, call, 's3:PutObject');
  const part = keepPart(target, input, input.Body ?? new Uint8Array(), call);
  return { ETag: part.etag, ...part.checksums, ...encryptionAnswer(target.upload.encryption) };
}

export function uploadPartCopy(input: UploadPartCopyRequest, call: Call): UploadPartCopyOutput {
  const source = copySource(input, call);
  const target = openUpload(input, call, 's3:PutObject');
  const { start, end } = rangeToCopy(input.CopySourceRange, source.object.size);
  openDataKey(source.bucket, source.object.encryption, call);
  const bytes = call.cloud.blobs.get(source.object.blob).subarray(start, end);
  const part = keepPart(target, { PartNumber: input.PartNumber }, bytes, call);
  return {
    CopyPartResult: { ETag: part.etag, LastModified: new Date(part.at), ...part.checksums },
    ...sourceVersion(source),
    ...encryptionAnswer(target.upload.encryption),
  };
}

function keepPart(
  { bucket, upload }: OpenUpload,
  input: { readonly PartNumber?: number | undefined; readonly ContentMD5?: string | undefined },
  body: Uint8Array,
  call: Call,
): Part {
  const number = input.PartNumber ?? 0;
  if (number < 1 || number > LAST_PART_NUMBER) {
    throw invalidArgument(`Part number must be an integer between 1 and ${LAST_PART_NUMBER}, inclusive`).telling({
      fields: { ArgumentName: 'partNumber', ArgumentValue: String(number) },
    });
  }
  openDataKey(bucket, upload.encryption, call);
  const asked = { ChecksumAlgorithm: upload.checksumAlgorithm, ...input };
  const part = {
    blob: call.cloud.blobs.put(body),
    size: body.length,
    etag: etagOf(body),
    at: call.now,
    checksums: acceptedChecksums(asked, body),
  };
  upload.parts[number] = part;
  return part;
}

/** The bytes of the source that become the part: all of them unless said otherwise. */
function rangeToCopy(range: string | undefined, size: number): { start: number; end: number } {
  if (range === undefined) return { start: 0, end: size };
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
  const isForm = first !== undefined && Number(first) <= Number(last);
  if (isForm && Number(last) < size) return { start: Number(first), end: Number(last) + 1 };
  const wrong = isForm
    ? `Range specified is not valid for source object of size: ${size}`
    : 'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the ' +
      'zero-based offsets of the first and last bytes to copy';
  throw invalidArgument(wrong).telling({
    fields: { ArgumentName: 'x-amz-copy-source-range', ArgumentValue: range },
  });
}

export function listParts(input: ListPartsRequest, call: Call): ListPartsOutput {
  const { bucket, upload } = openUpload(input, call, 's3:ListMultipartUploadParts');
  const marker = Number(input.PartNumberMarker ?? 0);
  const size = input.MaxParts ?? 1000;
  const rest = Object.entries(upload.parts).filter(([number]) => Number(number) > marker);
  const listed = rest.slice(0, size);
  return {
    Bucket: bucket.name,
    Key: upload.key,
    UploadId: upload.id,
    MaxParts: size,
    IsTruncated: rest.length > listed.length,
    ...(rest.length > listed.length && { NextPartNumberMarker: listed.at(-1)?.[0] }),
    Parts: listed.map(([number, part]) => ({
      PartNumber: Number(number),
      LastModified: new Date(part.at),
      ETag: part.etag,
      Size: part.size,
      ...part.checksums,
    })),
    StorageClass: upload.storageClass as 'STANDARD',
  };
}

export function completeMultipartUpload(
  input: CompleteMultipartUploadRequest,
  call: Call,
): CompleteMultipartUploadOutput {
  const done = alreadyCompleted(input, call);
  if (done) return completion(done.bucket, done.key, done.object, call);
  const { bucket, upload } = openUpload(input, call, 's3:PutObject');
  const parts = chosenParts(upload, input.MultipartUpload?.Parts ?? []);
  expectWriteConditions(bucket, upload.key, input);
  openDataKey(bucket, upload.encryption, call);
  const { headers, metadata, storageClass, encryption, tags } = upload;
  const body = Buffer.concat(parts.map((part) => call.cloud.blobs.get(part.blob)));
  const object = storeObject(bucket, upload.key, call, 'CompleteMultipartUpload', {
    blob: call.cloud.blobs.put(body),
    size: body.length,
    etag: multipartEtag(parts.map(({ etag }) => etag)),
    checksums: checksumsOf(upload, parts, body),
    ...{ headers, metadata, storageClass, encryption, tags },
    partSizes: parts.map(({ size }) => size),
    uploadId: upload.id,
  });
  delete bucket.uploads[upload.id];
  return completion(bucket, upload.key, object, call);
}

/** Whoever did not get the answer may ask again, as long as the object is there (CompleteMultipartUpload). */
function alreadyCompleted(input: CompleteMultipartUploadRequest, call: Call): Found | undefined {
  const { Key: key = '', UploadId = '' } = input;
  const bucket = bucketNamed(input, call);
  if (Object.hasOwn(bucket.uploads, UploadId)) return undefined;
  const object = versionsOf(bucket, key).find((version) => 'uploadId' in version && version.uploadId === UploadId);
  if (!object || isDeleteMarker(object)) return undefined;
  authorize(bucket, call, { action: 's3:PutObject', key });
  return { bucket, key, object };
}

function completion(bucket: Bucket, key: string, object: StoredObject, call: Call): CompleteMultipartUploadOutput {
  return {
    Location: objectAddress({ bucket: bucket.name, key }, bucket.region, call.cloud.endpoint),
    Bucket: bucket.name,
    Key: key,
    ETag: object.etag,
    ...checksumAnswer(object.checksums),
    ...encryptionAnswer(object.encryption),
    ...shownVersionId(bucket, object),
  };
}

function chosenParts(upload: Upload, wanted: readonly CompletedPart[]): Part[] {
  if (wanted.length === 0) throw malformedXml();
  const numbers = wanted.map(({ PartNumber = 0 }) => PartNumber);
  if (numbers.some((number, index) => number <= (numbers[index - 1] ?? 0))) {
    throw new AwsError(
      'InvalidPartOrder',
      'The list of parts was not in ascending order. The parts list must be specified in order by part number.',
    );
  }
  const parts = wanted.map((part) => partMeant(upload, part));
  const small = parts.slice(0, -1).findIndex(({ size }) => size < SMALLEST_PART);
  if (small >= 0) throw tooSmall(numbers[small] ?? 0, parts[small]);
  return parts;
}

function partMeant(upload: Upload, { PartNumber = 0, ETag = '' }: CompletedPart): Part {
  const part = upload.parts[PartNumber];
  if (part && isSameEtag(ETag, part.etag)) return part;
  const invalid = new AwsError(
    'InvalidPart',
    'One or more of the specified parts could not be found. The part may not have been uploaded, or the specified ' +
      "entity tag may not match the part's entity tag.",
  );
  throw invalid.telling({
    fields: { UploadId: upload.id, PartNumber: String(PartNumber), ETag: ETag.replaceAll('"', '') },
  });
}

function tooSmall(number: number, part: Part | undefined): AwsError {
  const error = new AwsError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
  const sizes = { ProposedSize: String(part?.size), MinSizeAllowed: String(SMALLEST_PART) };
  return error.telling({
    fields: { ...sizes, PartNumber: String(number), ETag: part?.etag.replaceAll('"', '') ?? '' },
  });
}

function checksumsOf(upload: Upload, parts: readonly Part[], body: Uint8Array): Checksums {
  const { checksumAlgorithm: ChecksumAlgorithm, checksumType } = upload;
  if (checksumType === 'FULL_OBJECT') return acceptedChecksums({ ChecksumAlgorithm }, body);
  return compositeChecksums(
    ChecksumAlgorithm,
    parts.map(({ checksums }) => checksums),
  );
}
