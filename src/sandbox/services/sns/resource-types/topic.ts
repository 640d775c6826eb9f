import { orUndo } from '../../../kernel/undo.ts';
import { given, refuseUnknown, removedKeys, resourceTags } from '../../../kernel/resource-properties.ts';
import type { ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { tagList, tagMap } from '../../../kernel/tags.ts';

const ATTRIBUTES = ['DisplayName', 'KmsMasterKeyId', 'SignatureVersion', 'TracingConfig'] as const;
const PROPERTIES = ['TopicName', 'Subscription', 'Tags', ...ATTRIBUTES];

interface Address {
  readonly Protocol: string;
  readonly Endpoint: string;
}

type TopicProperties = { readonly [Name in (typeof ATTRIBUTES)[number]]?: string } & {
  readonly TopicName?: string;
  readonly Subscription?: readonly Address[];
};

export const topicType: ResourceType<TopicProperties> = {
  seconds: { create: 12, update: 5, delete: 3 },
  create(properties, context) {
    refuseUnknown('AWS::SNS::Topic', properties, PROPERTIES);
    const { TopicArn = '' } = context.invoke('sns', 'CreateTopic', {
      Name: properties.TopicName ?? context.generatedName(256),
      Attributes: given(properties, ATTRIBUTES),
      Tags: tagList(resourceTags(properties, context)),
    });
    orUndo(
      () => applySubscriptions(TopicArn, properties, {}, context),
      () => context.invoke('sns', 'DeleteTopic', { TopicArn }),
    );
    return { physicalId: TopicArn };
  },
  update(TopicArn, properties, previous, context) {
    refuseUnknown('AWS::SNS::Topic', properties, PROPERTIES);
    applyAttributes(TopicArn, properties, previous, context);
    applySubscriptions(TopicArn, properties, previous, context);
    applyTags(TopicArn, properties, context);
  },
  delete(TopicArn, _properties, context) {
    context.invoke('sns', 'DeleteTopic', { TopicArn });
  },
  attributes: (arn) => ({ TopicArn: arn, TopicName: arn.split(':').at(-1) }),
};

function applyAttributes(
  TopicArn: string,
  now: TopicProperties,
  before: TopicProperties,
  context: ResourceContext,
): void {
  for (const AttributeName of ATTRIBUTES) {
    const { [AttributeName]: AttributeValue = '' } = now;
    if (AttributeValue === (before[AttributeName] ?? '')) continue;
    context.invoke('sns', 'SetTopicAttributes', { TopicArn, AttributeName, AttributeValue });
  }
}

/** An address that did not confirm has no subscription yet that could be ended. */
function applySubscriptions(
  TopicArn: string,
  { Subscription: now = [] }: TopicProperties,
  { Subscription: before = [] }: TopicProperties,
  context: ResourceContext,
): void {
  for (const address of now)
    if (!includes(before, address)) context.invoke('sns', 'Subscribe', { TopicArn, ...address });
  if (before.every((address) => includes(now, address))) return;
  const { Subscriptions = [] } = context.invoke('sns', 'ListSubscriptionsByTopic', { TopicArn });
  for (const { Protocol = '', Endpoint = '', SubscriptionArn } of Subscriptions) {
    const isOurs = includes(before, { Protocol, Endpoint }) && !includes(now, { Protocol, Endpoint });
    if (isOurs && SubscriptionArn?.startsWith('arn:')) context.invoke('sns', 'Unsubscribe', { SubscriptionArn });
  }
}

function includes(addresses: readonly Address[], { Protocol, Endpoint }: Address): boolean {
  return addresses.some((one) => one.Protocol === Protocol && one.Endpoint === Endpoint);
}

function applyTags(ResourceArn: string, properties: TopicProperties, context: ResourceContext): void {
  const wanted = resourceTags(properties, context);
  const { Tags } = context.invoke('sns', 'ListTagsForResource', { ResourceArn });
  const TagKeys = removedKeys(tagMap(Tags), wanted);
  if (TagKeys.length > 0) context.invoke('sns', 'UntagResource', { ResourceArn, TagKeys });
  if (Object.keys(wanted).length > 0) context.invoke('sns', 'TagResource', { ResourceArn, Tags: tagList(wanted) });
}
