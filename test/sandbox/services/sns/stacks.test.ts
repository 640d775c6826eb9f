import type { GetTopicAttributesResponse, ListSubscriptionsByTopicResponse } from '@aws-sdk/client-sns';
import { beforeEach, describe, expect, it } from 'vitest';

import { snsState } from '../../../../src/sandbox/services/sns/state.ts';
import { REGION, stage, TOOLS, type Stage } from '../events/stage.ts';
import { stackIn } from '../events/stacks.ts';

const TopicArn = `arn:aws:sns:${REGION}:${TOOLS}:failures`;
const STATEMENT = (action: string) =>
  `{ Effect: Allow, Principal: { Service: events.amazonaws.com }, Action: '${action}', Resource: !Ref Topic }`;
const TEMPLATE = (properties: string, more = '') => `
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: failures
      ${properties}
${more}
Outputs:
  Arn: { Value: !Ref Topic }
  Name: { Value: !GetAtt Topic.TopicName }
`;
const FULL = TEMPLATE(
  `DisplayName: Lab
      Subscription: [{ Protocol: email, Endpoint: ops@example.com }]
      Tags: [{ Key: team, Value: blue }]`,
  `
  Policy:
    Type: AWS::SNS::TopicPolicy
    Properties:
      Topics: [!Ref Topic]
      PolicyDocument: { Version: '2012-10-17', Statement: [${STATEMENT('sns:Publish')}] }
  Reader:
    Type: AWS::SNS::Subscription
    Properties: { TopicArn: !Ref Topic, Protocol: email, Endpoint: reader@example.com }`,
);
const BARE = TEMPLATE('Subscription: [{ Protocol: email, Endpoint: lab@example.com }]');

let one: Stage;

beforeEach(() => {
  one = stage();
});

function attributes(): Record<string, string> {
  return one.call<GetTopicAttributesResponse>('sns', 'GetTopicAttributes', { TopicArn }).Attributes ?? {};
}

function endpoints(): (string | undefined)[] {
  const { Subscriptions = [] } = one.call<ListSubscriptionsByTopicResponse>('sns', 'ListSubscriptionsByTopic', {
    TopicArn,
  });
  return Subscriptions.map(({ Endpoint }) => Endpoint).sort();
}

describe('the types of SNS', () => {
  it('follow their template from creation to deletion', () => {
    const stack = stackIn(one);
    expect(stack.create(FULL)).toMatchObject({
      status: 'CREATE_COMPLETE',
      outputs: { Arn: TopicArn, Name: 'failures' },
    });
    expect(attributes()).toMatchObject({ DisplayName: 'Lab', SubscriptionsPending: '2' });
    expect(JSON.parse(attributes()['Policy'] ?? '')).toMatchObject({
      Statement: [{ Principal: { Service: 'events.amazonaws.com' }, Resource: TopicArn }],
    });
    expect(endpoints()).toEqual(['ops@example.com', 'reader@example.com']);

    expect(stack.update(BARE)).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(attributes()).toMatchObject({ DisplayName: '' });
    expect(attributes()['Policy']).toContain('__default_policy_ID');
    // Who did not confirm stays pending: there is no subscription to end yet.
    expect(endpoints()).toEqual(['lab@example.com', 'ops@example.com']);
    expect(one.call('sns', 'ListTagsForResource', { ResourceArn: TopicArn })).toEqual({
      Tags: expect.not.arrayContaining([{ Key: 'team', Value: 'blue' }]) as unknown,
    });

    expect(stack.remove()).toMatchObject({ status: 'DELETE_COMPLETE' });
    expect(one.cloud.inventory(TOOLS).filter((arn) => arn.includes(':sns:'))).toEqual([]);
  });

  it('end the subscription of who confirmed and is left out', () => {
    const stack = stackIn(one);
    stack.create(TEMPLATE('Subscription: [{ Protocol: email, Endpoint: ops@example.com }]'));
    const { subscriptions } = snsState(one.cloud.world, { account: TOOLS, region: REGION });
    for (const { token } of Object.values(subscriptions))
      one.call('sns', 'ConfirmSubscription', { TopicArn, Token: token });
    stack.update(BARE);
    expect(endpoints()).toEqual(['lab@example.com']);
  });

  it('leave nothing behind when a subscription is refused', () => {
    const created = stackIn(one).create(TEMPLATE('Subscription: [{ Protocol: email, Endpoint: ops }]'));
    expect(created.failures).toEqual([expect.stringContaining('Invalid parameter: Email address')]);
    expect(one.cloud.inventory(TOOLS)).not.toContain(TopicArn);
  });

  it('fail where a policy says more than topics know', () => {
    const wide = FULL.replace('sns:Publish', 'sns:*');
    expect(stackIn(one).create(wide).failures).toContainEqual(expect.stringContaining('out of service scope'));
  });

  it('are deleted even if somebody deleted the topic before', () => {
    const stack = stackIn(one);
    stack.create(FULL);
    one.call('sns', 'DeleteTopic', { TopicArn });
    expect(stack.remove()).toMatchObject({ status: 'DELETE_COMPLETE' });
  });
});
