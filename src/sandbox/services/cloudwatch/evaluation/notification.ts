import type { Alarm, AlarmConfiguration, Place } from '../state.ts';

interface Notification {
  readonly Subject: string;
  readonly Message: string;
}

const LONGEST_SUBJECT = 100;

/** What is published when an alarm changes its state; the members are those of CloudWatch's own messages. */
export function notification({ account, region }: Place, alarm: Alarm, before: Alarm['state']): Notification {
  const { configuration, state } = alarm;
  const message = {
    AlarmName: alarm.name,
    AlarmDescription: configuration.description ?? null,
    AWSAccountId: account,
    AlarmConfigurationUpdatedTimestamp: timestamp(alarm.configuredAt),
    NewStateValue: state.value,
    NewStateReason: state.reason,
    StateChangeTime: timestamp(alarm.transitionedAt),
    Region: region,
    AlarmArn: alarm.arn,
    OldStateValue: before.value,
    OKActions: configuration.actions.OK,
    AlarmActions: configuration.actions.ALARM,
    InsufficientDataActions: configuration.actions.INSUFFICIENT_DATA,
    Trigger: triggerOf(configuration),
  };
  const subject = `${state.value}: "${alarm.name}" in ${region}`;
  return { Subject: subject.slice(0, LONGEST_SUBJECT), Message: JSON.stringify(message) };
}

function triggerOf(configuration: AlarmConfiguration): object {
  const { metric, stat, unit, comparison, threshold, missingData } = configuration;
  return {
    MetricName: metric.name,
    Namespace: metric.namespace,
    StatisticType: stat.startsWith('p') ? 'ExtendedStatistic' : 'Statistic',
    Statistic: stat.toUpperCase(),
    Unit: unit ?? null,
    Dimensions: metric.dimensions.map(({ Name, Value }) => ({ value: Value, name: Name })),
    Period: configuration.period,
    EvaluationPeriods: configuration.evaluationPeriods,
    DatapointsToAlarm: configuration.datapointsToAlarm,
    ComparisonOperator: comparison,
    Threshold: threshold,
    TreatMissingData: missingData,
  };
}

/** With an offset of four digits, as CloudWatch writes it here. */
function timestamp(time: number): string {
  return new Date(time).toISOString().replace('Z', '+0000');
}
