import type {
  CreateSubnetRequest,
  CreateSubnetResult,
  DeleteSubnetRequest,
  DescribeSubnetsRequest,
  DescribeSubnetsResult,
  ModifySubnetAttributeRequest,
  Subnet,
} from '@aws-sdk/client-ec2';

import { put } from '../../../own.ts';
import { zoneIdOf, zonesOf } from '../../kernel/places/zones.ts';
import type { Call } from '../../kernel/service.ts';
import { tagList } from '../../kernel/tags.ts';
import { type Block, contains, formatCidr, overlaps, parseCidr } from './cidr.ts';
import { described } from './describe.ts';
import { dependencyViolation, refuse, required } from './errors.ts';
import { arnOf, found, newId } from './find.ts';
import { ec2Of, type SubnetRecord, type VpcRecord } from './state.ts';
import { aboutNew } from './tags.ts';

export const subnetOperations = {
  CreateSubnet: createSubnet,
  DescribeSubnets: describeSubnets,
  ModifySubnetAttribute: modifySubnetAttribute,
  DeleteSubnet: deleteSubnet,
};

/** AWS keeps the first four addresses of a subnet and the last. Source: VPC user guide, "Subnet CIDR blocks". */
const RESERVED_ADDRESSES = 5;

function createSubnet(input: CreateSubnetRequest, call: Call): CreateSubnetResult {
  const vpc = found('vpcs', input.VpcId, call);
  const tags = aboutNew('subnets', input.TagSpecifications, call);
  const block = parseCidr(required(input.CidrBlock, 'CidrBlock'), 'cidrBlock');
  checkBlock(block, vpc, call);
  const subnet: SubnetRecord = {
    id: newId(call.cloud.world, 'subnet'),
    vpc: vpc.id,
    cidr: formatCidr(block),
    zone: chosenZone(input, call),
    mapPublicIp: false,
    tags,
  };
  put(ec2Of(call).subnets, subnet.id, subnet);
  return { Subnet: shape(subnet, call) };
}

function describeSubnets(input: DescribeSubnetsRequest, call: Call): DescribeSubnetsResult {
  const valuesOf = (subnet: SubnetRecord) => ({
    'subnet-id': subnet.id,
    'subnet-arn': arnOf('subnets', subnet.id, call),
    'vpc-id': subnet.vpc,
    cidr: subnet.cidr,
    cidrBlock: subnet.cidr,
    'cidr-block': subnet.cidr,
    'availability-zone': subnet.zone,
    availabilityZone: subnet.zone,
    'availability-zone-id': zoneIdOf(subnet.zone, call),
    'map-public-ip-on-launch': String(subnet.mapPublicIp),
    'default-for-az': String(subnet.isDefault === true),
    defaultForAz: String(subnet.isDefault === true),
    state: 'available',
    'owner-id': call.account,
  });
  const { records, next } = described('subnets', { ...input, ids: input.SubnetIds }, { call, valuesOf });
  return { Subnets: records.map((subnet) => shape(subnet, call)), ...next };
}

function modifySubnetAttribute(input: ModifySubnetAttributeRequest, call: Call): object {
  const subnet = found('subnets', input.SubnetId, call);
  subnet.mapPublicIp = input.MapPublicIpOnLaunch?.Value ?? subnet.mapPublicIp;
  return {};
}

/** A network interface holds its subnet; an association with a route table does not. */
function deleteSubnet({ SubnetId }: DeleteSubnetRequest, call: Call): object {
  const { id } = found('subnets', SubnetId, call);
  const state = ec2Of(call);
  const held = Object.values(state.networkInterfaces).map(({ subnet }) => subnet);
  if (held.includes(id)) dependencyViolation(`The subnet '${id}' has dependencies and cannot be deleted.`);
  for (const table of Object.values(state.routeTables)) {
    table.associations = table.associations.filter(({ subnet }) => subnet !== id);
  }
  delete state.subnets[id];
  return {};
}

function checkBlock(block: Block, vpc: VpcRecord, call: Call): void {
  const cidr = formatCidr(block);
  const outside = !contains(parseCidr(vpc.cidr, 'cidrBlock'), block);
  if (outside || block.prefix < 16 || block.prefix > 28)
    refuse('InvalidSubnet.Range', `The CIDR '${cidr}' is invalid.`);
  const others = Object.values(ec2Of(call).subnets).filter((subnet) => subnet.vpc === vpc.id);
  if (others.some((other) => overlaps(parseCidr(other.cidr, 'cidrBlock'), block))) {
    refuse('InvalidSubnet.Conflict', `The CIDR '${cidr}' conflicts with another subnet`);
  }
}

function chosenZone({ AvailabilityZone, AvailabilityZoneId }: CreateSubnetRequest, call: Call): string {
  const zones = zonesOf(call);
  const wanted = AvailabilityZoneId ?? AvailabilityZone ?? zones[0]?.name;
  const zone = zones.find(({ name, id }) => wanted === (AvailabilityZoneId ? id : name));
  if (zone) return zone.name;
  return refuse(
    'InvalidParameterValue',
    `Value (${wanted}) for parameter ${AvailabilityZoneId ? 'availabilityZoneId' : 'availabilityZone'} is invalid. ` +
      'Subnets can currently only be created in the following availability zones: ' +
      `${zones.map(({ name, id }) => (AvailabilityZoneId ? id : name)).join(', ')}.`,
  );
}

function shape(subnet: SubnetRecord, call: Call): Subnet {
  const used = Object.values(ec2Of(call).networkInterfaces).filter((one) => one.subnet === subnet.id).length;
  return {
    SubnetId: subnet.id,
    SubnetArn: arnOf('subnets', subnet.id, call),
    OwnerId: call.account,
    VpcId: subnet.vpc,
    CidrBlock: subnet.cidr,
    AvailabilityZone: subnet.zone,
    AvailabilityZoneId: zoneIdOf(subnet.zone, call),
    AvailableIpAddressCount: parseCidr(subnet.cidr, 'cidrBlock').size - RESERVED_ADDRESSES - used,
    MapPublicIpOnLaunch: subnet.mapPublicIp,
    DefaultForAz: subnet.isDefault === true,
    AssignIpv6AddressOnCreation: false,
    Ipv6CidrBlockAssociationSet: [],
    State: 'available',
    Tags: tagList(subnet.tags),
  };
}
