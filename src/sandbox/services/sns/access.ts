import { own } from '../../../own.ts';
import type { ContextValues } from '../../kernel/authorization.ts';
import type { Call } from '../../kernel/service.ts';
import { invalidParameter, notFound } from './errors.ts';
import { snsStateOf, type Subscription, type Topic } from './state.ts';

/** The topic of a request, if there is one and the caller may do there what it wishes. */
export function accessTopic(call: Call, arn: string | undefined, operation: string): Topic {
  const topic = topicNamed(call, arn);
  authorize(call, topic, operation);
  return topic;
}

/** The topic of a request, before anybody asks what the caller may do there. */
export function topicNamed(call: Call, arn: string | undefined): Topic {
  if (!arn || !/^arn:aws[\w-]*:sns:[\w-]+:\d{12}:[\w-]+$/.test(arn)) throw invalidParameter('TopicArn');
  const topic = own(snsStateOf(call.cloud.world, arn).topics, arn);
  if (!topic) {
    call.about(arn);
    throw notFound('Topic');
  }
  return topic;
}

function authorize(call: Call, { arn, policy }: Topic, operation: string): void {
  const account = arn.split(':')[4] ?? '';
  for (const [key, value] of Object.entries(ownerContext(call))) call.condition(key, value);
  call.requires({
    action: `sns:${operation}`,
    resource: arn,
    guarded: { account, policy },
    context: sourcesUnknown(call),
  });
}

export function subscriptionNamed(call: Call, arn: string | undefined): Subscription {
  if (!arn || arn.split(':').length < 7) {
    throw invalidParameter('SubscriptionArn Reason: An ARN must have at least 6 elements, not 1');
  }
  const subscription = own(snsStateOf(call.cloud.world, arn).subscriptions, arn);
  call.about(subscription?.topicArn ?? arn.split(':').slice(0, 6).join(':'));
  if (!subscription) throw notFound('Subscription');
  return subscription;
}

/**
 * CloudWatch's alarms say in whose name they publish, which is what the default policy asks for; EventBridge does not,
 * so needs a statement of its own ("Amazon SNS permissions", EventBridge guide).
 */
function ownerContext({ principal }: Call): Record<string, string> {
  return principal.arn === 'cloudwatch.amazonaws.com' ? { 'aws:SourceOwner': principal.account } : {};
}

/** "You can't use Condition blocks in Amazon SNS topic policies for EventBridge" (eb-use-resource-based). */
function sourcesUnknown({ principal }: Call): ContextValues {
  return principal.arn === 'events.amazonaws.com' ? { 'aws:SourceArn': [], 'aws:SourceAccount': [] } : {};
}
