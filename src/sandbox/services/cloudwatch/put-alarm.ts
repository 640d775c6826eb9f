import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';

import { own, put } from '../../../own.ts';
import { noteRequestTags } from '../../kernel/request-tags.ts';
import type { Call } from '../../kernel/service.ts';
import { tagMap } from '../../kernel/tags.ts';
import { isComparison } from './evaluation/evaluate.ts';
import { lookAgain } from './evaluation/schedule.ts';
import { missingParameter, notImplemented, validationError } from './errors.ts';
import { identityOf } from './metrics.ts';
import { alarmArn, cloudWatchState, type Alarm, type AlarmConfiguration, type MissingData } from './state.ts';
import { acceptedStat } from './statistics.ts';

const DAY = 86_400;
const MOST_ACTIONS = 5;
const MISSING_DATA: readonly string[] = ['breaching', 'notBreaching', 'ignore', 'missing'] satisfies MissingData[];
/** What turns an alarm into one of another kind. */
const OTHER_KINDS = [
  'Metrics',
  'ThresholdMetricId',
  'EvaluationWindow',
  'WarmUpConfiguration',
  'EvaluationCriteria',
  'EvaluationInterval',
  'ActionConfiguration',
] as const;

/** Replaces what an alarm watches; its state and tags stay (PutMetricAlarm). */
export function putMetricAlarm(input: PutMetricAlarmInput, call: Call): object {
  const { AlarmName: name = '' } = input;
  const arn = alarmArn(call, name);
  const { alarms } = cloudWatchState(call.cloud.world, call);
  const existing = own(alarms, name);
  noteRequestTags(call, tagMap(input.Tags));
  if (input.AlarmActions) call.condition('cloudwatch:AlarmActions', input.AlarmActions);
  call.about(arn);
  if (input.Tags?.length && !existing) call.requires({ action: 'cloudwatch:TagResource', resource: arn });
  const configuration = configurationOf(input);
  const alarm = existing ?? newAlarm(name, arn, configuration, call);
  put(alarms, name, alarm);
  alarm.configuration = configuration;
  alarm.configuredAt = call.now;
  if (!existing) alarm.tags = tagMap(input.Tags);
  lookAgain(alarm, call.now);
  return {};
}

function newAlarm(name: string, arn: string, configuration: AlarmConfiguration, { now }: Call): Alarm {
  return {
    name,
    arn,
    configuration,
    configuredAt: now,
    state: { value: 'INSUFFICIENT_DATA', reason: 'Unchecked: Initial alarm creation' },
    stateUpdatedAt: now,
    transitionedAt: now,
    tags: {},
  };
}

function configurationOf(input: PutMetricAlarmInput): AlarmConfiguration {
  const other = OTHER_KINDS.find((member) => input[member] !== undefined);
  if (other) throw notImplemented(`${other} of alarms`);
  const { AlarmDescription, DatapointsToAlarm, Unit, Threshold } = input;
  const { EvaluationPeriods: evaluationPeriods = 0 } = input;
  return {
    ...(AlarmDescription !== undefined && { description: AlarmDescription }),
    metric: identityOf({ ...input, MetricName: required(input.MetricName, 'MetricName') }),
    ...(Unit && { unit: Unit }),
    stat: statOf(input),
    period: acceptedPeriod(required(input.Period, 'Period'), evaluationPeriods),
    evaluationPeriods,
    datapointsToAlarm: acceptedDatapoints(DatapointsToAlarm, evaluationPeriods),
    isMOutOfN: DatapointsToAlarm !== undefined,
    threshold: required(Threshold, 'Threshold'),
    comparison: comparisonOf(input),
    missingData: missingDataOf(input),
    actionsEnabled: input.ActionsEnabled ?? true,
    actions: {
      OK: acceptedActions(input.OKActions),
      ALARM: acceptedActions(input.AlarmActions),
      INSUFFICIENT_DATA: acceptedActions(input.InsufficientDataActions),
    },
  };
}

function statOf({ Statistic, ExtendedStatistic }: PutMetricAlarmInput): AlarmConfiguration['stat'] {
  const given = Statistic ?? ExtendedStatistic;
  if (given !== undefined && (Statistic === undefined || ExtendedStatistic === undefined)) return acceptedStat(given);
  throw validationError('Exactly one of the parameters Statistic and ExtendedStatistic must be specified.');
}

/** Metrics are kept by the minute, so there are no high-resolution alarms. */
function acceptedPeriod(period: number, evaluationPeriods: number): number {
  if (period < 60 || period % 60 !== 0) throw validationError('The parameter Period must be a multiple of 60.');
  const longest = period < 3600 ? DAY : 7 * DAY;
  if (period * evaluationPeriods <= longest) return period;
  throw validationError(
    'Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400).',
  );
}

function acceptedDatapoints(datapoints: number | undefined, evaluationPeriods: number): number {
  const needed = datapoints ?? evaluationPeriods;
  if (needed >= 1 && needed <= evaluationPeriods) return needed;
  throw validationError(
    `DatapointsToAlarm must be between 1 and EvaluationPeriods (${evaluationPeriods}), and is ${needed}.`,
  );
}

function comparisonOf({ ComparisonOperator = '' }: { ComparisonOperator?: string | undefined }) {
  if (isComparison(ComparisonOperator)) return ComparisonOperator;
  throw notImplemented(`the comparison ${ComparisonOperator}`);
}

function missingDataOf({ TreatMissingData = 'missing' }: PutMetricAlarmInput): MissingData {
  if (MISSING_DATA.includes(TreatMissingData)) return TreatMissingData as MissingData;
  throw validationError(`The value ${TreatMissingData} is not supported for TreatMissingData parameter.`);
}

function acceptedActions(arns: readonly string[] = []): readonly string[] {
  if (arns.length > MOST_ACTIONS) throw validationError(`At most ${MOST_ACTIONS} actions are allowed for a state.`);
  for (const arn of arns) {
    if (!/^arn:aws[\w-]*:[\w-]+:[\w-]*:\d*:.+$/.test(arn)) throw validationError(`Invalid arn syntax: ${arn}`);
    if (arn.split(':')[2] !== 'sns') throw notImplemented(`alarm actions such as ${arn}`);
  }
  return arns;
}

function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw missingParameter(name);
  return value;
}
