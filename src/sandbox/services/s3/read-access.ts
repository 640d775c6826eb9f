import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { authorize, bucketNamed, expectAllowed, type BucketRequest } from './access.ts';
import type { Bucket, StoredObject } from './state.ts';
import { currentObject, objectVersion, versionsOf } from './versions.ts';

export interface ObjectRequest extends BucketRequest {
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
}

export interface Found {
  readonly bucket: Bucket;
  readonly key: string;
  readonly object: StoredObject;
}

/** An object that the caller may do `action` with. */
export function readableObject(
  input: ObjectRequest,
  call: Call,
  action: string,
  from?: Parameters<typeof bucketNamed>[2],
): Found {
  const bucket = bucketNamed(input, call, from);
  const key = input.Key ?? '';
  authorize(bucket, call, { action, key, context: existingTags(bucket, input) });
  try {
    return { bucket, key, object: objectVersion(bucket, key, input.VersionId) };
  } catch (error) {
    // Who may not list the bucket is not told what is in it (GetObject, "Permissions").
    if (error instanceof AwsError && error.status === 404) expectAllowed(bucket, call, { action: 's3:ListBucket' });
    throw error;
  }
}

/** The action that reading an object takes: another for a version than for whatever is current. */
export function readAction({ VersionId }: ObjectRequest): string {
  return VersionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
}

function existingTags(bucket: Bucket, { Key = '', VersionId }: ObjectRequest): Record<string, string> {
  const version = versionsOf(bucket, Key).find(({ versionId }) => versionId === VersionId);
  const object = VersionId === undefined ? currentObject(bucket, Key) : version;
  const tags = object && 'tags' in object ? object.tags : {};
  return Object.fromEntries(Object.entries(tags).map(([name, value]) => [`s3:ExistingObjectTag/${name}`, value]));
}
