import type { GetObjectAttributesOutput, GetObjectAttributesRequest } from '@aws-sdk/client-s3';

import type { Call } from '../../kernel/service.ts';
import { checksumAnswer } from './checksums.ts';
import { openDataKey } from './encryption.ts';
import { readableObject } from './read-access.ts';
import { shownVersionId } from './versions.ts';

export function getObjectAttributes(input: GetObjectAttributesRequest, call: Call): GetObjectAttributesOutput {
  const action = input.VersionId === undefined ? 's3:GetObjectAttributes' : 's3:GetObjectVersionAttributes';
  const { bucket, object } = readableObject(input, call, action);
  openDataKey(bucket, object.encryption, call);
  const wanted = new Set<string>(input.ObjectAttributes);
  return {
    LastModified: new Date(object.at),
    ...shownVersionId(bucket, object),
    ...(wanted.has('ETag') && { ETag: object.etag.replaceAll('"', '') }),
    ...(wanted.has('ObjectSize') && { ObjectSize: object.size }),
    ...(wanted.has('StorageClass') && { StorageClass: object.storageClass as 'STANDARD' }),
    ...(wanted.has('Checksum') && { Checksum: checksumAnswer(object.checksums) }),
  };
}
