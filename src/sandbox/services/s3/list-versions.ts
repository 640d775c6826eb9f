import type { ListObjectVersionsOutput, ListObjectVersionsRequest } from '@aws-sdk/client-s3';

import type { Call } from '../../kernel/service.ts';
import { invalidArgument } from './errors.ts';
import { listableBucket, pageSize } from './list-objects.ts';
import { canonicalId } from './names.ts';
import { isDeleteMarker, type Bucket, type Version } from './state.ts';
import { versionsOf } from './versions.ts';
import { namesAs, windowOf, type Window } from './window.ts';

interface Listed {
  readonly key: string;
  readonly version: Version;
  readonly isLatest: boolean;
}

export function listObjectVersions(input: ListObjectVersionsRequest, call: Call): ListObjectVersionsOutput {
  const bucket = listableBucket(input, call, 's3:ListBucketVersions');
  if (input.VersionIdMarker && !input.KeyMarker) {
    throw invalidArgument('A version-id marker cannot be specified without a key marker.');
  }
  const { Prefix: prefix = '', Delimiter: delimiter = '', KeyMarker: listedGroup } = input;
  const window = windowOf(versionsAfter(bucket, input), { prefix, delimiter, size: pageSize(input), listedGroup });
  const name = namesAs(input.EncodingType);
  return {
    Name: bucket.name,
    Prefix: name(prefix),
    ...(delimiter && { Delimiter: name(delimiter) }),
    ...(input.EncodingType === 'url' && { EncodingType: input.EncodingType }),
    KeyMarker: name(input.KeyMarker ?? ''),
    VersionIdMarker: input.VersionIdMarker ?? '',
    MaxKeys: pageSize(input),
    ...nextMarkers(window, name),
    ...entriesOf(bucket, window, name),
    CommonPrefixes: window.groups.map((group) => ({ Prefix: name(group) })),
  };
}

/** Looked at one by one, since a listing ends after a page of them. */
function* versionsAfter(bucket: Bucket, input: ListObjectVersionsRequest): Generator<Listed> {
  const { Prefix: prefix = '', KeyMarker: marker = '', VersionIdMarker } = input;
  const isAfter = (key: string) => key > marker || (key === marker && VersionIdMarker);
  const keys = Object.keys(bucket.versions).filter((key) => key.startsWith(prefix) && isAfter(key));
  for (const key of keys.sort()) {
    const versions = versionsOf(bucket, key).map((version, at) => ({ key, version, isLatest: at === 0 }));
    const listed = key === marker ? versions.findIndex(({ version }) => version.versionId === VersionIdMarker) + 1 : 0;
    yield* versions.slice(listed);
  }
}

function nextMarkers({ last }: Window<Listed>, name: (text: string) => string) {
  if (!last) return { IsTruncated: false };
  if ('group' in last) return { IsTruncated: true, NextKeyMarker: name(last.group) };
  const { key, version } = last.entry;
  return { IsTruncated: true, NextKeyMarker: name(key), NextVersionIdMarker: version.versionId };
}

function entriesOf(bucket: Bucket, { entries }: Window<Listed>, name: (text: string) => string) {
  const common = ({ key, version, isLatest }: Listed) => ({
    Key: name(key),
    VersionId: version.versionId,
    IsLatest: isLatest,
    LastModified: new Date(version.at),
    Owner: { ID: canonicalId(bucket.account) },
  });
  return {
    Versions: entries.flatMap((entry) => {
      const { version } = entry;
      if (isDeleteMarker(version)) return [];
      return [{ ...common(entry), ETag: version.etag, Size: version.size, StorageClass: 'STANDARD' as const }];
    }),
    DeleteMarkers: entries.filter(({ version }) => isDeleteMarker(version)).map(common),
  };
}
