import type { CapacitySize, DeploymentConfig } from '@aws-sdk/client-sagemaker';

import { AwsError } from '../../../kernel/aws-error.ts';
import { actAs } from '../roles.ts';
import type { Place } from '../state.ts';
import type { Update } from './state.ts';

/**
 * How long a new fleet is watched: once after each shift of traffic, and until the old fleet goes.
 * Source: SageMaker developer guide, "Deployment guardrails".
 */
export function watchMs({ BlueGreenUpdatePolicy: blueGreen, RollingUpdatePolicy: rolling }: DeploymentConfig): number {
  if (rolling) return shifts(rolling.MaximumBatchSize) * seconds(rolling.WaitIntervalInSeconds);
  const routing = blueGreen?.TrafficRoutingConfiguration;
  const interval = seconds(routing?.WaitIntervalInSeconds);
  const termination = seconds(blueGreen?.TerminationWaitInSeconds);
  switch (routing?.Type) {
    case 'CANARY':
      return 2 * interval + termination;
    case 'LINEAR':
      return shifts(routing.LinearStepSize) * interval + termination;
    default:
      return interval + termination;
  }
}

/** Why the alarms of an update call for its rollback; undefined while they do not. */
export function alarmRaised(endpointArn: string, { guard, deployment }: Update, place: Place): string | undefined {
  const names = guard?.AutoRollbackConfiguration?.Alarms?.flatMap(({ AlarmName }) => AlarmName ?? []) ?? [];
  if (names.length === 0 || !place.cloud.service('monitoring')) return undefined;
  try {
    const input = { AlarmNames: names };
    const { MetricAlarms = [] } = actAs(deployment.model.role, endpointArn, place).invoke(
      'monitoring',
      'DescribeAlarms',
      input,
    );
    const raised = MetricAlarms.filter(({ StateValue }) => StateValue === 'ALARM').map(({ AlarmName }) => AlarmName);
    return raised.length > 0 ? `Alarms in ALARM state during the deployment: ${raised.join(', ')}` : undefined;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return `The alarms of the deployment could not be read: ${error.message}`;
  }
}

/** Steps of instances are as many as there can be: the sandbox's fleets are of one size. */
function shifts(step: CapacitySize | undefined): number {
  return step?.Type === 'CAPACITY_PERCENT' ? Math.ceil(100 / (step.Value ?? 100)) : 2;
}

function seconds(value: number | undefined): number {
  return (value ?? 0) * 1000;
}
