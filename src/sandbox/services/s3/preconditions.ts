import { AwsError } from '../../kernel/aws-error.ts';
import { noSuchKey, preconditionFailed } from './errors.ts';
import { currentObject } from './versions.ts';
import type { Bucket, StoredObject } from './state.ts';

interface ReadConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly IfModifiedSince?: Date | undefined;
  readonly IfUnmodifiedSince?: Date | undefined;
}

/** A condition on the ETag outweighs the one on the date beside it (GetObject, "Additional considerations"). */
export function expectReadConditions(object: StoredObject, conditions: ReadConditions): void {
  if (isRefused(object, conditions)) throw preconditionFailed(refusing(conditions));
  if (isKnownAlready(object, conditions)) throw new AwsError('NotModified', 'Not Modified', 304);
}

/** Copying answers 412 where reading answers 304. */
export function expectCopyConditions(object: StoredObject, conditions: ReadConditions): void {
  const named = (condition: string) => preconditionFailed(`x-amz-copy-source-${condition}`);
  if (isRefused(object, conditions)) throw named(refusing(conditions));
  if (!isKnownAlready(object, conditions)) return;
  throw named(conditions.IfNoneMatch === undefined ? 'If-Modified-Since' : 'If-None-Match');
}

export function expectWriteConditions(
  bucket: Bucket,
  key: string,
  { IfMatch, IfNoneMatch }: Pick<ReadConditions, 'IfMatch' | 'IfNoneMatch'>,
): void {
  const current = currentObject(bucket, key);
  if (IfNoneMatch === '*' && current) throw preconditionFailed('If-None-Match');
  if (IfMatch === undefined) return;
  if (!current) throw noSuchKey();
  if (!isSameEtag(IfMatch, current.etag)) throw preconditionFailed('If-Match');
}

function refusing({ IfMatch }: ReadConditions): string {
  return IfMatch === undefined ? 'If-Unmodified-Since' : 'If-Match';
}

export function isSameEtag(given: string, etag: string): boolean {
  return given.replaceAll('"', '') === etag.replaceAll('"', '');
}

function isRefused({ etag, at }: StoredObject, { IfMatch, IfUnmodifiedSince }: ReadConditions): boolean {
  if (IfMatch !== undefined) return IfMatch !== '*' && !isSameEtag(IfMatch, etag);
  return IfUnmodifiedSince !== undefined && seconds(at) > seconds(IfUnmodifiedSince.getTime());
}

function isKnownAlready({ etag, at }: StoredObject, { IfNoneMatch, IfModifiedSince }: ReadConditions): boolean {
  if (IfNoneMatch !== undefined) return IfNoneMatch === '*' || isSameEtag(IfNoneMatch, etag);
  return IfModifiedSince !== undefined && seconds(at) <= seconds(IfModifiedSince.getTime());
}

/** HTTP's dates know no fractions. */
function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
