import type { DescribeAlarmsOutput, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { beforeEach, describe, expect, it } from 'vitest';

import { BEGIN, policy, REGION, refused, stage, TOOLS, type Stage } from '../events/stage.ts';

const MINUTE = 60;
const ARN = `arn:aws:cloudwatch:${REGION}:${TOOLS}:alarm:errors`;
const TOPIC = `arn:aws:sns:${REGION}:${TOOLS}:alarms`;
const ERRORS = {
  AlarmName: 'errors',
  AlarmDescription: 'the endpoint fails',
  Namespace: 'Lab',
  MetricName: 'Errors',
  Dimensions: [{ Name: 'Endpoint', Value: 'production' }],
  Statistic: 'Sum',
  Period: MINUTE,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  TreatMissingData: 'notBreaching',
  AlarmActions: [TOPIC],
  OKActions: [TOPIC],
};

let one: Stage;
let monitoring: <Output = Record<string, unknown>>(operation: string, input?: object) => Output;

beforeEach(() => {
  one = stage();
  monitoring = (operation, input) => one.call('monitoring', operation, input);
  one.call('sns', 'CreateTopic', { Name: 'alarms' });
  one.call('sns', 'Subscribe', { TopicArn: TOPIC, Protocol: 'email', Endpoint: 'ops@example.com' });
});

function putAlarm(more: object = {}) {
  return monitoring('PutMetricAlarm', { ...ERRORS, ...more });
}

function alarm(name = 'errors'): MetricAlarm {
  const { MetricAlarms = [] } = monitoring<DescribeAlarmsOutput>('DescribeAlarms', { AlarmNames: [name] });
  return MetricAlarms[0] ?? {};
}

function observe(Value: number): void {
  const datum = { MetricName: 'Errors', Dimensions: ERRORS.Dimensions, Value };
  monitoring('PutMetricData', { Namespace: 'Lab', MetricData: [datum] });
}

/** The states that the topic was told, one after another. */
function told(): string[] {
  return one.messages().map(({ subject = '' }) => subject.split(':')[0] ?? '');
}

describe('an alarm goes up and down', () => {
  it('with its metric, and tells its topic', () => {
    putAlarm();
    expect(alarm()).toMatchObject({
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: 'Unchecked: Initial alarm creation',
    });
    one.pass(MINUTE);
    expect(alarm()).toMatchObject({
      StateValue: 'OK',
      StateReason:
        'Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [NonBreaching].',
    });
    observe(2);
    one.pass(MINUTE - 1);
    expect(alarm().StateValue).toBe('OK');
    one.pass(1);
    expect(alarm()).toMatchObject({
      StateValue: 'ALARM',
      StateReason:
        'Threshold Crossed: 1 out of the last 1 datapoints [2.0 (05/01/26 00:01:00)] was greater than or equal to ' +
        'the threshold (1.0) (minimum 1 datapoint for OK -> ALARM transition).',
      StateUpdatedTimestamp: new Date(BEGIN + 2 * MINUTE * 1000),
    });
    observe(0);
    one.pass(MINUTE);
    expect(alarm().StateValue).toBe('OK');
    expect(told()).toEqual(['OK', 'ALARM', 'OK']);
    const [, up] = one.messages();
    expect(up?.subject).toBe(`ALARM: "errors" in ${REGION}`);
    expect(JSON.parse(up?.recipients[0]?.text ?? '')).toMatchObject({
      AlarmName: 'errors',
      AlarmArn: ARN,
      AWSAccountId: TOOLS,
      NewStateValue: 'ALARM',
      OldStateValue: 'OK',
      Trigger: { MetricName: 'Errors', Threshold: 1, Dimensions: [{ name: 'Endpoint', value: 'production' }] },
    });
  });

  it('once its data is out of sight', () => {
    putAlarm();
    observe(2);
    one.pass(3 * MINUTE);
    expect(alarm().StateValue).toBe('ALARM');
    one.pass(MINUTE);
    expect(alarm().StateValue).toBe('OK');
  });

  it('only when enough datapoints of those evaluated are beyond the threshold', () => {
    putAlarm({ EvaluationPeriods: 3, DatapointsToAlarm: 2 });
    const states = [2, 0, 0, 2, 2, 0, 0].map((value) => {
      observe(value);
      one.pass(MINUTE);
      return alarm().StateValue;
    });
    expect(states).toEqual(['OK', 'OK', 'OK', 'OK', 'ALARM', 'ALARM', 'OK']);
  });

  it.each([
    ['missing', ['ALARM', 'INSUFFICIENT_DATA']],
    ['ignore', ['ALARM', 'ALARM']],
    ['breaching', ['ALARM', 'ALARM']],
    ['notBreaching', ['ALARM', 'OK']],
  ])('treating missing data as %s', (TreatMissingData, expected) => {
    putAlarm({ TreatMissingData });
    observe(2);
    one.pass(MINUTE);
    const up = alarm().StateValue;
    one.settle();
    expect([up, alarm().StateValue]).toEqual(expected);
  });

  it('by each comparison', () => {
    const comparisons = ['LessThanThreshold', 'LessThanOrEqualToThreshold', 'GreaterThanThreshold'];
    for (const ComparisonOperator of comparisons) putAlarm({ AlarmName: ComparisonOperator, ComparisonOperator });
    observe(1);
    one.pass(MINUTE);
    expect(comparisons.map((name) => alarm(name).StateValue)).toEqual(['OK', 'ALARM', 'OK']);
  });

  it('by percentiles and longer periods', () => {
    putAlarm({ Statistic: undefined, ExtendedStatistic: 'p90', Period: 300, Threshold: 5 });
    expect(alarm()).toMatchObject({ ExtendedStatistic: 'p90' });
    for (let count = 0; count < 8; count += 1) observe(1);
    one.pass(MINUTE);
    for (let count = 0; count < 2; count += 1) observe(9);
    one.pass(MINUTE);
    expect(alarm().StateValue).toBe('ALARM');
  });

  it('before it is asked, and then has nothing more to do', () => {
    putAlarm();
    observe(2);
    one.settle();
    expect(alarm().StateValue).toBe('OK');
    expect(told()).toEqual(['ALARM', 'OK']);
    expect(one.cloud.world.now - BEGIN).toBeLessThan(6 * MINUTE * 1000);
  });
});

describe('whoever an alarm tells', () => {
  it('is told nothing while its actions are off', () => {
    putAlarm({ ActionsEnabled: false });
    observe(2);
    one.pass(MINUTE);
    monitoring('EnableAlarmActions', { AlarmNames: ['errors'] });
    one.settle();
    expect(told()).toEqual(['OK']);
    monitoring('DisableAlarmActions', { AlarmNames: ['errors'] });
    expect(alarm().ActionsEnabled).toBe(false);
  });

  it('may be gone, or keep CloudWatch out, and the alarm does not mind', () => {
    putAlarm({ AlarmActions: [`${TOPIC}2`, TOPIC] });
    const statement = { Effect: 'Allow', Principal: { AWS: TOOLS }, Action: 'sns:Publish', Resource: TOPIC };
    one.call('sns', 'SetTopicAttributes', {
      TopicArn: TOPIC,
      AttributeName: 'Policy',
      AttributeValue: policy(statement),
    });
    observe(2);
    one.pass(MINUTE);
    expect(alarm().StateValue).toBe('ALARM');
    expect(one.messages()).toEqual([]);
  });

  it('can be a rule of EventBridge', () => {
    const Arn = `arn:aws:lambda:${REGION}:${TOOLS}:function:told`;
    const EventPattern = JSON.stringify({ source: ['aws.cloudwatch'], detail: { state: { value: ['ALARM'] } } });
    one.call('events', 'PutRule', { Name: 'alarms', EventPattern });
    one.call('events', 'PutTargets', {
      Rule: 'alarms',
      Targets: [{ Id: 'one', Arn, InputPath: '$.detail.alarmName' }],
    });
    putAlarm();
    observe(2);
    one.settle();
    expect(one.taken.map(({ input }) => Buffer.from(input['Payload'] as Uint8Array).toString())).toEqual(['"errors"']);
  });
});

describe('an alarm', () => {
  it('is set by hand until it is looked at the next time', () => {
    putAlarm();
    one.pass(MINUTE);
    monitoring('SetAlarmState', { AlarmName: 'errors', StateValue: 'ALARM', StateReason: 'a drill' });
    expect(alarm()).toMatchObject({ StateValue: 'ALARM', StateReason: 'a drill' });
    one.pass(MINUTE);
    expect(alarm().StateValue).toBe('OK');
    expect(told()).toEqual(['OK', 'ALARM', 'OK']);
    expect(() => monitoring('SetAlarmState', { AlarmName: 'other', StateValue: 'OK', StateReason: 'x' })).toThrow(
      refused('ResourceNotFound'),
    );
  });

  it('keeps state and tags when it is put again', () => {
    putAlarm({ Tags: [{ Key: 'a', Value: '1' }] });
    one.pass(MINUTE);
    putAlarm({ Threshold: 5, Tags: [{ Key: 'a', Value: '2' }] });
    expect(alarm()).toMatchObject({ StateValue: 'OK', Threshold: 5 });
    expect(monitoring('ListTagsForResource', { ResourceARN: ARN })).toEqual({ Tags: [{ Key: 'a', Value: '1' }] });
    monitoring('TagResource', { ResourceARN: ARN, Tags: [{ Key: 'b', Value: '2' }] });
    monitoring('UntagResource', { ResourceARN: ARN, TagKeys: ['a'] });
    expect(monitoring('ListTagsForResource', { ResourceARN: ARN })).toEqual({ Tags: [{ Key: 'b', Value: '2' }] });
  });

  it('is described among others, and deleted with all that are named or none', () => {
    putAlarm();
    putAlarm({ AlarmName: 'latency', AlarmActions: [], OKActions: [] });
    one.pass(MINUTE);
    monitoring('SetAlarmState', { AlarmName: 'latency', StateValue: 'ALARM', StateReason: 'x' });
    const names = (input: object) =>
      monitoring<DescribeAlarmsOutput>('DescribeAlarms', input).MetricAlarms?.map(({ AlarmName }) => AlarmName);
    expect(names({})).toEqual(['errors', 'latency']);
    expect(names({ AlarmNamePrefix: 'l' })).toEqual(['latency']);
    expect(names({ StateValue: 'ALARM' })).toEqual(['latency']);
    expect(names({ ActionPrefix: TOPIC })).toEqual(['errors']);
    expect(names({ AlarmTypes: ['CompositeAlarm'] })).toEqual([]);
    const first = monitoring<DescribeAlarmsOutput>('DescribeAlarms', { MaxRecords: 1 });
    expect(names({ MaxRecords: 1, NextToken: first.NextToken })).toEqual(['latency']);
    expect(() => monitoring('DeleteAlarms', { AlarmNames: ['errors', 'other'] })).toThrow(refused('ResourceNotFound'));
    expect(one.cloud.inventory(TOOLS)).toContain(ARN);
    monitoring('DeleteAlarms', { AlarmNames: ['errors', 'latency'] });
    expect(one.cloud.inventory(TOOLS).filter((arn) => arn.includes(':alarm:'))).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['without a name', { AlarmName: '' }, 'ValidationError'],
    ['without a metric', { MetricName: undefined }, 'MissingParameter'],
    ['without a threshold', { Threshold: undefined }, 'MissingParameter'],
    ['without a statistic', { Statistic: undefined }, 'ValidationError'],
    ['with two statistics', { ExtendedStatistic: 'p90' }, 'ValidationError'],
    ['that needs more datapoints than it sees', { DatapointsToAlarm: 2 }, 'ValidationError'],
    ['that looks back for days', { Period: 1800, EvaluationPeriods: 49 }, 'ValidationError'],
    ['by the second', { Period: 10 }, 'ValidationError'],
    ['with another treatment', { TreatMissingData: 'good' }, 'ValidationError'],
    ['with an action that is no ARN', { OKActions: ['mail'] }, 'ValidationError'],
    ['with six actions', { OKActions: Array.from({ length: 6 }, () => TOPIC) }, 'ValidationError'],
    ['with another kind of action', { OKActions: [`arn:aws:lambda:${REGION}:${TOOLS}:function:x`] }, 'NotImplemented'],
    ['of metric math', { Metrics: [] }, 'NotImplemented'],
    ['of anomalies', { ComparisonOperator: 'LessThanLowerThreshold' }, 'NotImplemented'],
  ])('is not made %s', (_, input, code) => {
    expect(() => putAlarm(input)).toThrow(refused(code));
    expect(one.cloud.inventory(TOOLS)).not.toContain(ARN);
  });
});
