import type {
  AddTagsInput,
  AddTagsOutput,
  DeleteTagsInput,
  DeleteTagsOutput,
  ListTagsInput,
  ListTagsOutput,
} from '@aws-sdk/client-sagemaker';

import { pageOf } from '../../kernel/pages.ts';
import { noteRequestTags, noteTagKeys } from '../../kernel/request-tags.ts';
import type { Call } from '../../kernel/service.ts';
import { type Tags, tagList, tagMap } from '../../kernel/tags.ts';
import { invalid } from './errors.ts';
import { taggedRecords } from './tagged.ts';

export const tagOperations = { AddTags: addTags, ListTags: listTags, DeleteTags: deleteTags };

function addTags({ ResourceArn, Tags }: AddTagsInput, call: Call): AddTagsOutput {
  noteRequestTags(call, tagMap(Tags));
  const resource = taggedOf(ResourceArn, call);
  resource.tags = { ...resource.tags, ...tagMap(Tags) };
  return { Tags: tagList(resource.tags) };
}

function listTags({ ResourceArn, NextToken, MaxResults }: ListTagsInput, call: Call): ListTagsOutput {
  const { items, next } = pageOf(tagList(taggedOf(ResourceArn, call).tags), NextToken, MaxResults ?? 50);
  return { Tags: items, ...(next && { NextToken: next }) };
}

function deleteTags({ ResourceArn, TagKeys = [] }: DeleteTagsInput, call: Call): DeleteTagsOutput {
  noteTagKeys(call, TagKeys);
  const resource = taggedOf(ResourceArn, call);
  resource.tags = Object.fromEntries(Object.entries(resource.tags).filter(([key]) => !TagKeys.includes(key)));
  return {};
}

function taggedOf(arn: string | undefined, call: Call): { tags: Tags } {
  const found = taggedRecords(call).find((resource) => resource.arn === arn);
  call.about(arn ?? '*');
  return found ?? invalid(`Could not find resource ${arn}.`);
}
