import type {
  DeletedObject,
  DeleteObjectOutput,
  DeleteObjectRequest,
  DeleteObjectsOutput,
  DeleteObjectsRequest,
  ObjectIdentifier,
} from '@aws-sdk/client-s3';

import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { authorize, bucketNamed } from './access.ts';
import { malformedXml } from './errors.ts';
import { announceDeleted } from './events.ts';
import { expectWriteConditions } from './preconditions.ts';
import { isDeleteMarker, type Bucket } from './state.ts';
import { addVersion, nextVersionId, removeVersion, shownVersionId } from './versions.ts';

const MOST_OBJECTS = 1000;

export function deleteObject(input: DeleteObjectRequest, call: Call): DeleteObjectOutput {
  const bucket = bucketNamed(input, call);
  authorizeDeletion(bucket, input, call);
  if (input.IfMatch) expectWriteConditions(bucket, input.Key ?? '', input);
  return deleted(bucket, input, call);
}

/** Deletes what it can; what it cannot is told in `Errors`, in an answer that says 200. */
export function deleteObjects(input: DeleteObjectsRequest, call: Call): DeleteObjectsOutput {
  const bucket = bucketNamed(input, call);
  const wanted = input.Delete?.Objects ?? [];
  if (wanted.length === 0 || wanted.length > MOST_OBJECTS) throw malformedXml();
  const outcomes = wanted.map((object) => outcomeOf(bucket, object, call));
  const errors = outcomes.filter((outcome) => 'Code' in outcome);
  return {
    ...(!input.Delete?.Quiet && { Deleted: outcomes.filter((outcome) => !('Code' in outcome)) }),
    ...(errors.length > 0 && { Errors: errors }),
  };
}

function outcomeOf(bucket: Bucket, { Key, VersionId }: ObjectIdentifier, call: Call) {
  const named = { Key, ...(VersionId !== undefined && { VersionId }) };
  try {
    authorizeDeletion(bucket, named, call);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { ...named, Code: error.code, Message: error.message };
  }
  const { DeleteMarker, VersionId: about } = deleted(bucket, named, call);
  return { ...named, ...(DeleteMarker && { DeleteMarker, DeleteMarkerVersionId: about }) } satisfies DeletedObject;
}

function authorizeDeletion(bucket: Bucket, { Key = '', VersionId }: Partial<ObjectIdentifier>, call: Call): void {
  const action = VersionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion';
  authorize(bucket, call, { action, key: Key });
}

/** Removes a version for good, or hides the key behind a delete marker; what is not there counts as deleted. */
function deleted(bucket: Bucket, { Key = '', VersionId }: Partial<ObjectIdentifier>, call: Call): DeleteObjectOutput {
  if (VersionId === undefined && bucket.settings.versioning?.Status) return hidden(bucket, Key, call);
  const gone = removeVersion(bucket, Key, VersionId);
  if (gone) announceDeleted(bucket, Key, gone, call, 'Permanently Deleted');
  return { ...(gone && isDeleteMarker(gone) && { DeleteMarker: true }), ...(VersionId !== undefined && { VersionId }) };
}

function hidden(bucket: Bucket, key: string, call: Call): DeleteObjectOutput {
  const marker = { versionId: nextVersionId(bucket, call), at: call.now, deleted: true } as const;
  addVersion(bucket, key, marker);
  announceDeleted(bucket, key, marker, call, 'Delete Marker Created');
  return { DeleteMarker: true, ...shownVersionId(bucket, marker) };
}
