import { own } from '../../../own.ts';
import type { Service } from '../../kernel/service.ts';
import { publish } from './publish.ts';
import { subscriptionType } from './resource-types/subscription.ts';
import { topicPolicyType } from './resource-types/topic-policy.ts';
import { topicType } from './resource-types/topic.ts';
import { snsInventory, snsState } from './state.ts';
import {
  confirmSubscription,
  getSubscriptionAttributes,
  listSubscriptions,
  listSubscriptionsByTopic,
  subscribe,
  unsubscribe,
} from './subscriptions.ts';
import { listTagsForResource, tagResource, untagResource } from './tags.ts';
import { createTopic, deleteTopic, getTopicAttributes, listTopics, setTopicAttributes } from './topics.ts';

export const snsService: Service = {
  name: 'sns',
  operations: {
    ConfirmSubscription: confirmSubscription,
    CreateTopic: createTopic,
    DeleteTopic: deleteTopic,
    GetSubscriptionAttributes: getSubscriptionAttributes,
    GetTopicAttributes: getTopicAttributes,
    ListSubscriptions: listSubscriptions,
    ListSubscriptionsByTopic: listSubscriptionsByTopic,
    ListTagsForResource: listTagsForResource,
    ListTopics: listTopics,
    Publish: publish,
    SetTopicAttributes: setTopicAttributes,
    Subscribe: subscribe,
    TagResource: tagResource,
    Unsubscribe: unsubscribe,
    UntagResource: untagResource,
  },
  resourceTypes: {
    'AWS::SNS::Subscription': subscriptionType,
    'AWS::SNS::Topic': topicType,
    'AWS::SNS::TopicPolicy': topicPolicyType,
  },
  inventory: (cloud, account) => snsInventory(cloud.world, account),
  tagsOf: (arn, { cloud, ...place }) => own(snsState(cloud.world, place).topics, arn)?.tags,
};
