import { own } from '../../../own.ts';
import type { Faults } from '../faults.ts';

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

/** The services of which a fault may say where they are. */
export const REGIONAL_SERVICES = ['sagemaker:serverless-inference', ...Object.keys(WITHOUT)] as const;

/** Whether a service, or a part of one, is in a region. */
export function isOffered(service: string, region: string, faults: Faults): boolean {
  const told = faults.forService(service, region);
  if (told) return told.offered;
  if (service === 'sagemaker:serverless-inference') return SERVERLESS_INFERENCE.includes(region);
  return !(own(WITHOUT, service) ?? []).includes(region);
}

/** The oldest services, whose interface endpoints are in every zone. */
const EVERYWHERE: readonly string[] = ['ec2', 'kms', 'logs', 'monitoring', 's3', 'sns', 'sqs', 'ssm', 'sts'];

/**
 * The zone that newer services leave out: AWS publishes no table, but EFS ("Supported Availability Zones for One Zone"),
 * EMR Serverless ("Service endpoints"), Lambda's endpoint (awslabs/aws-orbit-workbench#320) and current instance types
 * (aws/aws-parallelcluster#1343) all do.
 */
const LEFT_OUT = 'use1-az3';
const OLD_FAMILIES = /^(t1|t2|m1|m2|m3|m4|c1|c3|c4|r3|r4)\./;

/** Whether the interface endpoint of a service can have a subnet in a zone. */
export function hasEndpoint(service: string, zoneId: string, faults: Faults): boolean {
  if (faults.lacksInZone(service, zoneId)) return false;
  return zoneId !== LEFT_OUT || EVERYWHERE.includes(service);
}

/** Whether instances of a type (`t3.medium`, `ml.t3.medium`) can be had in a zone. */
export function hasInstances(type: string, zoneId: string, region: string, faults: Faults): boolean {
  const ec2Type = type.replace(/^ml\./, '');
  if (faults.lacksInZone(ec2Type, zoneId) || !inRegion(ec2Type, region)) return false;
  return zoneId !== LEFT_OUT || OLD_FAMILIES.test(ec2Type);
}

/**
 * Regions that opened after the families t2, m4 and c4 were succeeded. Users report it of eu-north-1; those that opened later
 * are taken to be alike.
 */
const WITHOUT_OLD_FAMILIES: readonly string[] = [
  ...['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4'],
  ...['ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'ca-west-1', 'eu-central-2', 'eu-north-1', 'eu-south-1'],
  ...['eu-south-2', 'il-central-1', 'me-central-1', 'me-south-1', 'me-west-1', 'mx-central-1', 'sa-west-1'],
];

function inRegion(type: string, region: string): boolean {
  return !(OLD_FAMILIES.test(type) && WITHOUT_OLD_FAMILIES.includes(region));
}
