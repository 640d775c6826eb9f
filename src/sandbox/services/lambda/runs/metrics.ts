import type { StandardUnit } from '@aws-sdk/client-cloudwatch';
import { servicePrincipal } from '../../iam/role-use.ts';
import type { FunctionRecord, Place } from '../state.ts';

interface Measured {
  readonly duration?: number;
  readonly isError?: boolean;
  readonly isThrottled?: boolean;
}

/** Tells CloudWatch of an invocation (guide, "Types of metrics for Lambda functions"). */
export function writeMetrics(place: Place, { name }: FunctionRecord, measured: Measured): void {
  const { cloud, account, region } = place;
  if (!cloud.service('monitoring')) return;
  const { duration, isError = false, isThrottled = false } = measured;
  const Dimensions = [{ Name: 'FunctionName', Value: name }];
  const Timestamp = new Date(cloud.world.now);
  const datum = (MetricName: string, Value: number, Unit: StandardUnit) => ({
    MetricName,
    Value,
    Unit,
    Timestamp,
    Dimensions,
  });
  const MetricData = isThrottled
    ? [datum('Throttles', 1, 'Count')]
    : [
        datum('Invocations', 1, 'Count'),
        datum('Errors', isError ? 1 : 0, 'Count'),
        datum('Throttles', 0, 'Count'),
        datum('Duration', duration ?? 0, 'Milliseconds'),
      ];
  const principal = servicePrincipal(account, 'lambda.amazonaws.com');
  const input = { Namespace: 'AWS/Lambda', MetricData };
  cloud.invoke({ principal, account, region, service: 'monitoring', operation: 'PutMetricData', input, via: 'lambda' });
}
