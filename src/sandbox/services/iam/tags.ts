import type {
  ListRoleTagsRequest,
  ListRoleTagsResponse,
  ListUserTagsRequest,
  ListUserTagsResponse,
  TagRoleRequest,
  TagUserRequest,
  UntagRoleRequest,
  UntagUserRequest,
} from '@aws-sdk/client-iam';

import { AwsError } from '../../kernel/aws-error.ts';
import { noteRequestTags, noteResourceTags, noteTagKeys } from '../../kernel/request-tags.ts';
import type { Call } from '../../kernel/service.ts';
import { type Tag, type Tags, tagList, tagMap } from '../../kernel/tags.ts';
import { limitExceeded, roleOf, userOf } from './find.ts';
import { iamOf } from './state.ts';

const MOST_TAGS = 50;

export const tagOperations = {
  TagRole: tagRole,
  UntagRole: untagRole,
  ListRoleTags: (input: ListRoleTagsRequest, call: Call): ListRoleTagsResponse => list(roleOf(call, input.RoleName)),
  TagUser: (input: TagUserRequest, call: Call) => add(userOf(call, input.UserName), input.Tags, call),
  UntagUser: (input: UntagUserRequest, call: Call) => remove(userOf(call, input.UserName), input.TagKeys),
  ListUserTags: (input: ListUserTagsRequest, call: Call): ListUserTagsResponse => list(userOf(call, input.UserName)),
};

function tagRole({ RoleName, Tags: tags }: TagRoleRequest, call: Call): object {
  noteRequestTags(call, tagMap(tags));
  noteTagsOfRole(RoleName, call);
  return add(roleOf(call, RoleName), tags, call);
}

function untagRole({ RoleName, TagKeys = [] }: UntagRoleRequest, call: Call): object {
  noteTagKeys(call, TagKeys);
  noteTagsOfRole(RoleName, call);
  return remove(roleOf(call, RoleName), TagKeys);
}

function noteTagsOfRole(name: string | undefined, call: Call): void {
  noteResourceTags(call, iamOf(call).roles[name ?? '']?.tags);
}

/** The tags of a request. Only AWS's own services may use the prefix `aws:`. */
export function checkedTags(tags: readonly Tag[] | undefined, call: Call): Tags {
  const map = tagMap(tags);
  if (Object.keys(map).length > MOST_TAGS) limitExceeded(`Cannot exceed quota for TagsPerResource: ${MOST_TAGS}`);
  const reserved = Object.keys(map).some((key) => key.toLowerCase().startsWith('aws:'));
  if (reserved && !call.via) {
    throw new AwsError('InvalidInput', 'Tag keys that start with the prefix aws: are reserved and cannot be used.');
  }
  return map;
}

interface Tagged {
  tags: Tags;
}

function add(tagged: Tagged, tags: readonly Tag[] | undefined, call: Call): object {
  const merged = { ...tagged.tags, ...checkedTags(tags, call) };
  if (Object.keys(merged).length > MOST_TAGS) limitExceeded(`Cannot exceed quota for TagsPerResource: ${MOST_TAGS}`);
  tagged.tags = merged;
  return {};
}

function remove(tagged: Tagged, keys: readonly string[] | undefined): object {
  tagged.tags = Object.fromEntries(Object.entries(tagged.tags).filter(([key]) => !keys?.includes(key)));
  return {};
}

function list({ tags }: Tagged): { Tags: { Key: string; Value: string }[]; IsTruncated: boolean } {
  return { Tags: tagList(tags), IsTruncated: false };
}
