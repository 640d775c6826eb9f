import type { Faults } from '../faults.ts';
import { isInRegion } from './regional-services.ts';

/** Whether a service, or a part of one, is in a region. */
export function isOffered(service: string, region: string, faults: Faults): boolean {
  return faults.forService(service, region)?.offered ?? isInRegion(service, region);
}

/** The oldest services, whose interface endpoints are in every zone. */
const EVERYWHERE: readonly string[] = ['ec2', 'kms', 'logs', 'monitoring', 's3', 'sns', 'sqs', 'ssm', 'sts'];

/**
 * The zone that newer services lack: AWS publishes no table, but EFS ("Supported Availability Zones for One Zone"), EMR
 * Serverless ("Service endpoints"), Lambda's endpoint (awslabs/aws-orbit-workbench#320) and current instance types
 * (aws/aws-parallelcluster#1343) all do.
 */
const LEFT_OUT = 'use1-az3';
const OLD_FAMILIES = /^(t1|t2|m1|m2|m3|m4|c1|c3|c4|r3|r4)\./;

/** Whether the interface endpoint of a service can have a subnet in a zone. */
export function hasEndpoint(service: string, zoneId: string, faults: Faults): boolean {
  if (faults.lacksInZone(service, zoneId)) return false;
  return zoneId !== LEFT_OUT || EVERYWHERE.includes(service);
}

/** Whether a zone offers an instance type (`t3.medium`, `ml.t3.medium`). */
export function hasInstances(type: string, zoneId: string, region: string, faults: Faults): boolean {
  const ec2Type = type.replace(/^ml\./, '');
  if (faults.lacksInZone(ec2Type, zoneId) || !inRegion(ec2Type, region)) return false;
  return zoneId !== LEFT_OUT || OLD_FAMILIES.test(ec2Type);
}

/**
 * Regions that opened after t2, m4 and c4 had successors. Users report it of eu-north-1; later ones are assumed to be
 * alike.
 */
const WITHOUT_OLD_FAMILIES: readonly string[] = [
  ...['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4'],
  ...['ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'ca-west-1', 'eu-central-2', 'eu-north-1', 'eu-south-1'],
  ...['eu-south-2', 'il-central-1', 'me-central-1', 'me-south-1', 'me-west-1', 'mx-central-1', 'sa-west-1'],
];

function inRegion(type: string, region: string): boolean {
  return !(OLD_FAMILIES.test(type) && WITHOUT_OLD_FAMILIES.includes(region));
}
