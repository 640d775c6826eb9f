import type {
  ListTagsRequest,
  ListTagsResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-lambda';

import type { Call } from '../../kernel/service.ts';
import type { Tags } from '../../kernel/tags.ts';
import { functionOf } from './find.ts';

export const tagOperations = { TagResource: tagResource, UntagResource: untagResource, ListTags: listTags };

export function noteTags(tags: Readonly<Tags> | undefined, call: Call): void {
  const entries = Object.entries(tags ?? {});
  if (entries.length > 0) {
    call.condition(
      'aws:TagKeys',
      entries.map(([key]) => key),
    );
  }
  for (const [key, value] of entries) call.condition(`aws:RequestTag/${key}`, value);
}

function tagResource({ Resource, Tags }: TagResourceRequest, call: Call): object {
  noteTags(Tags, call);
  const found = functionOf({ FunctionName: Resource }, call);
  found.tags = { ...found.tags, ...Tags };
  return {};
}

function untagResource({ Resource, TagKeys = [] }: UntagResourceRequest, call: Call): object {
  call.condition('aws:TagKeys', TagKeys);
  const found = functionOf({ FunctionName: Resource }, call);
  found.tags = Object.fromEntries(Object.entries(found.tags).filter(([key]) => !TagKeys.includes(key)));
  return {};
}

function listTags({ Resource }: ListTagsRequest, call: Call): ListTagsResponse {
  return { Tags: { ...functionOf({ FunctionName: Resource }, call).tags } };
}
