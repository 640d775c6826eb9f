import { own } from '../../../own.ts';
import type { Service } from '../../kernel/service.ts';
import { deleteAlarms, describeAlarms, disableAlarmActions, enableAlarmActions, setAlarmState } from './alarms.ts';
import { evaluateDue } from './evaluation/evaluate.ts';
import { nextEvaluation } from './evaluation/schedule.ts';
import { getMetricData, getMetricStatistics, listMetrics } from './get-metrics.ts';
import { putMetricAlarm } from './put-alarm.ts';
import { putMetricData } from './put-metric-data.ts';
import { alarmType } from './resource-types/alarm.ts';
import { alarmInventory, cloudWatchState } from './state.ts';
import { listTagsForResource, tagResource, untagResource } from './tags.ts';

/** CloudWatch, by the name that its requests are signed for. */
export const cloudWatchService: Service = {
  name: 'monitoring',
  operations: {
    DeleteAlarms: deleteAlarms,
    DescribeAlarms: describeAlarms,
    DisableAlarmActions: disableAlarmActions,
    EnableAlarmActions: enableAlarmActions,
    GetMetricData: getMetricData,
    GetMetricStatistics: getMetricStatistics,
    ListMetrics: listMetrics,
    ListTagsForResource: listTagsForResource,
    PutMetricAlarm: putMetricAlarm,
    PutMetricData: putMetricData,
    SetAlarmState: setAlarmState,
    TagResource: tagResource,
    UntagResource: untagResource,
  },
  resourceTypes: { 'AWS::CloudWatch::Alarm': alarmType },
  nextDue: (cloud) => nextEvaluation(cloud.world),
  advance: evaluateDue,
  inventory: (cloud, account) => alarmInventory(cloud.world, account),
  tagsOf: (arn, { cloud, ...place }) =>
    own(cloudWatchState(cloud.world, place).alarms, arn.split(':alarm:')[1] ?? '')?.tags,
};
