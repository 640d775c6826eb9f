import type {
  CreateTopicInput,
  CreateTopicResponse,
  DeleteTopicInput,
  GetTopicAttributesInput,
  GetTopicAttributesResponse,
  ListTopicsInput,
  ListTopicsResponse,
  SetTopicAttributesInput,
} from '@aws-sdk/client-sns';

import { own, put } from '../../../own.ts';
import { pageOf } from '../../kernel/pages.ts';
import { noteRequestTags } from '../../kernel/request-tags.ts';
import type { Call } from '../../kernel/service.ts';
import { tagMap } from '../../kernel/tags.ts';
import { accessTopic } from './access.ts';
import { invalidParameter, notImplemented } from './errors.ts';
import { snsState, subscriptionsOf, type Topic } from './state.ts';
import { acceptedPolicy, defaultPolicy } from './topic-policy.ts';

const PAGE = 100;
/** Attributes of topics that people are notified by. */
const SETTABLE = ['DisplayName', 'KmsMasterKeyId', 'SignatureVersion', 'TracingConfig'];

/** Answers with the topic that there is, if it is the same (CreateTopic). */
export function createTopic(input: CreateTopicInput, call: Call): CreateTopicResponse {
  const name = acceptedName(input.Name ?? '');
  const arn = `arn:aws:sns:${call.region}:${call.account}:${name}`;
  noteRequestTags(call, tagMap(input.Tags));
  call.about(arn);
  if (input.DataProtectionPolicy) throw notImplemented('data protection policies');
  const { topics } = snsState(call.cloud.world, call);
  const existing = own(topics, arn);
  if (existing) expectSame(existing, input);
  else put(topics, arn, newTopic(arn, name, input, call));
  return { TopicArn: arn };
}

export function deleteTopic(input: DeleteTopicInput, call: Call): object {
  const arn = input.TopicArn ?? '';
  const state = snsState(call.cloud.world, call);
  if (!own(state.topics, arn)) {
    call.about(arn);
    return {};
  }
  accessTopic(call, arn, 'DeleteTopic');
  delete state.topics[arn];
  for (const subscription of subscriptionsOf(call.cloud.world, arn)) delete state.subscriptions[subscription.arn];
  return {};
}

export function listTopics(input: ListTopicsInput, call: Call): ListTopicsResponse {
  const arns = Object.keys(snsState(call.cloud.world, call).topics).sort();
  const { items, next } = pageOf(arns, input.NextToken, PAGE);
  return { Topics: items.map((TopicArn) => ({ TopicArn })), ...(next && { NextToken: next }) };
}

export function getTopicAttributes(input: GetTopicAttributesInput, call: Call): GetTopicAttributesResponse {
  const topic = accessTopic(call, input.TopicArn, 'GetTopicAttributes');
  const subscriptions = subscriptionsOf(call.cloud.world, topic.arn);
  const confirmed = subscriptions.filter((one) => one.confirmed).length;
  return {
    Attributes: {
      TopicArn: topic.arn,
      Owner: topic.arn.split(':')[4] ?? '',
      DisplayName: '',
      ...topic.attributes,
      Policy: topic.policy,
      SubscriptionsConfirmed: String(confirmed),
      SubscriptionsPending: String(subscriptions.length - confirmed),
      SubscriptionsDeleted: '0',
    },
  };
}

export function setTopicAttributes(input: SetTopicAttributesInput, call: Call): object {
  const topic = accessTopic(call, input.TopicArn, 'SetTopicAttributes');
  const { AttributeName = '', AttributeValue = '' } = input;
  if (AttributeName === 'Policy') topic.policy = acceptedPolicy(call, topic.arn, AttributeValue);
  else applyAttribute(topic, AttributeName, AttributeValue);
  return {};
}

function acceptedName(name: string): string {
  if (name.endsWith('.fifo')) throw notImplemented('FIFO topics');
  if (!/^[\w-]{1,256}$/.test(name)) throw invalidParameter('Topic Name');
  return name;
}

function newTopic(arn: string, name: string, { Attributes = {}, Tags }: CreateTopicInput, call: Call): Topic {
  if (Tags?.length) call.requires({ action: 'sns:TagResource', resource: arn });
  const { Policy, ...others } = Attributes;
  const policy = Policy === undefined ? defaultPolicy(arn) : acceptedPolicy(call, arn, Policy);
  const topic: Topic = { name, arn, policy, attributes: {}, tags: tagMap(Tags) };
  for (const [attribute, value] of Object.entries(others)) applyAttribute(topic, attribute, value);
  return topic;
}

function applyAttribute({ attributes }: Topic, name: string, value: string): void {
  if (!SETTABLE.includes(name)) throw invalidParameter('AttributeName');
  if (value === '') delete attributes[name];
  else put(attributes, name, value);
}

function expectSame(topic: Topic, { Attributes = {}, Tags = [] }: CreateTopicInput): void {
  const present: Record<string, string> = { ...topic.attributes, Policy: topic.policy };
  if (Object.entries(Attributes).some(([name, value]) => (own(present, name) ?? '') !== value)) {
    throw invalidParameter('Attributes Reason: Topic already exists with different attributes');
  }
  if (Tags.length > 0 && JSON.stringify(sorted(tagMap(Tags))) !== JSON.stringify(sorted(topic.tags))) {
    throw invalidParameter('Tags Reason: Topic already exists with different tags');
  }
}

function sorted(tags: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1));
}
