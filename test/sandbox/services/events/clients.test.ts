import { CloudWatchClient, DescribeAlarmsCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { DeleteAlarmsCommand, GetMetricStatisticsCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { EventBridgeClient, ListTargetsByRuleCommand, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateTopicCommand, DeleteTopicCommand, GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { PublishCommand, SetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { beforeEach, describe, expect, it } from 'vitest';

import { openSandbox, type Sandbox } from '../../../../src/sandbox/sandbox.ts';
import { memoryStorage } from '../../../../src/sandbox/storage/index.ts';
import { BEGIN, REGION, TOOLS } from './stage.ts';

/** What the SDK's clients make of the answers. */
let sandbox: Sandbox;
let config: {
  region: string;
  credentials: ReturnType<Sandbox['credentialsFor']>;
  requestHandler: Sandbox['requestHandler'];
};

beforeEach(() => {
  sandbox = openSandbox({ storage: memoryStorage(), accounts: [{ id: TOOLS }], begin: BEGIN });
  config = {
    region: REGION,
    credentials: sandbox.credentialsFor({ id: TOOLS }),
    requestHandler: sandbox.requestHandler,
  };
});

describe('the client of', () => {
  it('EventBridge', async () => {
    const client = new EventBridgeClient(config);
    const EventPattern = '{"source":["lab"]}';
    const Arn = `arn:aws:lambda:${REGION}:${TOOLS}:function:x`;
    const RetryPolicy = { MaximumRetryAttempts: 0 };
    const { RuleArn } = await client.send(new PutRuleCommand({ Name: 'start', EventPattern }));
    expect(RuleArn).toBe(`arn:aws:events:${REGION}:${TOOLS}:rule/start`);
    await client.send(new PutTargetsCommand({ Rule: 'start', Targets: [{ Id: 'one', Arn, RetryPolicy }] }));
    const { Targets } = await client.send(new ListTargetsByRuleCommand({ Rule: 'start' }));
    expect(Targets).toEqual([{ Id: 'one', Arn, RetryPolicy }]);
    const Time = new Date(BEGIN);
    const Entries = [{ Source: 'lab', DetailType: 'Done', Detail: '{}', Time }];
    expect(await client.send(new PutEventsCommand({ Entries }))).toMatchObject({ FailedEntryCount: 0 });
    await expect(client.send(new PutRuleCommand({ Name: 'start', EventPattern: '[]' }))).rejects.toMatchObject({
      name: 'InvalidEventPatternException',
    });
    await expect(client.send(new ListTargetsByRuleCommand({ Rule: 'other' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('SNS', async () => {
    const client = new SNSClient(config);
    const Attributes = { DisplayName: 'Lab' };
    const { TopicArn } = await client.send(new CreateTopicCommand({ Name: 'failures', Attributes }));
    const described = await client.send(new GetTopicAttributesCommand({ TopicArn }));
    expect(described.Attributes).toMatchObject({ TopicArn, DisplayName: 'Lab', Owner: TOOLS });
    const { MessageId } = await client.send(new PublishCommand({ TopicArn, Message: 'x' }));
    expect(MessageId).toMatch(/^[0-9a-f-]{36}$/);
    const bad = new SetTopicAttributesCommand({ TopicArn, AttributeName: 'Policy', AttributeValue: 'x' });
    await expect(client.send(bad)).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await client.send(new DeleteTopicCommand({ TopicArn }));
    await expect(client.send(new GetTopicAttributesCommand({ TopicArn }))).rejects.toMatchObject({
      name: 'NotFoundException',
      message: 'Topic does not exist',
    });
  });

  it('CloudWatch', async () => {
    const client = new CloudWatchClient(config);
    const metric = { Namespace: 'Lab', MetricName: 'Errors' };
    const terms = { Period: 60, EvaluationPeriods: 1, Threshold: 0.5, Statistic: 'Sum' as const };
    const ComparisonOperator = 'GreaterThanThreshold';
    await client.send(new PutMetricAlarmCommand({ AlarmName: 'errors', ...metric, ...terms, ComparisonOperator }));
    const MetricData = [{ MetricName: 'Errors', Value: 2, Timestamp: new Date(BEGIN) }];
    await client.send(new PutMetricDataCommand({ Namespace: 'Lab', MetricData }));
    await sandbox.clock.sleep(60_000);
    const { MetricAlarms } = await client.send(new DescribeAlarmsCommand({ AlarmNames: ['errors'] }));
    expect(MetricAlarms).toMatchObject([
      { StateValue: 'ALARM', Threshold: 0.5, StateUpdatedTimestamp: new Date(BEGIN + 60_000) },
    ]);
    const times = { StartTime: new Date(BEGIN), EndTime: new Date(BEGIN + 60_000), Period: 60 };
    const { Datapoints } = await client.send(
      new GetMetricStatisticsCommand({ ...metric, ...times, Statistics: ['Average'] }),
    );
    expect(Datapoints).toEqual([{ Timestamp: new Date(BEGIN), Average: 2, Unit: 'None' }]);
    await expect(client.send(new DeleteAlarmsCommand({ AlarmNames: ['other'] }))).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });
  });
});
