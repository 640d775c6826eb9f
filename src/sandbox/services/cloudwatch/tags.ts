import type {
  ListTagsForResourceInput,
  ListTagsForResourceOutput,
  TagResourceInput,
  UntagResourceInput,
} from '@aws-sdk/client-cloudwatch';

import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { noteRequestTags, noteTagKeys } from '../../kernel/request-tags.ts';
import type { Call } from '../../kernel/service.ts';
import { tagList, tagMap } from '../../kernel/tags.ts';
import { cloudWatchState, type Alarm } from './state.ts';

export function tagResource(input: TagResourceInput, call: Call): object {
  noteRequestTags(call, tagMap(input.Tags));
  const alarm = taggedAlarm(input.ResourceARN, call);
  alarm.tags = { ...alarm.tags, ...tagMap(input.Tags) };
  return {};
}

export function untagResource(input: UntagResourceInput, call: Call): object {
  noteTagKeys(call, input.TagKeys ?? []);
  const { tags } = taggedAlarm(input.ResourceARN, call);
  for (const key of input.TagKeys ?? []) delete tags[key];
  return {};
}

export function listTagsForResource(input: ListTagsForResourceInput, call: Call): ListTagsForResourceOutput {
  return { Tags: tagList(taggedAlarm(input.ResourceARN, call).tags) };
}

function taggedAlarm(arn = '', call: Call): Alarm {
  call.about(arn);
  const alarm = own(cloudWatchState(call.cloud.world, call).alarms, arn.split(':alarm:').at(-1) ?? '');
  if (!alarm) throw new AwsError('ResourceNotFoundException', `The resource ${arn} does not exist.`, 404);
  return alarm;
}
