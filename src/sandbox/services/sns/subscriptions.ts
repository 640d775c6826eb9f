import type {
  ConfirmSubscriptionInput,
  ConfirmSubscriptionResponse,
  GetSubscriptionAttributesInput,
  GetSubscriptionAttributesResponse,
  ListSubscriptionsByTopicInput,
  ListSubscriptionsByTopicResponse,
  ListSubscriptionsInput,
  ListSubscriptionsResponse,
  SubscribeInput,
  SubscribeResponse,
  Subscription as SubscriptionAnswer,
  UnsubscribeInput,
} from '@aws-sdk/client-sns';

import { put } from '../../../own.ts';
import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { HEXADECIMAL } from '../../kernel/world.ts';
import { accessTopic, subscriptionNamed, topicNamed } from './access.ts';
import { invalidParameter, notImplemented } from './errors.ts';
import { snsState, snsStateOf, subscriptionsOf, type Subscription } from './state.ts';

const PAGE = 100;
const PROTOCOLS = ['email', 'email-json'];

/** An address is asked first whether it wants to be written to. */
export function subscribe(input: SubscribeInput, call: Call): SubscribeResponse {
  const { Protocol = '', Endpoint = '' } = input;
  call.condition('sns:Protocol', Protocol);
  call.condition('sns:Endpoint', Endpoint);
  const { arn: topicArn } = accessTopic(call, input.TopicArn, 'Subscribe');
  expectAddress(Protocol, Endpoint);
  if (Object.keys(input.Attributes ?? {}).length > 0) throw notImplemented('attributes of subscriptions');
  const known = subscriptionsOf(call.cloud.world, topicArn).find(
    ({ protocol, endpoint }) => protocol === Protocol && endpoint === Endpoint,
  );
  const subscription = known ?? newSubscription(topicArn, Protocol, Endpoint, call);
  const isTold = subscription.confirmed || input.ReturnSubscriptionArn;
  return { SubscriptionArn: isTold ? subscription.arn : 'pending confirmation' };
}

/** Needs no permission: the token is what proves that the subscriber wants it. */
export function confirmSubscription(input: ConfirmSubscriptionInput, call: Call): ConfirmSubscriptionResponse {
  const { arn } = topicNamed(call, input.TopicArn);
  call.mention(arn);
  const subscription = subscriptionsOf(call.cloud.world, arn).find(({ token }) => token === input.Token);
  if (!subscription) throw invalidParameter('Token');
  subscription.confirmed = true;
  return { SubscriptionArn: subscription.arn };
}

export function unsubscribe(input: UnsubscribeInput, call: Call): object {
  const { arn } = subscriptionNamed(call, input.SubscriptionArn);
  delete snsStateOf(call.cloud.world, arn).subscriptions[arn];
  return {};
}

export function getSubscriptionAttributes(
  input: GetSubscriptionAttributesInput,
  call: Call,
): GetSubscriptionAttributesResponse {
  const { arn, topicArn, protocol, endpoint, confirmed } = subscriptionNamed(call, input.SubscriptionArn);
  return {
    Attributes: {
      SubscriptionArn: arn,
      TopicArn: topicArn,
      Protocol: protocol,
      Endpoint: endpoint,
      Owner: arn.split(':')[4] ?? '',
      PendingConfirmation: String(!confirmed),
      ConfirmationWasAuthenticated: 'false',
      RawMessageDelivery: 'false',
    },
  };
}

export function listSubscriptions(input: ListSubscriptionsInput, call: Call): ListSubscriptionsResponse {
  return pageOfSubscriptions(Object.values(snsState(call.cloud.world, call).subscriptions), input.NextToken);
}

export function listSubscriptionsByTopic(
  input: ListSubscriptionsByTopicInput,
  call: Call,
): ListSubscriptionsByTopicResponse {
  const { arn } = accessTopic(call, input.TopicArn, 'ListSubscriptionsByTopic');
  return pageOfSubscriptions(subscriptionsOf(call.cloud.world, arn), input.NextToken);
}

function expectAddress(protocol: string, endpoint: string): void {
  if (!PROTOCOLS.includes(protocol)) throw notImplemented(`the protocol ${protocol}`);
  if (!/^[^@\s]+@[^@\s]+$/.test(endpoint)) throw invalidParameter('Email address');
}

function newSubscription(topicArn: string, protocol: string, endpoint: string, call: Call): Subscription {
  const { world } = call.cloud;
  const arn = `${topicArn}:${world.uuid()}`;
  const token = world.identifier(64, HEXADECIMAL);
  const subscription = { arn, topicArn, protocol, endpoint, token, confirmed: false };
  put(snsStateOf(world, topicArn).subscriptions, arn, subscription);
  return subscription;
}

function pageOfSubscriptions(all: readonly Subscription[], token: string | undefined): ListSubscriptionsResponse {
  const { items, next } = pageOf(all, token, PAGE);
  return { Subscriptions: items.map(answerOf), ...(next && { NextToken: next }) };
}

function answerOf({ arn, topicArn, protocol, endpoint, confirmed }: Subscription): SubscriptionAnswer {
  return {
    SubscriptionArn: confirmed ? arn : 'PendingConfirmation',
    Owner: arn.split(':')[4] ?? '',
    Protocol: protocol,
    Endpoint: endpoint,
    TopicArn: topicArn,
  };
}
