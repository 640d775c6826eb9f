import { invokerFor } from '../handler/invoke.ts';
import type { OperationScope } from '../scope.ts';

/**
 * The zones with a default subnet, and all of them where no zone has one. Source: CloudFormation template reference,
 * Fn::GetAZs, which also says that the permissions for both calls are needed.
 */
export function availabilityZones(scope: OperationScope, region: string): string[] {
  const invoke = invokerFor({ ...scope, region });
  const { AvailabilityZones = [] } = invoke('ec2', 'DescribeAvailabilityZones', {});
  const Filters = [{ Name: 'default-for-az', Values: ['true'] }];
  const { Subnets = [] } = invoke('ec2', 'DescribeSubnets', { Filters });
  const names = AvailabilityZones.flatMap(({ ZoneName }) => ZoneName ?? []).sort();
  const withDefault = names.filter((name) => Subnets.some(({ AvailabilityZone }) => AvailabilityZone === name));
  return withDefault.length > 0 ? withDefault : names;
}
