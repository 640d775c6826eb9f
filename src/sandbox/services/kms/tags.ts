import type {
  ListResourceTagsRequest,
  ListResourceTagsResponse,
  Tag,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-kms';

import { AwsError } from '../../kernel/aws-error.ts';
import { noteRequestTags, noteTagKeys } from '../../kernel/request-tags.ts';
import type { Call } from '../../kernel/service.ts';
import type { Tags } from '../../kernel/tags.ts';
import { keyToManage } from './access.ts';
import { notPendingDeletion } from './key-state.ts';

const MOST_TAGS = 50;

export function tagResource(input: TagResourceRequest, call: Call): object {
  noteRequestTags(call, acceptedTags({}, input.Tags));
  const key = notPendingDeletion(keyToManage(call, input.KeyId, 'TagResource'));
  key.tags = acceptedTags(key.tags, input.Tags);
  return {};
}

export function untagResource(input: UntagResourceRequest, call: Call): object {
  noteTagKeys(call, input.TagKeys ?? []);
  const key = notPendingDeletion(keyToManage(call, input.KeyId, 'UntagResource'));
  for (const name of input.TagKeys ?? []) delete key.tags[name];
  return {};
}

export function listResourceTags(input: ListResourceTagsRequest, call: Call): ListResourceTagsResponse {
  const { tags } = keyToManage(call, input.KeyId, 'ListResourceTags');
  return { Tags: Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })), Truncated: false };
}

export function acceptedTags(present: Tags, added: readonly Tag[] = []): Tags {
  const tags = {
    ...present,
    ...Object.fromEntries(added.map(({ TagKey, TagValue }) => [TagKey ?? '', TagValue ?? ''])),
  };
  if (Object.keys(tags).length > MOST_TAGS) throw new AwsError('LimitExceededException', 'Too many tags');
  return tags;
}
