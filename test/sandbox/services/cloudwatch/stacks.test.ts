import { beforeEach, describe, expect, it } from 'vitest';

import { REGION, stage, TOOLS, type Stage } from '../events/stage.ts';
import { stackIn } from '../events/stacks.ts';

const ARN = `arn:aws:cloudwatch:${REGION}:${TOOLS}:alarm:errors`;
const TEMPLATE = (properties: string) => `
Parameters:
  Threshold: { Type: String, Default: '5' }
  Enabled: { Type: String, Default: 'false' }
Resources:
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmName: errors
      Namespace: AWS/SageMaker
      MetricName: Invocation5XXErrors
      Dimensions: [{ Name: EndpointName, Value: production }]
      Period: 60
      Threshold: !Ref Threshold
      ComparisonOperator: GreaterThanThreshold
      ${properties}
Outputs:
  Name: { Value: !Ref Alarm }
  Arn: { Value: !GetAtt Alarm.Arn }
`;
const FULL = TEMPLATE(`Statistic: Sum
      EvaluationPeriods: 3
      DatapointsToAlarm: 2
      ActionsEnabled: !Ref Enabled
      AlarmDescription: fails
      Tags: [{ Key: team, Value: blue }]`);
const BARE = TEMPLATE(`ExtendedStatistic: p99
      EvaluationPeriods: 1`);

let one: Stage;

beforeEach(() => {
  one = stage();
});

function alarm(): unknown {
  return (one.call('monitoring', 'DescribeAlarms', { AlarmNames: ['errors'] })['MetricAlarms'] as unknown[])[0];
}

describe('AWS::CloudWatch::Alarm', () => {
  it('follows its template from creation to deletion', () => {
    const stack = stackIn(one);
    expect(stack.create(FULL)).toMatchObject({ status: 'CREATE_COMPLETE', outputs: { Name: 'errors', Arn: ARN } });
    expect(alarm()).toMatchObject({ Threshold: 5, DatapointsToAlarm: 2, ActionsEnabled: false, Statistic: 'Sum' });
    const tags = () => one.call('monitoring', 'ListTagsForResource', { ResourceARN: ARN })['Tags'];
    expect(tags()).toContainEqual({ Key: 'team', Value: 'blue' });

    expect(stack.update(BARE)).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(alarm()).toMatchObject({ ExtendedStatistic: 'p99', EvaluationPeriods: 1, ActionsEnabled: true });
    expect(alarm()).not.toHaveProperty('AlarmDescription');
    expect(tags()).not.toContainEqual({ Key: 'team', Value: 'blue' });

    expect(stack.remove()).toMatchObject({ status: 'DELETE_COMPLETE' });
    expect(one.cloud.inventory(TOOLS)).not.toContain(ARN);
  });

  it('does not take over an alarm that is there', () => {
    const metric = { Namespace: 'Lab', MetricName: 'Errors', Statistic: 'Sum', Period: 60, EvaluationPeriods: 1 };
    const terms = { Threshold: 7, ComparisonOperator: 'GreaterThanThreshold' };
    one.call('monitoring', 'PutMetricAlarm', { AlarmName: 'errors', ...metric, ...terms });
    expect(stackIn(one).create(FULL).failures).toEqual([expect.stringContaining("'errors' already exists")]);
    expect(alarm()).toMatchObject({ Threshold: 7 });
  });

  it('is deleted even if somebody deleted it before', () => {
    const stack = stackIn(one);
    stack.create(BARE);
    one.call('monitoring', 'DeleteAlarms', { AlarmNames: ['errors'] });
    expect(stack.remove()).toMatchObject({ status: 'DELETE_COMPLETE' });
  });
});
