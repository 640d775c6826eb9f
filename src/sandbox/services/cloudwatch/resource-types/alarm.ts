import type { DescribeAlarmsOutput, ListTagsForResourceOutput, Tag } from '@aws-sdk/client-cloudwatch';

import { own } from '../../../../own.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import {
  isTrue,
  numeric,
  refuseUnknown,
  removedKeys,
  resourceTags,
  textual,
} from '../../../kernel/resource-properties.ts';
import type { Properties, ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { tagList, tagMap } from '../../../kernel/tags.ts';
import { alarmArn } from '../state.ts';

const TYPE = 'AWS::CloudWatch::Alarm';
const NUMBERS = ['Period', 'EvaluationPeriods', 'DatapointsToAlarm', 'Threshold'];
const OTHERS = [
  'AlarmDescription',
  'MetricName',
  'Namespace',
  'Statistic',
  'ExtendedStatistic',
  'Dimensions',
  'Unit',
  'ComparisonOperator',
  'TreatMissingData',
  'OKActions',
  'AlarmActions',
  'InsufficientDataActions',
];
const PROPERTIES = ['AlarmName', 'ActionsEnabled', 'Tags', ...NUMBERS, ...OTHERS];

export const alarmType: ResourceType = {
  seconds: { create: 2, update: 2, delete: 2 },
  create(properties, context) {
    refuseUnknown(TYPE, properties, PROPERTIES);
    const name = textual(properties['AlarmName']) ?? context.generatedName(255);
    if (exists(name, context)) {
      throw new AwsError('AlreadyExists', `Resource of type '${TYPE}' with identifier '${name}' already exists.`);
    }
    putAlarm(name, properties, context, tagList(resourceTags(properties, context)));
    return { physicalId: name };
  },
  update(name, properties, _previous, context) {
    refuseUnknown(TYPE, properties, PROPERTIES);
    putAlarm(name, properties, context);
    applyTags(name, properties, context);
  },
  delete(name, _properties, context) {
    if (exists(name, context)) context.invoke('monitoring', 'DeleteAlarms', { AlarmNames: [name] });
  },
  attributes: (name, _properties, context) => ({ Arn: alarmArn(context, name) }),
};

function exists(name: string, context: ResourceContext): boolean {
  const input = { AlarmNames: [name] };
  const { MetricAlarms = [] } = context.invoke<DescribeAlarmsOutput>('monitoring', 'DescribeAlarms', input);
  return MetricAlarms.length > 0;
}

function putAlarm(AlarmName: string, properties: Properties, context: ResourceContext, Tags?: Tag[]): void {
  const { ActionsEnabled } = properties;
  context.invoke('monitoring', 'PutMetricAlarm', {
    AlarmName,
    ...(ActionsEnabled !== undefined && { ActionsEnabled: isTrue(ActionsEnabled) }),
    ...Object.fromEntries(given(properties, NUMBERS).map((name) => [name, numeric(own(properties, name))])),
    ...Object.fromEntries(given(properties, OTHERS).map((name) => [name, own(properties, name)])),
    ...(Tags && { Tags }),
  });
}

function given(properties: Properties, names: readonly string[]): string[] {
  return names.filter((name) => own(properties, name) !== undefined);
}

function applyTags(name: string, properties: Properties, context: ResourceContext): void {
  const ResourceARN = alarmArn(context, name);
  const wanted = resourceTags(properties, context);
  const tagged = context.invoke<ListTagsForResourceOutput>('monitoring', 'ListTagsForResource', { ResourceARN });
  const TagKeys = removedKeys(tagMap(tagged.Tags), wanted);
  if (TagKeys.length > 0) context.invoke('monitoring', 'UntagResource', { ResourceARN, TagKeys });
  if (Object.keys(wanted).length > 0) {
    context.invoke('monitoring', 'TagResource', { ResourceARN, Tags: tagList(wanted) });
  }
}
