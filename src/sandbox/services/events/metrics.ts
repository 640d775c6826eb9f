import type { MetricDatum } from '@aws-sdk/client-cloudwatch';

import type { Cloud } from '../../kernel/service.ts';
import { servicePrincipal } from '../iam/role-use.ts';
import type { Place } from './state.ts';

/** See "Monitoring Amazon EventBridge" of the EventBridge guide. */
type RuleMetric = 'TriggeredRules' | 'Invocations' | 'FailedInvocations';

export function countRule(cloud: Cloud, { account, region }: Place, rule: string, MetricName: RuleMetric): void {
  if (!cloud.service('monitoring')) return;
  const Dimensions = [{ Name: 'RuleName', Value: rule }];
  const datum: MetricDatum = { MetricName, Dimensions, Value: 1, Unit: 'Count' };
  cloud.invoke({
    principal: servicePrincipal(account, 'events.amazonaws.com'),
    account,
    region,
    service: 'monitoring',
    operation: 'PutMetricData',
    input: { Namespace: 'AWS/Events', MetricData: [datum] },
    via: 'events',
  });
}
