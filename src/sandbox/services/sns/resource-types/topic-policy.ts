import { ifPresent } from '../../../kernel/absence.ts';
import { documentText } from '../../../kernel/document-text.ts';
import { refuseUnknown } from '../../../kernel/resource-properties.ts';
import type { ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { defaultPolicy } from '../topic-policy.ts';

const PROPERTIES = ['PolicyDocument', 'Topics'];

type TopicPolicyProperties = { readonly PolicyDocument: unknown; readonly Topics: readonly string[] };

export const topicPolicyType: ResourceType<TopicPolicyProperties> = {
  seconds: { create: 2, update: 2, delete: 2 },
  create(properties, context) {
    refuseUnknown('AWS::SNS::TopicPolicy', properties, PROPERTIES);
    putPolicy(properties, context);
    return { physicalId: context.generatedName(255) };
  },
  update(_physicalId, properties, previous, context) {
    putPolicy(properties, context);
    for (const topic of previous.Topics) if (!properties.Topics.includes(topic)) resetPolicy(topic, context);
  },
  delete(_physicalId, properties, context) {
    for (const topic of properties.Topics) resetPolicy(topic, context);
  },
  attributes: (physicalId) => ({ Id: physicalId }),
};

function putPolicy({ PolicyDocument, Topics }: TopicPolicyProperties, context: ResourceContext): void {
  const AttributeValue = documentText(PolicyDocument);
  for (const TopicArn of Topics) {
    context.invoke('sns', 'SetTopicAttributes', { TopicArn, AttributeName: 'Policy', AttributeValue });
  }
}

/** A topic cannot be without a policy: it gets the one that it began with. */
function resetPolicy(TopicArn: string, context: ResourceContext): void {
  const input = { TopicArn, AttributeName: 'Policy', AttributeValue: defaultPolicy(TopicArn) };
  ifPresent(['NotFound'], () => context.invoke('sns', 'SetTopicAttributes', input));
}
