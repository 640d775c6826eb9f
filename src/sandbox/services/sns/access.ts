import { AwsError } from '../../kernel/aws-error.ts';
import { requestContext } from '../../kernel/policy/context.ts';
import { parsePolicy } from '../../kernel/policy/document.ts';
import { evaluatePolicy, type Verdict } from '../../kernel/policy/evaluate.ts';
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
  const topic = snsStateOf(call.cloud.world, arn).topics[arn];
  if (!topic) {
    call.about(arn);
    throw notFound('Topic');
  }
  return topic;
}

/** Another account and AWS's services need the topic's policy to let them in; its own account, not to keep it out. */
function authorize(call: Call, { arn, policy }: Topic, operation: string): void {
  const account = arn.split(':')[4] ?? '';
  call.mention(arn);
  for (const [key, value] of Object.entries(ownerContext(call))) call.condition(key, value);
  const verdict = verdictOf(call, { arn, policy }, operation);
  const isOwn = call.principal.account === account && call.principal.kind !== 'service';
  if (verdict === 'deny' || (verdict === 'none' && !isOwn)) throw accessDenied(call, arn, operation, verdict);
  call.requires({ action: `sns:${operation}`, resource: arn, guarded: { account, policy } });
}

export function subscriptionNamed(call: Call, arn: string | undefined): Subscription {
  if (!arn || arn.split(':').length < 7) {
    throw invalidParameter('SubscriptionArn Reason: An ARN must have at least 6 elements, not 1');
  }
  const subscription = snsStateOf(call.cloud.world, arn).subscriptions[arn];
  call.about(subscription?.topicArn ?? arn.split(':').slice(0, 6).join(':'));
  if (!subscription) throw notFound('Subscription');
  return subscription;
}

function verdictOf(call: Call, { arn, policy }: Pick<Topic, 'arn' | 'policy'>, operation: string): Verdict {
  const document = parsePolicy(policy);
  if (!document) return 'none';
  const context = { ...sourcesKnown(call), ...ownerContext(call) };
  return evaluatePolicy(document, { principal: call.principal, action: `sns:${operation}`, resource: arn, context });
}

/**
 * CloudWatch's alarms say in whose name they publish, which is what the default policy asks for; EventBridge does not,
 * so needs a statement of its own ("Amazon SNS permissions", EventBridge guide).
 */
function ownerContext({ principal }: Call): Record<string, string> {
  return principal.arn === 'cloudwatch.amazonaws.com' ? { 'aws:SourceOwner': principal.account } : {};
}

/** "You can't use Condition blocks in Amazon SNS topic policies for EventBridge" (eb-use-resource-based). */
function sourcesKnown(call: Call): Readonly<Record<string, string | readonly string[]>> {
  const context = requestContext(call);
  if (call.principal.arn !== 'events.amazonaws.com') return context;
  return Object.fromEntries(Object.entries(context).filter(([key]) => !key.startsWith('aws:Source')));
}

function accessDenied(call: Call, arn: string, operation: string, verdict: Verdict): AwsError {
  const because =
    verdict === 'deny'
      ? 'with an explicit deny in a resource-based policy'
      : `because no resource-based policy allows the SNS:${operation} action`;
  return new AwsError(
    'AuthorizationError',
    `User: ${call.principal.arn} is not authorized to perform: SNS:${operation} on resource: ${arn} ${because}`,
    403,
  );
}
