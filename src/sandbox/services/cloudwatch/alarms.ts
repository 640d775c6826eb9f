import type {
  DeleteAlarmsInput,
  DescribeAlarmsInput,
  DescribeAlarmsOutput,
  DisableAlarmActionsInput,
  MetricAlarm,
  SetAlarmStateInput,
} from '@aws-sdk/client-cloudwatch';

import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { changeState } from './evaluation/change.ts';
import { lookAgain } from './evaluation/schedule.ts';
import { invalidValue } from './errors.ts';
import { alarmArn, cloudWatchState, type Alarm } from './state.ts';

const LARGEST_PAGE = 100;

export function describeAlarms(input: DescribeAlarmsInput, call: Call): DescribeAlarmsOutput {
  const { AlarmNames, AlarmNamePrefix = '', AlarmTypes = ['MetricAlarm'], StateValue, ActionPrefix = '' } = input;
  aboutAlarms(call, AlarmNames ?? ['*']);
  const wanted = Object.values(cloudWatchState(call.cloud.world, call).alarms)
    .filter(() => AlarmTypes.includes('MetricAlarm'))
    .filter(({ name }) => (AlarmNames?.includes(name) ?? true) && name.startsWith(AlarmNamePrefix))
    .filter(({ state }) => (StateValue ?? state.value) === state.value)
    .filter(({ configuration: { actions } }) => ActionPrefix === '' || hasAction(actions, ActionPrefix))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, next } = pageOf(wanted, input.NextToken, input.MaxRecords ?? LARGEST_PAGE);
  return { MetricAlarms: items.map(answerOf), CompositeAlarms: [], ...(next && { NextToken: next }) };
}

/** All of them, or none where one of them is not there (DeleteAlarms). */
export function deleteAlarms(input: DeleteAlarmsInput, call: Call): object {
  const names = input.AlarmNames ?? [];
  aboutAlarms(call, names);
  const { alarms } = cloudWatchState(call.cloud.world, call);
  for (const name of names) existingAlarm(name, call);
  for (const name of names) delete alarms[name];
  return {};
}

/** Lasts until the alarm is looked at the next time. */
export function setAlarmState(input: SetAlarmStateInput, call: Call): object {
  const { AlarmName = '', StateValue, StateReason = '', StateReasonData } = input;
  aboutAlarms(call, [AlarmName]);
  const alarm = existingAlarm(AlarmName, call);
  if (StateValue !== 'OK' && StateValue !== 'ALARM' && StateValue !== 'INSUFFICIENT_DATA') {
    throw invalidValue(`The value ${String(StateValue)} for parameter StateValue is not supported.`);
  }
  const state = { value: StateValue, reason: StateReason, ...(StateReasonData && { data: StateReasonData }) };
  changeState(call.cloud, call, alarm, state);
  lookAgain(alarm, call.now);
  return {};
}

export function enableAlarmActions(input: DisableAlarmActionsInput, call: Call): object {
  return switchActions(input, true, call);
}

export function disableAlarmActions(input: DisableAlarmActionsInput, call: Call): object {
  return switchActions(input, false, call);
}

function switchActions({ AlarmNames = [] }: DisableAlarmActionsInput, actionsEnabled: boolean, call: Call): object {
  aboutAlarms(call, AlarmNames);
  for (const alarm of Object.values(cloudWatchState(call.cloud.world, call).alarms)) {
    if (AlarmNames.includes(alarm.name)) alarm.configuration = { ...alarm.configuration, actionsEnabled };
  }
  return {};
}

function aboutAlarms(call: Call, names: readonly string[]): void {
  call.about(...names.map((name) => alarmArn(call, name)));
}

function existingAlarm(name: string, call: Call): Alarm {
  const alarm = own(cloudWatchState(call.cloud.world, call).alarms, name);
  if (!alarm) throw new AwsError('ResourceNotFound', `The alarm ${name} does not exist.`, 404);
  return alarm;
}

function hasAction(actions: Alarm['configuration']['actions'], prefix: string): boolean {
  return Object.values(actions).some((arns) => arns.some((arn) => arn.startsWith(prefix)));
}

function answerOf({ name, arn, configuration, state, ...alarm }: Alarm): MetricAlarm {
  const { metric, stat, unit, actions } = configuration;
  return {
    AlarmName: name,
    AlarmArn: arn,
    ...(configuration.description !== undefined && { AlarmDescription: configuration.description }),
    AlarmConfigurationUpdatedTimestamp: new Date(alarm.configuredAt),
    ActionsEnabled: configuration.actionsEnabled,
    OKActions: [...actions.OK],
    AlarmActions: [...actions.ALARM],
    InsufficientDataActions: [...actions.INSUFFICIENT_DATA],
    StateValue: state.value,
    StateReason: state.reason,
    ...(state.data && { StateReasonData: state.data }),
    StateUpdatedTimestamp: new Date(alarm.stateUpdatedAt),
    StateTransitionedTimestamp: new Date(alarm.transitionedAt),
    MetricName: metric.name,
    Namespace: metric.namespace,
    ...(isExtended(stat) ? { ExtendedStatistic: stat } : { Statistic: stat }),
    Dimensions: [...metric.dimensions],
    Period: configuration.period,
    ...(unit && { Unit: unit }),
    EvaluationPeriods: configuration.evaluationPeriods,
    ...(configuration.isMOutOfN && { DatapointsToAlarm: configuration.datapointsToAlarm }),
    Threshold: configuration.threshold,
    ComparisonOperator: configuration.comparison,
    TreatMissingData: configuration.missingData,
  };
}

function isExtended(stat: Alarm['configuration']['stat']): stat is `p${number}` {
  return stat.startsWith('p');
}
