import type {
  CompletedPart,
  CompleteMultipartUploadOutput,
  CompleteMultipartUploadRequest,
  ListPartsOutput,
  ListPartsRequest,
  UploadPartOutput,
  UploadPartRequest,
} from '@aws-sdk/client-s3';

import { AwsError } from '../../kernel/aws-error.ts';
import { objectAddress } from '../../kernel/s3-url.ts';
import type { Call } from '../../kernel/service.ts';
import { acceptedChecksums, checksumAnswer, compositeChecksums, etagOf, multipartEtag } from './checksums.ts';
import { encryptionAnswer, openDataKey } from './encryption.ts';
import { invalidArgument, malformedXml } from './errors.ts';
import { expectWriteConditions, isSameEtag } from './preconditions.ts';
import type { Checksums, Part, Upload } from './state.ts';
import { openUpload } from './uploads.ts';
import { storeObject, type WithBody } from './write-object.ts';
import { shownVersionId } from './versions.ts';

const SMALLEST_PART = 5 * 1024 * 1024;
const LAST_PART_NUMBER = 10_000;

export function uploadPart(input: WithBody<UploadPartRequest>, call: Call): UploadPartOutput {
  const { bucket, upload } = openUpload(input, call, 's3:PutObject');
  const number = input.PartNumber ?? 0;
  if (number < 1 || number > LAST_PART_NUMBER) {
    throw invalidArgument(`Part number must be an integer between 1 and ${LAST_PART_NUMBER}, inclusive`);
  }
  openDataKey(bucket, upload.encryption, call);
  const body = input.Body ?? new Uint8Array();
  const asked = { ChecksumAlgorithm: upload.checksumAlgorithm, ...input };
  const part = {
    blob: call.cloud.blobs.put(body),
    size: body.length,
    etag: etagOf(body),
    at: call.now,
    checksums: acceptedChecksums(asked, body),
  };
  upload.parts[number] = part;
  return { ETag: part.etag, ...part.checksums, ...encryptionAnswer(upload.encryption) };
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
  });
  delete bucket.uploads[upload.id];
  return {
    Location: objectAddress({ bucket: bucket.name, key: upload.key }, bucket.region, call.cloud.endpoint),
    Bucket: bucket.name,
    Key: upload.key,
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
  if (parts.slice(0, -1).some(({ size }) => size < SMALLEST_PART)) {
    throw new AwsError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
  }
  return parts;
}

function partMeant(upload: Upload, { PartNumber = 0, ETag = '' }: CompletedPart): Part {
  const part = upload.parts[PartNumber];
  if (part && isSameEtag(ETag, part.etag)) return part;
  throw new AwsError(
    'InvalidPart',
    'One or more of the specified parts could not be found. The part may not have been uploaded, or the specified ' +
      "entity tag may not match the part's entity tag.",
  );
}

function checksumsOf(upload: Upload, parts: readonly Part[], body: Uint8Array): Checksums {
  const { checksumAlgorithm: ChecksumAlgorithm, checksumType } = upload;
  if (checksumType === 'FULL_OBJECT') return acceptedChecksums({ ChecksumAlgorithm }, body);
  return compositeChecksums(
    ChecksumAlgorithm,
    parts.map(({ checksums }) => checksums),
  );
}
