import { DescribeEndpointConfigCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker';
import { isAbsent } from './failures.ts';
import type { Job } from './job.ts';

/** An endpoint configuration as SageMaker describes it. */
export interface Configuration {
  readonly arn: string | undefined;
  readonly serverless: boolean;
}

/** Undefined where there is none of that name. */
export async function findConfiguration(
  name: string,
  job: Job,
  sagemaker: SageMakerClient,
): Promise<Configuration | undefined> {
  try {
    return await describeConfiguration(name, job, sagemaker);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** Asking for a configuration also tells whether SageMaker sees it already. */
export async function describeConfiguration(
  name: string,
  job: Job,
  sagemaker: SageMakerClient,
): Promise<Configuration> {
  const { EndpointConfigArn: arn, ProductionVariants = [] } = await job.call(
    `DescribeEndpointConfig of ${name}`,
    (options) => sagemaker.send(new DescribeEndpointConfigCommand({ EndpointConfigName: name }), options),
  );
  return { arn, serverless: ProductionVariants.some(({ ServerlessConfig: is }) => is !== undefined) };
}
