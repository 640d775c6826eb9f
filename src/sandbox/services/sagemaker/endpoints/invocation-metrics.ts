import type { MetricDatum } from '@aws-sdk/client-cloudwatch';

import type { Call } from '../../../kernel/service.ts';
import { asService } from '../roles.ts';
import type { RunningDeployment } from './state.ts';

/** Microseconds; small models answer in a few milliseconds. */
const LATENCY = 3_000;

/** Source: SageMaker developer guide, "Metrics for monitoring Amazon SageMaker AI with Amazon CloudWatch". */
export function countInvocation(name: string, { variant }: RunningDeployment, status: number, call: Call): void {
  if (!call.cloud.service('monitoring')) return;
  const Dimensions = [
    { Name: 'EndpointName', Value: name },
    { Name: 'VariantName', Value: variant.VariantName },
  ];
  const count = (MetricName: string, isOne: boolean): MetricDatum => ({
    MetricName,
    Dimensions,
    Value: Number(isOne),
    Unit: 'None',
  });
  const MetricData: MetricDatum[] = [
    count('Invocations', true),
    count('Invocation4XXErrors', status >= 400 && status < 500),
    count('Invocation5XXErrors', status >= 500),
    { MetricName: 'ModelLatency', Dimensions, Value: LATENCY, Unit: 'Microseconds' },
  ];
  asService(call)('monitoring', 'PutMetricData', { Namespace: 'AWS/SageMaker', MetricData });
}
