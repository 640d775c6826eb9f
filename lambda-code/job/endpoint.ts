import { DescribeEndpointCommand, type EndpointStatus, type SageMakerClient } from '@aws-sdk/client-sagemaker';
import { isAbsent, withoutStop } from './failures.ts';
import type { Job } from './job.ts';

/** An endpoint as SageMaker describes it. */
export interface Endpoint {
  readonly name: string;
  readonly arn: string;
  readonly status: EndpointStatus | undefined;
  /** The configuration that requests are answered with. */
  readonly serving: string | undefined;
  /** The configuration that it is being brought to. */
  readonly pending: string | undefined;
  readonly reason: string;
  readonly serverless: boolean;
}

/** Undefined where there is no endpoint of that name. */
export async function describeEndpoint(
  job: Job,
  sagemaker: SageMakerClient,
  name: string,
): Promise<Endpoint | undefined> {
  try {
    const endpoint = await job.call(`DescribeEndpoint of ${name}`, (options) =>
      sagemaker.send(new DescribeEndpointCommand({ EndpointName: name }), options),
    );
    return {
      name,
      arn: endpoint.EndpointArn ?? '',
      status: endpoint.EndpointStatus,
      serving: endpoint.EndpointConfigName,
      pending: endpoint.PendingDeploymentSummary?.EndpointConfigName,
      // Also after an update that was rolled back; it may be missing then (hashicorp/terraform-provider-aws#49020).
      reason: withoutStop(endpoint.FailureReason ?? 'SageMaker gives no reason'),
      serverless: endpoint.ProductionVariants?.some(({ CurrentServerlessConfig: is }) => is !== undefined) ?? false,
    };
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** Whether requests are answered with this configuration, which AWS's own maintenance does not change. */
export function serves(endpoint: Endpoint | undefined, configuration: string): boolean {
  const isInService = endpoint?.status === 'InService' || endpoint?.status === 'SystemUpdating';
  return isInService && endpoint.serving === configuration;
}

/** How long an endpoint may take to become what it is wanted to be. */
export function endpointSeconds(job: Job): number {
  return job.environment.number('ENDPOINT_MAX_SECONDS', { least: 60, most: 86_400 }, 3600);
}

/** Whether a job that began then has taken longer than it may. */
export function isLate(job: Job, startedAt: number, seconds: number): boolean {
  return job.now() - startedAt > seconds * 1000;
}
