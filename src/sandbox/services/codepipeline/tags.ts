import type {
  ListTagsForResourceInput,
  ListTagsForResourceOutput,
  Tag,
  TagResourceInput,
  UntagResourceInput,
} from '@aws-sdk/client-codepipeline';

import { AwsError } from '../../kernel/aws-error.ts';
import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import type { Tags } from '../../kernel/tags.ts';
import { type Pipeline, pipelinesOf } from './state.ts';

const MOST_TAGS = 50;

export const tagOperations = {
  TagResource: tagResource,
  UntagResource: untagResource,
  ListTagsForResource: listTagsForResource,
};

/** The tags of a request, noted for policies that ask about them. */
export function requestedTags(list: readonly Tag[] = [], call: Call): Tags {
  const tags = Object.fromEntries(list.map(({ key, value }) => [key ?? '', value ?? '']));
  if (list.length > 0) call.condition('aws:TagKeys', Object.keys(tags));
  for (const [key, value] of Object.entries(tags)) call.condition(`aws:RequestTag/${key}`, value);
  return tags;
}

export function expectFewTags(tags: Tags): Tags {
  if (Object.keys(tags).length <= MOST_TAGS) return tags;
  throw new AwsError('TooManyTagsException', `The tags limit for a resource (${MOST_TAGS}) has been exceeded.`);
}

export function tagEntries(tags: Tags): { key: string; value: string }[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}

function tagResource({ resourceArn, tags }: TagResourceInput, call: Call): object {
  const wanted = requestedTags(tags, call);
  const pipeline = taggedOf(resourceArn, call);
  pipeline.tags = expectFewTags({ ...pipeline.tags, ...wanted });
  return {};
}

function untagResource({ resourceArn, tagKeys = [] }: UntagResourceInput, call: Call): object {
  call.condition('aws:TagKeys', tagKeys);
  const pipeline = taggedOf(resourceArn, call);
  pipeline.tags = Object.fromEntries(Object.entries(pipeline.tags).filter(([key]) => !tagKeys.includes(key)));
  return {};
}

function listTagsForResource(input: ListTagsForResourceInput, call: Call): ListTagsForResourceOutput {
  const { tags } = taggedOf(input.resourceArn, call);
  const { items, next } = pageOf(tagEntries(tags), input.nextToken, input.maxResults ?? 100);
  return { tags: items, ...(next && { nextToken: next }) };
}

function taggedOf(arn = '', call: Call): Pipeline {
  call.about(arn);
  const pipeline = Object.values(pipelinesOf(call)).find((one) => one.arn === arn);
  if (pipeline) return pipeline;
  throw new AwsError('ResourceNotFoundException', `The resource ${arn} was not found.`);
}
