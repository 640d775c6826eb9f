import type {
  CreateNetworkInterfaceRequest,
  CreateNetworkInterfaceResult,
  DeleteNetworkInterfaceRequest,
  DescribeNetworkInterfacesRequest,
  DescribeNetworkInterfacesResult,
  NetworkInterface,
} from '@aws-sdk/client-ec2';

import { own } from '../../../own.ts';
import type { Call } from '../../kernel/service.ts';
import { tagList } from '../../kernel/tags.ts';
import { described } from './describe.ts';
import { refuse, required } from './errors.ts';
import { found, present } from './find.ts';
import { newInterface } from './service-interfaces.ts';
import { ec2Of, type NetworkInterfaceRecord } from './state.ts';
import { aboutNew } from './tags.ts';

export const networkInterfaceOperations = {
  CreateNetworkInterface: createNetworkInterface,
  DescribeNetworkInterfaces: describeNetworkInterfaces,
  DeleteNetworkInterface: deleteNetworkInterface,
};

function createNetworkInterface(input: CreateNetworkInterfaceRequest, call: Call): CreateNetworkInterfaceResult {
  const subnet = present('subnets', required(input.SubnetId, 'SubnetId'), call);
  const vpc = present('vpcs', subnet.vpc, call);
  found('subnets', subnet.id, call);
  const groups = input.Groups?.length ? input.Groups : [vpc.defaultSecurityGroup];
  for (const id of groups) {
    if (found('securityGroups', id, call).vpc !== vpc.id) {
      refuse('InvalidParameterValue', `You have specified two resources that belong to different networks.`);
    }
  }
  const tags = aboutNew('networkInterfaces', input.TagSpecifications, call);
  const description = input.Description ?? '';
  const requester = call.via ? `amazon-${call.via}` : call.account;
  const made = newInterface(subnet, { description, interfaceType: 'interface', requester, groups }, call);
  made.tags = tags;
  return { NetworkInterface: shape(made, call) };
}

function describeNetworkInterfaces(
  input: DescribeNetworkInterfacesRequest,
  call: Call,
): DescribeNetworkInterfacesResult {
  const valuesOf = (one: NetworkInterfaceRecord) => ({
    'network-interface-id': one.id,
    'vpc-id': one.vpc,
    'subnet-id': one.subnet,
    'group-id': one.groups,
    'availability-zone': own(ec2Of(call).subnets, one.subnet)?.zone,
    'private-ip-address': one.address,
    'addresses.private-ip-address': one.address,
    description: one.description,
    'interface-type': one.interfaceType,
    'requester-id': one.requester,
    'requester-managed': String(one.requester !== call.account),
    'owner-id': call.account,
    status: statusOf(one, call),
  });
  const asked = { ...input, ids: input.NetworkInterfaceIds };
  const { records, next } = described('networkInterfaces', asked, { call, valuesOf });
  return { NetworkInterfaces: records.map((one) => shape(one, call)), ...next };
}

function deleteNetworkInterface({ NetworkInterfaceId }: DeleteNetworkInterfaceRequest, call: Call): object {
  const one = found('networkInterfaces', NetworkInterfaceId, call);
  if (statusOf(one, call) === 'in-use') {
    refuse('InvalidParameterValue', `Network interface '${one.id}' is currently in use.`);
  }
  delete ec2Of(call).networkInterfaces[one.id];
  return {};
}

function statusOf({ owner, releasedAt = Infinity }: NetworkInterfaceRecord, { now }: Call): 'in-use' | 'available' {
  return owner !== undefined && now < releasedAt ? 'in-use' : 'available';
}

function shape(one: NetworkInterfaceRecord, call: Call): NetworkInterface {
  const { subnets, securityGroups } = ec2Of(call);
  const status = statusOf(one, call);
  return {
    NetworkInterfaceId: one.id,
    SubnetId: one.subnet,
    VpcId: one.vpc,
    AvailabilityZone: own(subnets, one.subnet)?.zone,
    Description: one.description,
    Groups: one.groups.map((id) => ({ GroupId: id, GroupName: own(securityGroups, id)?.name })),
    InterfaceType: one.interfaceType,
    OwnerId: call.account,
    PrivateIpAddress: one.address,
    PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: one.address }],
    RequesterId: one.requester,
    RequesterManaged: one.requester !== call.account,
    SourceDestCheck: true,
    Status: status,
    ...(status === 'in-use' && { Attachment: { Status: 'attached', DeleteOnTermination: false, DeviceIndex: 1 } }),
    TagSet: tagList(one.tags),
  };
}
