import type { PutMetricAlarmInput, Tag } from '@aws-sdk/client-cloudwatch';

import { AwsError } from '../../../kernel/aws-error.ts';
import {
  given,
  refuseUnknown,
  removedKeys,
  resourceTags,
  type PropertiesOf,
} from '../../../kernel/resource-properties.ts';
import type { ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { tagList, tagMap } from '../../../kernel/tags.ts';
import { alarmArn } from '../state.ts';

const TYPE = 'AWS::CloudWatch::Alarm';
const PASSED = [
  'ActionsEnabled',
  'Period',
  'EvaluationPeriods',
  'DatapointsToAlarm',
  'Threshold',
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
] as const;
const PROPERTIES = ['AlarmName', 'Tags', ...PASSED];

type AlarmProperties = PropertiesOf<
  PutMetricAlarmInput,
  'ComparisonOperator' | 'EvaluationPeriods',
  'AlarmName' | Exclude<(typeof PASSED)[number], 'ComparisonOperator' | 'EvaluationPeriods'>
>;

export const alarmType: ResourceType<AlarmProperties> = {
  seconds: { create: 2, update: 2, delete: 2 },
  create(properties, context) {
    refuseUnknown(TYPE, properties, PROPERTIES);
    const name = properties.AlarmName ?? context.generatedName(255);
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
  const { MetricAlarms = [] } = context.invoke('monitoring', 'DescribeAlarms', input);
  return MetricAlarms.length > 0;
}

function putAlarm(AlarmName: string, properties: AlarmProperties, context: ResourceContext, Tags?: Tag[]): void {
  context.invoke('monitoring', 'PutMetricAlarm', {
    AlarmName,
    ...given(properties, PASSED),
    ...(Tags && { Tags }),
  });
}

function applyTags(name: string, properties: AlarmProperties, context: ResourceContext): void {
  const ResourceARN = alarmArn(context, name);
  const wanted = resourceTags(properties, context);
  const tagged = context.invoke('monitoring', 'ListTagsForResource', { ResourceARN });
  const TagKeys = removedKeys(tagMap(tagged.Tags), wanted);
  if (TagKeys.length > 0) context.invoke('monitoring', 'UntagResource', { ResourceARN, TagKeys });
  if (Object.keys(wanted).length > 0) {
    context.invoke('monitoring', 'TagResource', { ResourceARN, Tags: tagList(wanted) });
  }
}
