import type {
  CreateTopicResponse,
  ListSubscriptionsByTopicResponse,
  ListTagsForResourceResponse,
} from '@aws-sdk/client-sns';

import { own } from '../../../../own.ts';
import { orUndo } from '../../../kernel/undo.ts';
import { refuseUnknown, removedKeys, resourceTags, textual } from '../../../kernel/resource-properties.ts';
import type { Properties, ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { tagList, tagMap } from '../../../kernel/tags.ts';

const ATTRIBUTES = ['DisplayName', 'KmsMasterKeyId', 'SignatureVersion', 'TracingConfig'];
const PROPERTIES = ['TopicName', 'Subscription', 'Tags', ...ATTRIBUTES];

interface Address {
  readonly Protocol: string;
  readonly Endpoint: string;
}

export const topicType: ResourceType = {
  seconds: { create: 12, update: 5, delete: 3 },
  create(properties, context) {
    refuseUnknown('AWS::SNS::Topic', properties, PROPERTIES);
    const { TopicArn = '' } = context.invoke<CreateTopicResponse>('sns', 'CreateTopic', {
      Name: textual(properties['TopicName']) ?? context.generatedName(256),
      Attributes: attributesOf(properties),
      Tags: tagList(resourceTags(properties, context)),
    });
    orUndo(
      () => addressesOf(properties).forEach((address) => context.invoke('sns', 'Subscribe', { TopicArn, ...address })),
      () => context.invoke('sns', 'DeleteTopic', { TopicArn }),
    );
    return { physicalId: TopicArn };
  },
  update(TopicArn, properties, previous, context) {
    refuseUnknown('AWS::SNS::Topic', properties, PROPERTIES);
    applyAttributes(TopicArn, attributesOf(properties), attributesOf(previous), context);
    applySubscriptions(TopicArn, addressesOf(properties), addressesOf(previous), context);
    applyTags(TopicArn, properties, context);
  },
  delete(TopicArn, _properties, context) {
    context.invoke('sns', 'DeleteTopic', { TopicArn });
  },
  attributes: (arn) => ({ TopicArn: arn, TopicName: arn.split(':').at(-1) }),
};

function attributesOf(properties: Properties): Record<string, string> {
  const given = ATTRIBUTES.map((name) => [name, textual(own(properties, name))] as const);
  return Object.fromEntries(given.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function addressesOf({ Subscription }: Properties): readonly Address[] {
  return (Subscription ?? []) as readonly Address[];
}

type Attributes = Readonly<Record<string, string>>;

function applyAttributes(TopicArn: string, now: Attributes, before: Attributes, context: ResourceContext): void {
  for (const AttributeName of ATTRIBUTES) {
    const AttributeValue = own(now, AttributeName) ?? '';
    if (AttributeValue === (own(before, AttributeName) ?? '')) continue;
    context.invoke('sns', 'SetTopicAttributes', { TopicArn, AttributeName, AttributeValue });
  }
}

/** An address that did not confirm has no subscription yet that could be ended. */
function applySubscriptions(
  TopicArn: string,
  now: readonly Address[],
  before: readonly Address[],
  context: ResourceContext,
): void {
  for (const address of now)
    if (!includes(before, address)) context.invoke('sns', 'Subscribe', { TopicArn, ...address });
  if (before.every((address) => includes(now, address))) return;
  const input = { TopicArn };
  const { Subscriptions = [] } = context.invoke<ListSubscriptionsByTopicResponse>(
    'sns',
    'ListSubscriptionsByTopic',
    input,
  );
  for (const { Protocol = '', Endpoint = '', SubscriptionArn } of Subscriptions) {
    const isOurs = includes(before, { Protocol, Endpoint }) && !includes(now, { Protocol, Endpoint });
    if (isOurs && SubscriptionArn?.startsWith('arn:')) context.invoke('sns', 'Unsubscribe', { SubscriptionArn });
  }
}

function includes(addresses: readonly Address[], { Protocol, Endpoint }: Address): boolean {
  return addresses.some((one) => one.Protocol === Protocol && one.Endpoint === Endpoint);
}

function applyTags(ResourceArn: string, properties: Properties, context: ResourceContext): void {
  const wanted = resourceTags(properties, context);
  const { Tags } = context.invoke<ListTagsForResourceResponse>('sns', 'ListTagsForResource', { ResourceArn });
  const TagKeys = removedKeys(tagMap(Tags), wanted);
  if (TagKeys.length > 0) context.invoke('sns', 'UntagResource', { ResourceArn, TagKeys });
  if (Object.keys(wanted).length > 0) context.invoke('sns', 'TagResource', { ResourceArn, Tags: tagList(wanted) });
}
