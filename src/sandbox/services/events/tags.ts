import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-eventbridge';

import { noteRequestTags, noteTagKeys } from '../../kernel/request-tags.ts';
import type { Call } from '../../kernel/service.ts';
import { tagList, tagMap } from '../../kernel/tags.ts';
import { ruleByArn } from './rules.ts';

export function tagResource(input: TagResourceRequest, call: Call): object {
  noteRequestTags(call, tagMap(input.Tags));
  const rule = ruleByArn(input.ResourceARN ?? '', call);
  rule.tags = { ...rule.tags, ...tagMap(input.Tags) };
  return {};
}

export function untagResource(input: UntagResourceRequest, call: Call): object {
  noteTagKeys(call, input.TagKeys ?? []);
  const { tags } = ruleByArn(input.ResourceARN ?? '', call);
  for (const key of input.TagKeys ?? []) delete tags[key];
  return {};
}

export function listTagsForResource(input: ListTagsForResourceRequest, call: Call): ListTagsForResourceResponse {
  return { Tags: tagList(ruleByArn(input.ResourceARN ?? '', call).tags) };
}
