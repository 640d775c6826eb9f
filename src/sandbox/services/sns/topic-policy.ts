import { parsePolicy, statementsOf, valuesOf } from '../../kernel/policy/document.ts';
import { policyFault } from '../../kernel/policy/grammar.ts';
import { unknownPrincipal } from '../../kernel/policy/known-principals.ts';
import type { Call } from '../../kernel/service.ts';
import { invalidParameter } from './errors.ts';

/** What a topic's policy can speak of ("Amazon SNS API permissions", SNS guide). */
const ACTIONS = [
  'AddPermission',
  'DeleteTopic',
  'GetTopicAttributes',
  'ListSubscriptionsByTopic',
  'Publish',
  'Receive',
  'RemovePermission',
  'SetTopicAttributes',
  'Subscribe',
];

/** The policy that a topic has until it is given another. */
export function defaultPolicy(topicArn: string): string {
  const account = topicArn.split(':')[4] ?? '';
  return JSON.stringify({
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ACTIONS.filter((action) => action !== 'Receive').map((action) => `SNS:${action}`),
        Resource: topicArn,
        Condition: { StringEquals: { 'AWS:SourceOwner': account } },
      },
    ],
  });
}

/** The text of a policy that SNS takes; an empty one brings back the default. */
export function acceptedPolicy(call: Call, topicArn: string, text: string): string {
  if (text === '') return defaultPolicy(topicArn);
  const policy = parsePolicy(text);
  if (!policy || policyFault(policy, { resources: true })) throw invalidParameter('Policy Error: null');
  if (unknownPrincipal(call, policy)) throw invalidParameter('Policy Error: PrincipalNotFound');
  const actions = statementsOf(policy).flatMap(({ Action, NotAction }) => valuesOf(Action ?? NotAction));
  if (!actions.every(isInScope)) throw invalidParameter('Policy statement action out of service scope!');
  return text;
}

/** Wildcards reach beyond what a topic's policy can speak of. */
function isInScope(action: string): boolean {
  return ACTIONS.some((known) => action.toLowerCase() === `sns:${known}`.toLowerCase());
}
