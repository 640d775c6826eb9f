import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-cloudwatch-logs';

import { AwsError } from '../../kernel/aws-error.ts';
import { noteRequestTags, noteTagKeys } from '../../kernel/request-tags.ts';
import type { Call } from '../../kernel/service.ts';
import { existingGroup, nameOfGroup, type LogGroup } from './state.ts';

const MOST_TAGS = 50;

export function tagResource(input: TagResourceRequest, call: Call): object {
  noteRequestTags(call, input.tags ?? {});
  const group = taggedGroup(input, call);
  const tags = { ...group.tags, ...input.tags };
  if (Object.keys(tags).length > MOST_TAGS) {
    throw new AwsError('TooManyTagsException', `The maximum number of tags a resource can have is ${MOST_TAGS}.`);
  }
  group.tags = tags;
  return {};
}

export function untagResource(input: UntagResourceRequest, call: Call): object {
  noteTagKeys(call, input.tagKeys ?? []);
  const { tags } = taggedGroup(input, call);
  for (const key of input.tagKeys ?? []) delete tags[key];
  return {};
}

export function listTagsForResource(input: ListTagsForResourceRequest, call: Call): ListTagsForResourceResponse {
  return { tags: { ...taggedGroup(input, call).tags } };
}

/** Tagging goes by the ARN without `:*`, unlike all else (TagResource). */
function taggedGroup({ resourceArn = '' }: { resourceArn?: string | undefined }, call: Call): LogGroup {
  call.about(resourceArn);
  return existingGroup(nameOfGroup({ logGroupIdentifier: resourceArn }), call);
}
