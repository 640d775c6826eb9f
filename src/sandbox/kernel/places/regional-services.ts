import { own } from '../../../own.ts';

/** Regions in which SageMaker has serverless endpoints. Source: SageMaker guide, "Serverless Inference", concurrency. */
const SERVERLESS_INFERENCE: readonly string[] = [
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1', 'af-south-1', 'me-south-1'],
  ...['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-west-1', 'eu-west-2', 'eu-west-3'],
  ...['ap-east-1', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-southeast-1'],
  'ap-southeast-2',
];

/** Regions that lack a service. Source: the endpoint data of botocore 1.43. */
const WITHOUT: Readonly<Record<string, readonly string[]>> = {
  codepipeline: ['ap-east-2', 'ap-southeast-6', 'ap-southeast-7', 'ca-west-1', 'mx-central-1'],
  servicecatalog: ['ap-east-2', 'ap-southeast-5', 'ap-southeast-7', 'mx-central-1'],
};

/** The services whose regions a fault can change. */
export const REGIONAL_SERVICES = ['sagemaker:serverless-inference', ...Object.keys(WITHOUT)] as const;

/** Whether AWS has a service, or a part of one, in a region. */
export function isInRegion(service: string, region: string): boolean {
  if (service === 'sagemaker:serverless-inference') return SERVERLESS_INFERENCE.includes(region);
  return !(own(WITHOUT, service) ?? []).includes(region);
}
