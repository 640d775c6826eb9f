import type {
  ListObjectsOutput,
  ListObjectsRequest,
  ListObjectsV2Output,
  ListObjectsV2Request,
} from '@aws-sdk/client-s3';

import type { Call } from '../../kernel/service.ts';
import { accessBucket, type BucketRequest } from './access.ts';
import { invalidArgument } from './errors.ts';
import { canonicalId } from './names.ts';
import type { Bucket, StoredObject } from './state.ts';
import { currentObject } from './versions.ts';
import { namesAs, windowOf, type Window } from './window.ts';

const LARGEST_PAGE = 1000;
const MOST_INTEGER = 2 ** 31 - 1;

interface ListRequest extends BucketRequest {
  readonly Prefix?: string | undefined;
  readonly Delimiter?: string | undefined;
  readonly MaxKeys?: number | undefined;
  readonly EncodingType?: string | undefined;
}

interface Listed {
  readonly key: string;
  readonly object: StoredObject;
}

export function listObjects(input: ListObjectsRequest, call: Call): ListObjectsOutput {
  const bucket = listableBucket(input, call, 's3:ListBucket');
  const window = keysAfter(bucket, input, input.Marker ?? '');
  const name = namesAs(input.EncodingType);
  const next = nextMarker(window);
  return {
    ...listing(bucket, window, input, true),
    Marker: name(input.Marker ?? ''),
    ...(next && input.Delimiter && { NextMarker: name(next) }),
  };
}

/** A continuation token outweighs `StartAfter`. */
export function listObjectsV2(input: ListObjectsV2Request, call: Call): ListObjectsV2Output {
  const bucket = listableBucket(input, call, 's3:ListBucket');
  const token = input.ContinuationToken;
  const window = keysAfter(bucket, input, token === undefined ? (input.StartAfter ?? '') : markerIn(token));
  const next = nextMarker(window);
  return {
    ...listing(bucket, window, input, input.FetchOwner ?? false),
    KeyCount: window.entries.length + window.groups.length,
    ...(input.StartAfter && { StartAfter: namesAs(input.EncodingType)(input.StartAfter) }),
    ...(token && { ContinuationToken: token }),
    ...(next && { NextContinuationToken: tokenOf(next) }),
  };
}

/** The bucket of a listing. Policies can tie listing to what is listed. */
export function listableBucket(input: ListRequest, call: Call, action: string): Bucket {
  const context = {
    ...(input.Prefix !== undefined && { 's3:prefix': input.Prefix }),
    ...(input.Delimiter !== undefined && { 's3:delimiter': input.Delimiter }),
    ...(input.MaxKeys !== undefined && { 's3:max-keys': String(input.MaxKeys) }),
  };
  const bucket = accessBucket(input, call, { action, context });
  const { MaxKeys = 0 } = input;
  if (MaxKeys < 0) throw invalidArgument('Argument maxKeys must be an integer between 0 and 2147483647');
  if (MaxKeys > MOST_INTEGER) throw invalidArgument('Provided max-keys not an integer or within integer range');
  return bucket;
}

export function pageSize({ MaxKeys = LARGEST_PAGE }: ListRequest): number {
  return Math.min(MaxKeys, LARGEST_PAGE);
}

function keysAfter(bucket: Bucket, input: ListRequest, marker: string): Window<Listed> {
  const { Prefix: prefix = '', Delimiter: delimiter = '' } = input;
  const keys = Object.keys(bucket.versions).filter((key) => key > marker && key.startsWith(prefix));
  return windowOf(currentObjects(bucket, keys.sort()), {
    prefix,
    delimiter,
    size: pageSize(input),
    listedGroup: marker,
  });
}

/** Looked at one by one, since a listing ends after a page of them. */
function* currentObjects(bucket: Bucket, keys: readonly string[]): Generator<Listed> {
  for (const key of keys) {
    const object = currentObject(bucket, key);
    if (object) yield { key, object };
  }
}

function listing(bucket: Bucket, { entries, groups, last }: Window<Listed>, input: ListRequest, withOwner: boolean) {
  const name = namesAs(input.EncodingType);
  return {
    Name: bucket.name,
    Prefix: name(input.Prefix ?? ''),
    ...(input.Delimiter && { Delimiter: name(input.Delimiter) }),
    ...(input.EncodingType === 'url' && { EncodingType: 'url' as const }),
    MaxKeys: pageSize(input),
    IsTruncated: last !== undefined,
    Contents: entries.map(({ key, object }) => ({
      Key: name(key),
      LastModified: new Date(object.at),
      ETag: object.etag,
      Size: object.size,
      StorageClass: object.storageClass as 'STANDARD',
      ...(withOwner && { Owner: { ID: canonicalId(bucket.account) } }),
    })),
    CommonPrefixes: groups.map((group) => ({ Prefix: name(group) })),
  };
}

function nextMarker({ last }: Window<Listed>): string | undefined {
  if (!last) return undefined;
  return 'group' in last ? last.group : last.entry.key;
}

function tokenOf(marker: string): string {
  return Buffer.from(JSON.stringify({ marker })).toString('base64');
}

function markerIn(token: string): string {
  const text = Buffer.from(token, 'base64').toString();
  const [, marker] = /^\{"marker":(".*")\}$/s.exec(text) ?? [];
  if (!marker) throw invalidArgument('The continuation token provided is incorrect');
  return String(JSON.parse(marker));
}
