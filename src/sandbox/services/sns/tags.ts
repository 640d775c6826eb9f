import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-sns';

import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { noteRequestTags, noteTagKeys } from '../../kernel/request-tags.ts';
import type { Call } from '../../kernel/service.ts';
import { tagList, tagMap } from '../../kernel/tags.ts';
import { snsState, type Topic } from './state.ts';

export function tagResource(input: TagResourceRequest, call: Call): object {
  noteRequestTags(call, tagMap(input.Tags));
  const topic = taggedTopic(input, call);
  topic.tags = { ...topic.tags, ...tagMap(input.Tags) };
  return {};
}

export function untagResource(input: UntagResourceRequest, call: Call): object {
  noteTagKeys(call, input.TagKeys ?? []);
  const { tags } = taggedTopic(input, call);
  for (const key of input.TagKeys ?? []) delete tags[key];
  return {};
}

export function listTagsForResource(input: ListTagsForResourceRequest, call: Call): ListTagsForResourceResponse {
  return { Tags: tagList(taggedTopic(input, call).tags) };
}

function taggedTopic({ ResourceArn = '' }: { ResourceArn?: string | undefined }, call: Call): Topic {
  call.about(ResourceArn);
  const topic = own(snsState(call.cloud.world, call).topics, ResourceArn);
  if (!topic) throw new AwsError('ResourceNotFound', 'Resource does not exist', 404);
  return topic;
}
