import { own, put } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { noSuchKey } from './errors.ts';
import { isDeleteMarker, type Bucket, type StoredObject, type Version } from './state.ts';

/** The id of all that is written while versioning is not on. */
const NULL_VERSION = 'null';

export function nextVersionId(bucket: Bucket, call: Call): string {
  return bucket.settings.versioning?.Status === 'Enabled' ? call.cloud.world.identifier(32) : NULL_VERSION;
}

/** The versions of a key, the newest first. Keys may be called as what every object of JavaScript has. */
export function versionsOf(bucket: Bucket, key: string): readonly Version[] {
  return own(bucket.versions, key) ?? [];
}

/** Puts a version on top; there is never more than one version `null`. */
export function addVersion(bucket: Bucket, key: string, version: Version): void {
  const older = versionsOf(bucket, key).filter(
    ({ versionId }) => versionId !== NULL_VERSION || version.versionId !== NULL_VERSION,
  );
  put(bucket.versions, key, [version, ...older]);
}

export function removeVersion(bucket: Bucket, key: string, versionId: string = NULL_VERSION): Version | undefined {
  const versions = versionsOf(bucket, key);
  const rest = versions.filter((version) => version.versionId !== versionId);
  if (rest.length > 0) put(bucket.versions, key, rest);
  else delete bucket.versions[key];
  return versions.find((version) => version.versionId === versionId);
}

/** The object that a plain read of `key` gives: none where the newest version is a delete marker. */
export function currentObject(bucket: Bucket, key: string): StoredObject | undefined {
  const [newest] = versionsOf(bucket, key);
  return newest && !isDeleteMarker(newest) ? newest : undefined;
}

export function objectVersion(bucket: Bucket, key: string, versionId: string | undefined): StoredObject {
  if (versionId === undefined) {
    const current = currentObject(bucket, key);
    if (!current) throw noSuchKey();
    return current;
  }
  const version = versionsOf(bucket, key).find((one) => one.versionId === versionId);
  if (!version) throw new AwsError('NoSuchVersion', 'The specified version does not exist.', 404);
  if (isDeleteMarker(version)) {
    throw new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405);
  }
  return version;
}

/** Buckets that never had versioning do not speak of versions. */
export function shownVersionId(bucket: Bucket, { versionId }: Version): { VersionId?: string } {
  return bucket.settings.versioning?.Status ? { VersionId: versionId } : {};
}
