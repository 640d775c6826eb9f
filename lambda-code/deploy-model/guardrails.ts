import type { DeploymentConfig, TrafficRoutingConfig } from '@aws-sdk/client-sagemaker';
import type { Endpoint } from '../job/endpoint.ts';
import type { Hosting } from './release.ts';

/** Seconds in which an alarm may stop what was begun, and in which the old instances wait for that. */
const BAKING = 300;
const WAITING = 120;
/** Seconds after which SageMaker rolls an update back by itself. */
const LONGEST = 3600;

/**
 * Blue/green with rollback alarms, where there are alarms. Serverless endpoints have no such thing
 * (https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails.html).
 */
export function guardrails(hosting: Hosting, { serverless }: Endpoint): DeploymentConfig | undefined {
  if (hosting.kind === 'serverless' || serverless || hosting.alarms.length === 0) return undefined;
  return {
    BlueGreenUpdatePolicy: {
      TrafficRoutingConfiguration: traffic(hosting.count),
      TerminationWaitInSeconds: WAITING,
      MaximumExecutionTimeoutInSeconds: LONGEST,
    },
    AutoRollbackConfiguration: { Alarms: hosting.alarms.map((AlarmName) => ({ AlarmName })) },
  };
}

/** A canary is at most half of the instances, so there is none of a single one (API reference, TrafficRoutingConfig). */
function traffic(instances: number): TrafficRoutingConfig {
  if (instances < 2) return { Type: 'ALL_AT_ONCE', WaitIntervalInSeconds: BAKING };
  return {
    Type: 'CANARY',
    WaitIntervalInSeconds: BAKING,
    CanarySize: { Type: 'INSTANCE_COUNT', Value: 1 },
  };
}
