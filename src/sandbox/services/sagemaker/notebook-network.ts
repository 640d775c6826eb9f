import type { CreateNotebookInstanceInput } from '@aws-sdk/client-sagemaker';

import { hasInstances } from '../../kernel/places/offers.ts';
import type { Call } from '../../kernel/service.ts';
import { attachInterface, releaseInterfaces } from '../ec2/service-interfaces.ts';
import { invalid } from './errors.ts';

/** Where a notebook with a subnet stands. */
interface NotebookNetwork {
  readonly subnet: string;
  readonly networkInterface: string;
  readonly securityGroups: string[];
}

/** SageMaker keeps the interfaces of deleted notebooks for a while (aws-cloudformation roadmap, issue 1327). */
const HELD_MS = 60_000;
const LINGER_MS = 240_000;

/** Puts an interface for the notebook into the subnet, with the caller's permissions. */
export function joinNetwork(input: CreateNotebookInstanceInput, arn: string, call: Call): NotebookNetwork | undefined {
  const { SubnetId, SecurityGroupIds = [], DirectInternetAccess } = input;
  if (SubnetId === undefined) {
    if (DirectInternetAccess === 'Disabled') invalid('SubnetId is required when DirectInternetAccess is Disabled.');
    if (SecurityGroupIds.length > 0) invalid('SecurityGroupIds can only be set together with SubnetId.');
    return undefined;
  }
  if (SecurityGroupIds.length > 5) invalid('A notebook instance can have up to 5 security groups.');
  const how = { via: 'sagemaker' };
  const { Subnets } = call.invoke('ec2', 'DescribeSubnets', { SubnetIds: [SubnetId] }, how);
  expectTypeInZone(input, Subnets?.[0]?.AvailabilityZoneId ?? '', call);
  call.invoke('ec2', 'DescribeVpcs', {}, how);
  if (SecurityGroupIds.length > 0) call.invoke('ec2', 'DescribeSecurityGroups', { GroupIds: SecurityGroupIds }, how);
  const wanted = {
    SubnetId,
    Groups: SecurityGroupIds,
    Description: `[Do not delete] Network Interface created to access resources in your VPC for SageMaker Notebook Instance ${input.NotebookInstanceName}`,
  };
  const { NetworkInterface } = call.invoke('ec2', 'CreateNetworkInterface', wanted, how);
  const id = NetworkInterface?.NetworkInterfaceId ?? '';
  attachInterface(id, arn, call);
  const groups = NetworkInterface?.Groups?.flatMap(({ GroupId }) => GroupId ?? []) ?? [];
  return { subnet: SubnetId, networkInterface: id, securityGroups: groups };
}

/** That it is refused follows from SageMaker's tables of types by zone ("Supported Regions and Quotas"); the text is our own. */
function expectTypeInZone({ InstanceType, SubnetId }: CreateNotebookInstanceInput, zone: string, call: Call): void {
  if (hasInstances(InstanceType ?? '', zone, call.region, call.cloud.faults)) return;
  invalid(`Instance type ${InstanceType} is not supported in the availability zone ${zone} of the subnet ${SubnetId}.`);
}

/** The interface of a notebook that is gone at `deletedAt` holds its subnet and security groups for some minutes more. */
export function leaveNetwork(arn: string, deletedAt: number, call: Call): void {
  releaseInterfaces(arn, { releasedAt: deletedAt + HELD_MS, goneAt: deletedAt + LINGER_MS }, call);
}
