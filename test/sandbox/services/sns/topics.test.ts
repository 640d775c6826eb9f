import type {
  CreateTopicResponse,
  GetSubscriptionAttributesResponse,
  GetTopicAttributesResponse,
  ListSubscriptionsByTopicResponse,
  ListTopicsResponse,
  SubscribeResponse,
} from '@aws-sdk/client-sns';
import { beforeEach, describe, expect, it } from 'vitest';

import { snsState } from '../../../../src/sandbox/services/sns/state.ts';
import { BEGIN, policy, REGION, refused, stage, TOOLS, type Stage } from '../events/stage.ts';

const TopicArn = `arn:aws:sns:${REGION}:${TOOLS}:failures`;

let one: Stage;
let sns: <Output = Record<string, unknown>>(operation: string, input?: object) => Output;

beforeEach(() => {
  one = stage();
  sns = (operation, input) => one.call('sns', operation, input);
});

function create(more: object = {}): string | undefined {
  return sns<CreateTopicResponse>('CreateTopic', { Name: 'failures', ...more }).TopicArn;
}

function attributes(): Record<string, string> {
  return sns<GetTopicAttributesResponse>('GetTopicAttributes', { TopicArn }).Attributes ?? {};
}

function subscribe(Endpoint: string, more: object = {}): string | undefined {
  return sns<SubscribeResponse>('Subscribe', { TopicArn, Protocol: 'email', Endpoint, ...more }).SubscriptionArn;
}

/** What somebody does who gets the e-mail that asks whether they want more of them. */
function confirm(endpoint: string): void {
  const { subscriptions } = snsState(one.cloud.world, { account: TOOLS, region: REGION });
  const { token } = Object.values(subscriptions).find((subscription) => subscription.endpoint === endpoint) ?? {};
  sns('ConfirmSubscription', { TopicArn, Token: token });
}

function setPolicy(...statements: object[]) {
  return sns('SetTopicAttributes', { TopicArn, AttributeName: 'Policy', AttributeValue: policy(...statements) });
}

describe('a topic', () => {
  it('is there until it is deleted, and can be made twice only alike', () => {
    expect(create({ Attributes: { DisplayName: 'Lab' }, Tags: [{ Key: 'a', Value: '1' }] })).toBe(TopicArn);
    expect(create({ Attributes: { DisplayName: 'Lab' }, Tags: [{ Key: 'a', Value: '1' }] })).toBe(TopicArn);
    expect(() => create({ Attributes: { DisplayName: 'Other' } })).toThrow(
      refused('InvalidParameter', 'Topic already exists with different attributes'),
    );
    expect(() => create({ Tags: [{ Key: 'a', Value: '2' }] })).toThrow(refused('InvalidParameter', 'different tags'));
    expect(one.cloud.inventory(TOOLS)).toContain(TopicArn);
    subscribe('ops@example.com');
    sns('DeleteTopic', { TopicArn });
    sns('DeleteTopic', { TopicArn });
    expect(one.cloud.inventory(TOOLS).filter((arn) => arn.includes(':sns:'))).toEqual([]);
    expect(() => attributes()).toThrow(refused('NotFound', 'Topic does not exist'));
  });

  it('is listed and described', () => {
    create();
    sns('CreateTopic', { Name: 'a' });
    expect(sns<ListTopicsResponse>('ListTopics').Topics).toEqual([
      { TopicArn: `arn:aws:sns:${REGION}:${TOOLS}:a` },
      { TopicArn },
    ]);
    subscribe('ops@example.com');
    subscribe('lab@example.com');
    confirm('ops@example.com');
    expect(attributes()).toMatchObject({
      Owner: TOOLS,
      DisplayName: '',
      SubscriptionsConfirmed: '1',
      SubscriptionsPending: '1',
    });
    expect(attributes()['Policy']).toContain('__default_policy_ID');
  });

  it('changes its attributes', () => {
    create();
    const set = (AttributeName: string, AttributeValue: string) => () =>
      sns('SetTopicAttributes', { TopicArn, AttributeName, AttributeValue });
    set('DisplayName', 'Lab')();
    expect(attributes()).toMatchObject({ DisplayName: 'Lab' });
    set('DisplayName', '')();
    expect(attributes()).toMatchObject({ DisplayName: '' });
    expect(set('Colour', 'red')).toThrow(refused('InvalidParameter', 'AttributeName'));
  });

  it('has tags', () => {
    create();
    const ResourceArn = TopicArn;
    sns('TagResource', {
      ResourceArn,
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
      ],
    });
    sns('UntagResource', { ResourceArn, TagKeys: ['a'] });
    expect(sns('ListTagsForResource', { ResourceArn })).toEqual({ Tags: [{ Key: 'b', Value: '2' }] });
    expect(() => sns('ListTagsForResource', { ResourceArn: `${TopicArn}2` })).toThrow(refused('ResourceNotFound'));
  });

  it.each<[string, object, string]>([
    ['by a strange name', { Name: 'a b' }, 'InvalidParameter'],
    ['as a queue', { Name: 'a.fifo' }, 'NotImplemented'],
    ['with a policy that is none', { Attributes: { Policy: '{}' } }, 'InvalidParameter'],
  ])('is not made %s', (_, input, code) => {
    expect(() => sns('CreateTopic', { Name: 'x', ...input })).toThrow(refused(code));
  });

  it('takes policies of what topics can do, for whom there is', () => {
    create();
    const statement = { Effect: 'Allow', Principal: { AWS: TOOLS }, Action: 'sns:Publish', Resource: TopicArn };
    expect(() => setPolicy({ ...statement, Action: 'sns:*' })).toThrow(
      refused('InvalidParameter', 'Policy statement action out of service scope!'),
    );
    expect(() => setPolicy({ ...statement, Principal: { AWS: `arn:aws:iam::${TOOLS}:role/nobody` } })).toThrow(
      refused('InvalidParameter', 'PrincipalNotFound'),
    );
    setPolicy(statement);
    expect(JSON.parse(attributes()['Policy'] ?? '')).toMatchObject({ Statement: [statement] });
  });
});

describe('a subscription', () => {
  beforeEach(() => void create());

  it('waits for its confirmation', () => {
    expect(subscribe('ops@example.com')).toBe('pending confirmation');
    const arn = subscribe('ops@example.com', { ReturnSubscriptionArn: true });
    expect(arn).toMatch(new RegExp(`^${TopicArn}:[0-9a-f-]{36}$`));
    const listed = () => sns<ListSubscriptionsByTopicResponse>('ListSubscriptionsByTopic', { TopicArn }).Subscriptions;
    expect(listed()).toMatchObject([{ SubscriptionArn: 'PendingConfirmation', Endpoint: 'ops@example.com' }]);
    expect(() => sns('ConfirmSubscription', { TopicArn, Token: 'x' })).toThrow(refused('InvalidParameter', 'Token'));
    confirm('ops@example.com');
    expect(listed()).toMatchObject([{ SubscriptionArn: arn }]);
    expect(sns('ListSubscriptions')).toMatchObject({ Subscriptions: [{ SubscriptionArn: arn }] });
    const { Attributes } = sns<GetSubscriptionAttributesResponse>('GetSubscriptionAttributes', {
      SubscriptionArn: arn,
    });
    expect(Attributes).toMatchObject({ PendingConfirmation: 'false', Endpoint: 'ops@example.com' });
    sns('Unsubscribe', { SubscriptionArn: arn });
    expect(listed()).toEqual([]);
    expect(() => sns('Unsubscribe', { SubscriptionArn: arn })).toThrow(refused('NotFound'));
    expect(() => sns('Unsubscribe', { SubscriptionArn: 'PendingConfirmation' })).toThrow(refused('InvalidParameter'));
  });

  it.each<[string, object, string]>([
    ['of something that is no address', { Endpoint: 'ops' }, 'InvalidParameter'],
    ['by another protocol', { Protocol: 'sqs' }, 'NotImplemented'],
    ['with a filter', { Attributes: { FilterPolicy: '{}' } }, 'NotImplemented'],
    ['to no topic', { TopicArn: `${TopicArn}2` }, 'NotFound'],
    ['to what is no ARN', { TopicArn: 'failures' }, 'InvalidParameter'],
  ])('is refused %s', (_, input, code) => {
    expect(() => subscribe('ops@example.com', input)).toThrow(refused(code));
  });
});

describe('a message', () => {
  beforeEach(() => void create());

  it('goes to those who confirmed', () => {
    subscribe('ops@example.com');
    subscribe('lab@example.com');
    confirm('lab@example.com');
    const { MessageId } = sns('Publish', { TopicArn, Subject: 'Failed', Message: 'It failed.' });
    expect(one.messages()).toEqual([
      {
        id: MessageId,
        topicArn: TopicArn,
        publishedAt: BEGIN,
        subject: 'Failed',
        recipients: [
          { protocol: 'email', endpoint: 'ops@example.com', status: 'pending', text: 'It failed.' },
          { protocol: 'email', endpoint: 'lab@example.com', status: 'delivered', text: 'It failed.' },
        ],
      },
    ]);
  });

  it('can be another by protocol', () => {
    subscribe('ops@example.com');
    subscribe('ops@example.com', { Protocol: 'email-json' });
    const Message = JSON.stringify({ default: 'It failed.', email: 'Dear all, it failed.' });
    sns('Publish', { TopicArn, MessageStructure: 'json', Message });
    expect(one.messages()[0]?.recipients.map(({ text }) => text)).toEqual(['Dear all, it failed.', 'It failed.']);
  });

  it('is one of the last that are kept', () => {
    for (let count = 0; count < 205; count += 1) sns('Publish', { TopicArn, Message: String(count) });
    expect(one.messages()).toHaveLength(200);
  });

  it.each<[string, object, string]>([
    ['that is empty', { Message: '' }, 'Empty message'],
    ['that is too long', { Message: 'x'.repeat(262_145) }, 'Message too long'],
    ['with a subject of two lines', { Subject: 'a\nb' }, 'Subject'],
    ['with a subject that is too long', { Subject: 'x'.repeat(101) }, 'Subject'],
    ['whose texts are no JSON', { MessageStructure: 'json' }, 'failed to parse'],
    ['whose texts have no default', { MessageStructure: 'json', Message: '{"email":"x"}' }, 'No default entry'],
  ])('is refused %s', (_, input, message) => {
    expect(() => sns('Publish', { TopicArn, Message: 'x', ...input })).toThrow(refused('InvalidParameter', message));
  });
});

describe('who may publish', () => {
  const staging = {
    kind: 'assumed-role',
    account: '333333333333',
    arn: 'arn:aws:sts::333333333333:assumed-role/Deployer/x',
    userId: 'AROADEPLOYER:x',
  } as const;
  const service = (arn: string) => ({ kind: 'service', account: TOOLS, arn, userId: arn }) as const;
  const publish = (principal: typeof staging | ReturnType<typeof service>) => () =>
    one.call('sns', 'Publish', { TopicArn, Message: 'x' }, principal);

  beforeEach(() => void create());

  it('another account only where the policy lets it', () => {
    expect(publish(staging)).toThrow(refused('AuthorizationError', 'SNS:Publish'));
    setPolicy({ Effect: 'Allow', Principal: { AWS: '333333333333' }, Action: 'sns:Publish', Resource: TopicArn });
    expect(publish(staging)).not.toThrow();
  });

  it("alarms by the default policy, as the account's own, and other services not", () => {
    expect(publish(service('cloudwatch.amazonaws.com'))).not.toThrow();
    expect(publish(service('events.amazonaws.com'))).toThrow(refused('AuthorizationError'));
  });

  it('nobody whom the policy keeps out', () => {
    setPolicy({ Effect: 'Deny', Principal: '*', Action: 'sns:Publish', Resource: TopicArn });
    expect(() => sns('Publish', { TopicArn, Message: 'x' })).toThrow(refused('AuthorizationError', 'explicit deny'));
  });

  it('who may use the key of an encrypted topic', () => {
    const { KeyMetadata } = one.call<{ KeyMetadata: { Arn: string } }>('kms', 'CreateKey');
    sns('SetTopicAttributes', { TopicArn, AttributeName: 'KmsMasterKeyId', AttributeValue: KeyMetadata.Arn });
    const lets = (...statements: object[]) => {
      const root = { Effect: 'Allow', Principal: { AWS: TOOLS }, Action: 'kms:*', Resource: '*' };
      const Policy = policy(root, ...statements);
      one.call('kms', 'PutKeyPolicy', { KeyId: KeyMetadata.Arn, PolicyName: 'default', Policy });
    };
    expect(() => sns('Publish', { TopicArn, Message: 'x' })).not.toThrow();
    expect(publish(service('cloudwatch.amazonaws.com'))).toThrow(refused('KMSAccessDenied'));
    lets({
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: ['kms:GenerateDataKey*', 'kms:Decrypt'],
      Resource: '*',
    });
    expect(publish(service('cloudwatch.amazonaws.com'))).not.toThrow();
    one.call('kms', 'DisableKey', { KeyId: KeyMetadata.Arn });
    expect(() => sns('Publish', { TopicArn, Message: 'x' })).toThrow(refused('KMSDisabled'));
    expect(one.messages()).toHaveLength(2);
  });
});
