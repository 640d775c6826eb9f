import type {
  CreateVpcRequest,
  CreateVpcResult,
  DeleteVpcRequest,
  DescribeVpcAttributeRequest,
  DescribeVpcAttributeResult,
  DescribeVpcsRequest,
  DescribeVpcsResult,
  ModifyVpcAttributeRequest,
  Vpc,
} from '@aws-sdk/client-ec2';

import { put } from '../../../own.ts';
import type { Call } from '../../kernel/service.ts';
import { tagList } from '../../kernel/tags.ts';
import { formatCidr, parseCidr } from './cidr.ts';
import { described } from './describe.ts';
import { dependencyViolation, refuse, required } from './errors.ts';
import { found, newId } from './find.ts';
import { expectRoomForVpc } from './limits.ts';
import { newRouteTable } from './route-tables.ts';
import { newDefaultGroup } from './security-groups.ts';
import { ec2Of, type VpcRecord } from './state.ts';
import { aboutNew } from './tags.ts';

export const vpcOperations = {
  CreateVpc: createVpc,
  DescribeVpcs: describeVpcs,
  ModifyVpcAttribute: modifyVpcAttribute,
  DescribeVpcAttribute: describeVpcAttribute,
  DeleteVpc: deleteVpc,
};

function createVpc(input: CreateVpcRequest, call: Call): CreateVpcResult {
  const tags = aboutNew('vpcs', input.TagSpecifications, call);
  const block = parseCidr(required(input.CidrBlock, 'CidrBlock'), 'cidrBlock');
  if (block.prefix < 16 || block.prefix > 28) refuse('InvalidVpc.Range', `The CIDR '${input.CidrBlock}' is invalid.`);
  expectRoomForVpc(call);
  const { world } = call.cloud;
  const state = ec2Of(call);
  const id = newId(world, 'vpc');
  const group = newDefaultGroup(id, call);
  const table = newRouteTable({ vpc: id, cidr: formatCidr(block), tags: {} }, world);
  const vpc: VpcRecord = {
    id,
    cidr: formatCidr(block),
    tenancy: input.InstanceTenancy === 'dedicated' ? 'dedicated' : 'default',
    defaultSecurityGroup: group.id,
    networkAcl: newId(world, 'acl'),
    dnsSupport: true,
    dnsHostnames: false,
    tags,
  };
  put(state.vpcs, id, vpc);
  put(state.securityGroups, group.id, group);
  put(state.routeTables, table.id, { ...table, associations: [{ id: newId(world, 'rtbassoc') }] });
  return { Vpc: { ...shape(vpc, call), State: 'pending' } };
}

function describeVpcs(input: DescribeVpcsRequest, call: Call): DescribeVpcsResult {
  const valuesOf = (vpc: VpcRecord) => ({
    'vpc-id': vpc.id,
    cidr: vpc.cidr,
    'cidr-block-association.cidr-block': vpc.cidr,
    state: 'available',
    'is-default': String(vpc.isDefault === true),
    isDefault: String(vpc.isDefault === true),
    'owner-id': call.account,
  });
  const { records, next } = described('vpcs', { ...input, ids: input.VpcIds }, { call, valuesOf });
  return { Vpcs: records.map((vpc) => shape(vpc, call)), ...next };
}

function modifyVpcAttribute(input: ModifyVpcAttributeRequest, call: Call): object {
  const vpc = found('vpcs', input.VpcId, call);
  if (input.EnableDnsSupport && input.EnableDnsHostnames) {
    refuse('InvalidParameterCombination', 'Fields for multiple attribute types specified');
  }
  vpc.dnsSupport = input.EnableDnsSupport?.Value ?? vpc.dnsSupport;
  vpc.dnsHostnames = input.EnableDnsHostnames?.Value ?? vpc.dnsHostnames;
  return {};
}

function describeVpcAttribute(input: DescribeVpcAttributeRequest, call: Call): DescribeVpcAttributeResult {
  const vpc = found('vpcs', input.VpcId, call);
  switch (required(input.Attribute, 'Attribute')) {
    case 'enableDnsSupport':
      return { VpcId: vpc.id, EnableDnsSupport: { Value: vpc.dnsSupport } };
    case 'enableDnsHostnames':
      return { VpcId: vpc.id, EnableDnsHostnames: { Value: vpc.dnsHostnames } };
    case 'enableNetworkAddressUsageMetrics':
      return { VpcId: vpc.id, EnableNetworkAddressUsageMetrics: { Value: false } };
  }
  return refuse('InvalidParameterValue', `Value (${input.Attribute}) for parameter attribute is invalid.`);
}

/** The main route table and the default security group go with their VPC. */
function deleteVpc({ VpcId }: DeleteVpcRequest, call: Call): object {
  const vpc = found('vpcs', VpcId, call);
  const state = ec2Of(call);
  const { subnets, internetGateways, endpoints, networkInterfaces } = state;
  const isIn = (resource: { readonly vpc?: string }) => resource.vpc === vpc.id;
  const groups = Object.values(state.securityGroups).filter(isIn);
  const tables = Object.values(state.routeTables).filter(isIn);
  const dependants = [subnets, internetGateways, endpoints, networkInterfaces].flatMap((held) => Object.values(held));
  if (dependants.some(isIn) || groups.length > 1 || tables.length > 1) {
    dependencyViolation(`The vpc '${vpc.id}' has dependencies and cannot be deleted.`);
  }
  delete state.securityGroups[vpc.defaultSecurityGroup];
  for (const { id } of tables) delete state.routeTables[id];
  delete state.vpcs[vpc.id];
  return {};
}

function shape(vpc: VpcRecord, { account }: Call): Vpc {
  return {
    VpcId: vpc.id,
    OwnerId: account,
    CidrBlock: vpc.cidr,
    CidrBlockAssociationSet: [
      {
        AssociationId: vpc.id.replace('vpc-', 'vpc-cidr-assoc-'),
        CidrBlock: vpc.cidr,
        CidrBlockState: { State: 'associated' },
      },
    ],
    InstanceTenancy: vpc.tenancy,
    IsDefault: vpc.isDefault === true,
    DhcpOptionsId: 'default',
    State: 'available',
    Tags: tagList(vpc.tags),
  };
}
