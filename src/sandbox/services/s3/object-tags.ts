import type {
  DeleteObjectTaggingOutput,
  DeleteObjectTaggingRequest,
  GetObjectTaggingOutput,
  GetObjectTaggingRequest,
  PutObjectTaggingOutput,
  PutObjectTaggingRequest,
} from '@aws-sdk/client-s3';

import type { Call } from '../../kernel/service.ts';
import { tagList, tagMap, type Tag, type Tags } from '../../kernel/tags.ts';
import { readableObject } from './read-access.ts';
import { checkObjectTags } from './tag-set.ts';
import { shownVersionId } from './versions.ts';

export function getObjectTagging(input: GetObjectTaggingRequest, call: Call): GetObjectTaggingOutput {
  const { bucket, object } = readableObject(input, call, taggingAction('Get', input));
  return { ...shownVersionId(bucket, object), TagSet: tagList(object.tags) };
}

export function putObjectTagging(input: PutObjectTaggingRequest, call: Call): PutObjectTaggingOutput {
  const { bucket, object } = readableObject(input, call, taggingAction('Put', input));
  object.tags = acceptedTags(input.Tagging?.TagSet ?? []);
  return shownVersionId(bucket, object);
}

export function deleteObjectTagging(input: DeleteObjectTaggingRequest, call: Call): DeleteObjectTaggingOutput {
  const { bucket, object } = readableObject(input, call, taggingAction('Delete', input));
  object.tags = {};
  return shownVersionId(bucket, object);
}

/** The tags that a write carries in its `x-amz-tagging` header, written like a query. */
export function tagsInHeader(header: string | undefined): Tags {
  return acceptedTags([...new URLSearchParams(header ?? '')].map(([Key, Value]) => ({ Key, Value })));
}

function acceptedTags(tags: readonly Tag[]): Tags {
  checkObjectTags(tags);
  return tagMap(tags);
}

function taggingAction(verb: 'Get' | 'Put' | 'Delete', { VersionId }: { VersionId?: string | undefined }): string {
  return VersionId === undefined ? `s3:${verb}ObjectTagging` : `s3:${verb}ObjectVersionTagging`;
}
