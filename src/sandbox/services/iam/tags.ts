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
import { noteRequestTags, noteTagKeys } from '../../kernel/request-tags.ts';
import type { Call } from '../../kernel/service.ts';
import { type Tag, type Tags, tagList, tagMap } from '../../kernel/tags.ts';
import { limitExceeded, roleOf, userOf } from './find.ts';

const MOST_TAGS = 50;

export const tagOperations = {
  TagRole: (input: TagRoleRequest, call: Call) =>
    add(roleOf(noteTags(input.Tags, call), input.RoleName), input.Tags, call),
  UntagRole: (input: UntagRoleRequest, call: Call) =>
    remove(roleOf(noteKeys(input.TagKeys, call), input.RoleName), input.TagKeys),
  ListRoleTags: (input: ListRoleTagsRequest, call: Call): ListRoleTagsResponse => list(roleOf(call, input.RoleName)),
  TagUser: (input: TagUserRequest, call: Call) =>
    add(userOf(noteTags(input.Tags, call), input.UserName), input.Tags, call),
  UntagUser: (input: UntagUserRequest, call: Call) =>
    remove(userOf(noteKeys(input.TagKeys, call), input.UserName), input.TagKeys),
  ListUserTags: (input: ListUserTagsRequest, call: Call): ListUserTagsResponse => list(userOf(call, input.UserName)),
};

function noteTags(tags: readonly Tag[] | undefined, call: Call): Call {
  noteRequestTags(call, tagMap(tags));
  return call;
}

function noteKeys(keys: readonly string[] | undefined, call: Call): Call {
  noteTagKeys(call, keys ?? []);
  return call;
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

/** Names what is to be created, with its tags, which take a permission of their own. */
export function aboutNew(arn: string, tagAction: string, tags: readonly Tag[] | undefined, call: Call): void {
  noteRequestTags(call, tagMap(tags));
  call.about(arn);
  if (tags?.length) call.requires({ action: `iam:${tagAction}`, resource: arn });
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
