import type {
  AddTagsToResourceRequest,
  ListTagsForResourceRequest,
  ListTagsForResourceResult,
  RemoveTagsFromResourceRequest,
} from '@aws-sdk/client-ssm';

import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { noteRequestTags, noteTagKeys } from '../../kernel/request-tags.ts';
import type { Call } from '../../kernel/service.ts';
import { tagList, tagMap } from '../../kernel/tags.ts';
import { parameterArn, parametersOf, type Parameter } from './state.ts';

const MOST_TAGS = 50;

interface TaggedResource {
  readonly ResourceType?: string | undefined;
  readonly ResourceId?: string | undefined;
}

export function addTagsToResource(input: AddTagsToResourceRequest, call: Call): object {
  noteRequestTags(call, tagMap(input.Tags));
  const parameter = taggedParameter(input, call);
  const tags = { ...parameter.tags, ...tagMap(input.Tags) };
  if (Object.keys(tags).length > MOST_TAGS) {
    throw new AwsError('TooManyTagsError', `The number of tags exceeds the limit of ${MOST_TAGS}.`);
  }
  parameter.tags = tags;
  return {};
}

export function removeTagsFromResource(input: RemoveTagsFromResourceRequest, call: Call): object {
  noteTagKeys(call, input.TagKeys ?? []);
  const { tags } = taggedParameter(input, call);
  for (const key of input.TagKeys ?? []) delete tags[key];
  return {};
}

export function listTagsForResource(input: ListTagsForResourceRequest, call: Call): ListTagsForResourceResult {
  return { TagList: tagList(taggedParameter(input, call).tags) };
}

function taggedParameter({ ResourceType, ResourceId = '' }: TaggedResource, call: Call): Parameter {
  if (ResourceType !== 'Parameter') {
    throw new AwsError('InvalidResourceType', `${ResourceType} is not a valid resource type.`);
  }
  call.about(parameterArn(call, ResourceId));
  const parameter = own(parametersOf(call), ResourceId);
  if (!parameter) throw new AwsError('InvalidResourceId', `The resource ID ${ResourceId} is not valid.`);
  return parameter;
}
