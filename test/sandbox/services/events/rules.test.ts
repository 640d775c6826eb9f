import type {
  ListRulesResponse,
  ListTargetsByRuleResponse,
  PutEventsResponse,
  RemoveTargetsResponse,
} from '@aws-sdk/client-eventbridge';
import { beforeEach, describe, expect, it } from 'vitest';

import { iamAuthorizer } from '../../../../src/sandbox/authorization/authorizer.ts';
import { REGION, refused, stage, TOOLS, type Stage } from './stage.ts';

const EventPattern = JSON.stringify({ source: ['lab'] });
const arn = `arn:aws:events:${REGION}:${TOOLS}:rule/start`;
const functionArn = `arn:aws:lambda:${REGION}:${TOOLS}:function:one`;
const pipelineArn = `arn:aws:codepipeline:${REGION}:${TOOLS}:release`;

let one: Stage;
let events: <Output = Record<string, unknown>>(operation: string, input?: object) => Output;

beforeEach(() => {
  one = stage();
  events = (operation, input) => one.call('events', operation, input);
});

function put(more: object = {}) {
  return events('PutRule', { Name: 'start', EventPattern, ...more });
}

function putTarget(target: object) {
  return events('PutTargets', { Rule: 'start', Targets: [{ Id: 'one', Arn: functionArn, ...target }] });
}

describe('a rule', () => {
  it('is there until it is deleted, and keeps tags and targets when it is put again', () => {
    expect(put({ Description: 'first', Tags: [{ Key: 'lab', Value: 'one' }] })).toEqual({ RuleArn: arn });
    putTarget({});
    expect(one.cloud.inventory(TOOLS)).toContain(arn);
    put({ State: 'DISABLED', Tags: [{ Key: 'lab', Value: 'two' }] });
    expect(events('DescribeRule', { Name: 'start' })).toEqual({
      Name: 'start',
      Arn: arn,
      EventPattern,
      State: 'DISABLED',
      EventBusName: 'default',
      CreatedBy: TOOLS,
    });
    expect(events('ListTagsForResource', { ResourceARN: arn })).toEqual({ Tags: [{ Key: 'lab', Value: 'one' }] });
    expect(() => events('DeleteRule', { Name: 'start' })).toThrow(
      refused('ValidationException', "Rule can't be deleted since it has targets."),
    );
    events('RemoveTargets', { Rule: 'start', Ids: ['one'] });
    events('DeleteRule', { Name: 'start' });
    events('DeleteRule', { Name: 'start' });
    expect(one.cloud.inventory(TOOLS)).not.toContain(arn);
  });

  it('is switched on and off', () => {
    put();
    events('DisableRule', { Name: 'start' });
    expect(events('DescribeRule', { Name: 'start' })).toMatchObject({ State: 'DISABLED' });
    events('EnableRule', { Name: 'start' });
    expect(events('DescribeRule', { Name: 'start' })).toMatchObject({ State: 'ENABLED' });
  });

  it('is listed by prefix, page by page', () => {
    for (const Name of ['start-b', 'start-a', 'other']) put({ Name });
    const page = { NamePrefix: 'start', Limit: 1 };
    const first = events<ListRulesResponse>('ListRules', page);
    expect(first.Rules).toMatchObject([{ Name: 'start-a' }]);
    const rest = events<ListRulesResponse>('ListRules', { ...page, NextToken: first.NextToken });
    expect(rest.Rules).toMatchObject([{ Name: 'start-b' }]);
    expect(rest.NextToken).toBeUndefined();
  });

  it('has tags', () => {
    put();
    events('TagResource', {
      ResourceARN: arn,
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
      ],
    });
    events('UntagResource', { ResourceARN: arn, TagKeys: ['a'] });
    expect(events('ListTagsForResource', { ResourceARN: arn })).toEqual({ Tags: [{ Key: 'b', Value: '2' }] });
  });

  it.each<[string, object, string, string]>([
    ['without a pattern', { EventPattern: undefined }, 'ValidationException', 'EventPattern or ScheduleExpression'],
    ['with a pattern that is none', { EventPattern: '{}' }, 'InvalidEventPatternException', 'Empty patterns'],
    ['with a schedule', { ScheduleExpression: 'rate(1 day)' }, 'NotImplemented', 'scheduled rules'],
    ['by a strange name', { Name: 'a b' }, 'ValidationException', "'name'"],
    ['of another bus', { EventBusName: 'mine' }, 'ResourceNotFoundException', 'Event bus mine does not exist.'],
  ])('is not made %s', (_, input, code, message) => {
    expect(() => put(input)).toThrow(refused(code, message));
  });

  it('is told apart from one that is not there', () => {
    const missing = refused('ResourceNotFoundException', 'Rule start does not exist on EventBus default.');
    expect(() => events('DescribeRule', { Name: 'start' })).toThrow(missing);
    expect(() => events('DisableRule', { Name: 'start' })).toThrow(missing);
    expect(() => putTarget({})).toThrow(missing);
  });
});

describe('a target', () => {
  beforeEach(() => void put());

  it('is replaced by its id, listed and removed', () => {
    putTarget({ Input: '{"a":1}' });
    putTarget({ Input: '{"a":2}' });
    expect(events<ListTargetsByRuleResponse>('ListTargetsByRule', { Rule: 'start' }).Targets).toEqual([
      { Id: 'one', Arn: functionArn, Input: '{"a":2}' },
    ]);
    const removed = events<RemoveTargetsResponse>('RemoveTargets', { Rule: 'start', Ids: ['one', 'two'] });
    expect(removed).toMatchObject({ FailedEntryCount: 1, FailedEntries: [{ TargetId: 'two' }] });
    expect(events<ListTargetsByRuleResponse>('ListTargetsByRule', { Rule: 'start' }).Targets).toEqual([]);
  });

  it('is one of five at the most', () => {
    const Targets = ['1', '2', '3', '4', '5', '6'].map((Id) => ({ Id, Arn: functionArn }));
    expect(() => events('PutTargets', { Rule: 'start', Targets })).toThrow(refused('LimitExceededException'));
    events('PutTargets', { Rule: 'start', Targets: Targets.slice(1) });
    expect(() => putTarget({ Id: '1' })).toThrow(refused('LimitExceededException'));
  });

  it.each<[string, object, string, string]>([
    ['that is no ARN', { Arn: 'release' }, 'ValidationException', 'Provided Arn is not in correct format'],
    ['of another service', { Arn: `arn:aws:sqs:${REGION}:${TOOLS}:q` }, 'NotImplemented', 'targets such as'],
    ['of another region', { Arn: `arn:aws:sns:us-east-1:${TOOLS}:t` }, 'ValidationException', 'not in the region'],
    ['with a queue for what fails', { DeadLetterConfig: {} }, 'NotImplemented', 'DeadLetterConfig'],
    ['by a strange id', { Id: 'a b' }, 'ValidationException', 'targets.1.member.id'],
    ['that is told in two ways', { Input: '{}', InputPath: '$' }, 'ValidationException', 'Only one of Input'],
    [
      'that is a pipeline without a role',
      { Arn: pipelineArn },
      'ValidationException',
      'RoleArn is required for target',
    ],
  ])('is refused %s', (_, target, code, message) => {
    expect(() => putTarget(target)).toThrow(refused(code, message));
  });

  it('is reached through a role that trusts EventBridge only', () => {
    const RoleArn = one.role('stranger', { Service: 'lambda.amazonaws.com' });
    expect(() => putTarget({ Arn: pipelineArn, RoleArn })).toThrow(
      refused(
        'ValidationException',
        `Provided role '${RoleArn}' cannot be assumed by principal 'events.amazonaws.com'.`,
      ),
    );
  });
});

describe('TestEventPattern', () => {
  const event = {
    id: '1',
    account: TOOLS,
    source: 'lab',
    time: '2026-01-05T00:00:00Z',
    region: REGION,
    'detail-type': 'Done',
    detail: { state: 'FAILED' },
  };

  it('says whether a pattern matches an event', () => {
    const test = (pattern: object) =>
      events('TestEventPattern', { EventPattern: JSON.stringify(pattern), Event: JSON.stringify(event) });
    expect(test({ detail: { state: ['FAILED'] } })).toEqual({ Result: true });
    expect(test({ detail: { state: ['SUCCEEDED'] } })).toEqual({ Result: false });
  });

  it('takes complete events only', () => {
    const { time: _time, ...incomplete } = event;
    const test = (Event: string) => () => events('TestEventPattern', { EventPattern, Event });
    expect(test(JSON.stringify(incomplete))).toThrow(refused('ValidationException', 'time is a required argument'));
    expect(test('[]')).toThrow(refused('ValidationException', 'Parameter Event is not valid.'));
  });
});

describe('PutEvents', () => {
  const entry = { Source: 'lab', DetailType: 'Done', Detail: '{}' };
  const putEvents = (...Entries: object[]) => events<PutEventsResponse>('PutEvents', { Entries });

  it('tells of each entry how it went', () => {
    const { FailedEntryCount, Entries } = putEvents(
      entry,
      { ...entry, Detail: '' },
      { ...entry, Detail: 'x' },
      { ...entry, Source: 'aws.s3' },
    );
    expect(FailedEntryCount).toBe(3);
    expect(Entries).toEqual([
      { EventId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string },
      {
        ErrorCode: 'InvalidArgument',
        ErrorMessage: 'Parameter Detail is not valid. Reason: Detail is a required argument.',
      },
      { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' },
      { ErrorCode: 'NotAuthorizedForSource', ErrorMessage: 'Not authorized for the source.' },
    ]);
  });

  it('takes one to ten entries', () => {
    expect(() => putEvents()).toThrow(refused('ValidationException', "'entries'"));
    expect(() => putEvents(...Array.from({ length: 11 }, () => entry))).toThrow(refused('ValidationException'));
  });

  it('needs leave for the bus, and for the source where a policy goes by that', () => {
    one = stage({ authorize: iamAuthorizer });
    const RoleArn = one.role('speaker', { AWS: TOOLS }, 'sqs:*');
    const statement = {
      Effect: 'Allow',
      Action: 'events:PutEvents',
      Resource: `arn:aws:events:${REGION}:${TOOLS}:event-bus/default`,
      Condition: { StringEquals: { 'events:source': 'lab' } },
    };
    const speaker = one.assumed(RoleArn);
    const speak = (Source: string) => () =>
      one.call('events', 'PutEvents', { Entries: [{ ...entry, Source }] }, speaker);
    expect(speak('lab')).toThrow(refused('AccessDenied', 'events:PutEvents'));
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    one.call('iam', 'PutRolePolicy', { RoleName: 'speaker', PolicyName: 'speak', PolicyDocument });
    expect(speak('lab')).not.toThrow();
    expect(speak('other')).toThrow(refused('AccessDenied', 'events:PutEvents'));
  });
});
