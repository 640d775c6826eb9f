import type { ListTargetsByRuleResponse } from '@aws-sdk/client-eventbridge';
import { beforeEach, describe, expect, it } from 'vitest';

import { REGION, stage, TOOLS, type Stage } from './stage.ts';
import { stackIn } from './stacks.ts';

const ARN = `arn:aws:events:${REGION}:${TOOLS}:rule/lab-start`;
const TARGET = (id: string) => `
        - { Id: ${id}, Arn: 'arn:aws:lambda:${REGION}:${TOOLS}:function:${id}', Input: '"${id}"' }`;
const TEMPLATE = (properties: string) => `
Resources:
  Rule:
    Type: AWS::Events::Rule
    Properties:
      Name: lab-start
      ${properties}
Outputs:
  Ref: { Value: !Ref Rule }
  Arn: { Value: !GetAtt Rule.Arn }
`;
const FULL = TEMPLATE(`Description: starts
      State: ENABLED
      EventPattern: { source: [lab], detail: { ready: [true], rows: [{ numeric: ['>', 5] }] } }
      Targets: ${TARGET('one')}${TARGET('two')}
      Tags: [{ Key: team, Value: blue }]`);
const BARE = TEMPLATE(`State: DISABLED
      EventPattern: { source: [other] }
      Targets: ${TARGET('two')}`);

let one: Stage;

beforeEach(() => {
  one = stage();
});

function targets(): (string | undefined)[] {
  const { Targets = [] } = one.call<ListTargetsByRuleResponse>('events', 'ListTargetsByRule', { Rule: 'lab-start' });
  return Targets.map(({ Id }) => Id);
}

describe('AWS::Events::Rule', () => {
  it('follows its template from creation to deletion', () => {
    const stack = stackIn(one);
    const created = stack.create(FULL);
    expect(created).toMatchObject({ status: 'CREATE_COMPLETE', outputs: { Ref: 'lab-start', Arn: ARN } });
    const rule = one.call('events', 'DescribeRule', { Name: 'lab-start' });
    expect(rule).toMatchObject({ Description: 'starts', State: 'ENABLED' });
    expect(JSON.parse(String(rule['EventPattern']))).toEqual({
      source: ['lab'],
      detail: { ready: [true], rows: [{ numeric: ['>', 5] }] },
    });
    expect(targets()).toEqual(['one', 'two']);
    expect(one.call('events', 'ListTagsForResource', { ResourceARN: ARN })['Tags']).toContainEqual({
      Key: 'team',
      Value: 'blue',
    });

    expect(stack.update(BARE)).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(one.call('events', 'DescribeRule', { Name: 'lab-start' })).toMatchObject({
      State: 'DISABLED',
      EventPattern: '{"source":["other"]}',
    });
    expect(targets()).toEqual(['two']);
    expect(one.call('events', 'ListTagsForResource', { ResourceARN: ARN })['Tags']).not.toContainEqual({
      Key: 'team',
      Value: 'blue',
    });

    expect(stack.remove()).toMatchObject({ status: 'DELETE_COMPLETE' });
    expect(one.cloud.inventory(TOOLS)).not.toContain(ARN);
  });

  it('leaves nothing behind when a target is refused', () => {
    const pipeline = `arn:aws:codepipeline:${REGION}:${TOOLS}:release`;
    const created = stackIn(one).create(
      TEMPLATE(`EventPattern: { source: [lab] }
      Targets: [{ Id: one, Arn: '${pipeline}' }]`),
    );
    expect(created.failures).toEqual([expect.stringContaining(`RoleArn is required for target ${pipeline}.`)]);
    expect(one.cloud.inventory(TOOLS)).not.toContain(ARN);
  });

  it('does not take over what is there, nor leave undone what it does not know', () => {
    one.call('events', 'PutRule', { Name: 'lab-start', EventPattern: '{"source":["mine"]}' });
    expect(stackIn(one).create(BARE).failures).toEqual([expect.stringContaining('already exists')]);
    expect(one.call('events', 'DescribeRule', { Name: 'lab-start' })).toMatchObject({
      EventPattern: '{"source":["mine"]}',
    });
    const scheduled = TEMPLATE('ScheduleExpression: rate(1 day)').replace('lab-start', 'other');
    expect(stackIn(stage()).create(scheduled).failures).toEqual([expect.stringContaining('ScheduleExpression')]);
  });

  it('is deleted even if somebody deleted it before', () => {
    const stack = stackIn(one);
    stack.create(BARE);
    one.call('events', 'RemoveTargets', { Rule: 'lab-start', Ids: ['two'] });
    one.call('events', 'DeleteRule', { Name: 'lab-start' });
    expect(stack.remove()).toMatchObject({ status: 'DELETE_COMPLETE' });
  });
});
