import type {
  CreateRouteTableResult,
  CreateSecurityGroupResult,
  CreateSubnetResult,
  CreateVpcEndpointResult,
  CreateVpcResult,
  DescribeManagedPrefixListsResult,
  DescribeNetworkInterfacesResult,
  DescribeRouteTablesResult,
  DescribeVpcEndpointsResult,
} from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';

import { accounts, refusal } from '../iam/accounts.ts';

const STS = 'com.amazonaws.us-east-1.sts';
const S3 = 'com.amazonaws.us-east-1.s3';

function withNetwork() {
  const made = accounts('ec2');
  const { call } = made;
  const VpcId = call<CreateVpcResult>('CreateVpc', { CidrBlock: '10.0.0.0/16' }).Vpc?.VpcId;
  const addSubnet = (CidrBlock: string, AvailabilityZone: string) =>
    call<CreateSubnetResult>('CreateSubnet', { VpcId, CidrBlock, AvailabilityZone }).Subnet?.SubnetId;
  const subnets = [addSubnet('10.0.1.0/24', 'us-east-1a'), addSubnet('10.0.2.0/24', 'us-east-1b')];
  const group = { GroupName: 'endpoints', Description: 'endpoints', VpcId };
  const GroupId = call<CreateSecurityGroupResult>('CreateSecurityGroup', group).GroupId;
  const table = call<CreateRouteTableResult>('CreateRouteTable', { VpcId }).RouteTable?.RouteTableId;
  const enableHostnames = () => call('ModifyVpcAttribute', { VpcId, EnableDnsHostnames: { Value: true } });
  const addInterface = (more: object = {}) => {
    const input = {
      VpcId,
      ServiceName: STS,
      VpcEndpointType: 'Interface',
      SubnetIds: subnets,
      SecurityGroupIds: [GroupId],
    };
    return call<CreateVpcEndpointResult>('CreateVpcEndpoint', { ...input, ...more }).VpcEndpoint;
  };
  const endpoint = (id: string | undefined) =>
    call<DescribeVpcEndpointsResult>('DescribeVpcEndpoints', { VpcEndpointIds: [id] }).VpcEndpoints?.[0];
  const interfaces = () =>
    call<DescribeNetworkInterfacesResult>('DescribeNetworkInterfaces', {
      Filters: [{ Name: 'vpc-id', Values: [VpcId ?? ''] }],
    }).NetworkInterfaces;
  return { ...made, VpcId, subnets, addSubnet, GroupId, table, enableHostnames, addInterface, endpoint, interfaces };
}

describe('an interface endpoint', () => {
  it('needs the VPC’s DNS for its private name', () => {
    const { addInterface, enableHostnames } = withNetwork();
    expect(addInterface).toThrow(refusal('InvalidParameter', /requires both enableDnsSupport and enableDnsHostnames/));
    enableHostnames();
    expect(addInterface()?.DnsEntries?.map(({ DnsName }) => DnsName)).toContain('sts.us-east-1.amazonaws.com');
    expect(addInterface).toThrow(refusal('InvalidParameter', /conflicting DNS domain for sts.us-east-1.amazonaws.com/));
    expect(() => addInterface({ PrivateDnsEnabled: false })).not.toThrow();
  });

  it('holds subnets and security group while it exists and a while after', () => {
    const { call, pass, subnets, GroupId, enableHostnames, addInterface, endpoint, interfaces } = withNetwork();
    enableHostnames();
    const VpcEndpointId = addInterface()?.VpcEndpointId;
    expect(endpoint(VpcEndpointId)?.State).toBe('pending');
    pass(120);
    expect(endpoint(VpcEndpointId)?.State).toBe('available');
    expect(interfaces()).toMatchObject([
      { InterfaceType: 'vpc_endpoint', Status: 'in-use' },
      { RequesterManaged: true },
    ]);

    const remove = () => call('DeleteSubnet', { SubnetId: subnets[0] });
    call('DeleteVpcEndpoints', { VpcEndpointIds: [VpcEndpointId] });
    expect(endpoint(VpcEndpointId)?.State).toBe('deleting');
    expect(remove).toThrow(refusal('DependencyViolation'));
    expect(() => call('DeleteSecurityGroup', { GroupId })).toThrow(refusal('DependencyViolation'));
    const held = interfaces()?.[0]?.NetworkInterfaceId;
    expect(() => call('DeleteNetworkInterface', { NetworkInterfaceId: held })).toThrow(
      refusal('InvalidParameterValue', /currently in use/),
    );
    pass(120);
    expect(interfaces()).toEqual([]);
    expect(remove).not.toThrow();
    pass(120);
    expect(() => endpoint(VpcEndpointId)).toThrow(refusal('InvalidVpcEndpointId.NotFound'));
  });

  it('moves with its subnets', () => {
    const { call, pass, subnets, enableHostnames, addInterface, endpoint } = withNetwork();
    enableHostnames();
    const VpcEndpointId = addInterface({ SubnetIds: [subnets[0]] })?.VpcEndpointId;
    call('ModifyVpcEndpoint', { VpcEndpointId, AddSubnetIds: [subnets[1]], RemoveSubnetIds: [subnets[0]] });
    pass(120);
    expect(endpoint(VpcEndpointId)).toMatchObject({
      SubnetIds: [subnets[1]],
      NetworkInterfaceIds: [expect.any(String)],
    });
  });

  it('has one subnet in a zone, and a service that exists', () => {
    const { subnets, addSubnet, addInterface } = withNetwork();
    const sameZone = addSubnet('10.0.3.0/24', 'us-east-1a');
    const input = { PrivateDnsEnabled: false };
    expect(() => addInterface({ ...input, SubnetIds: [...subnets, sameZone] })).toThrow(
      refusal('DuplicateSubnetsInSameZone'),
    );
    expect(() => addInterface({ ...input, ServiceName: 'com.amazonaws.us-east-1.nothing' })).toThrow(
      refusal('InvalidServiceName'),
    );
    expect(() => addInterface({ ...input, ServiceName: 'com.amazonaws.us-east-1.dynamodb' })).toThrow(
      refusal('InvalidParameter', /does not match available service types/),
    );
  });
});

describe('a gateway endpoint', () => {
  it('adds routes to the service’s prefix list', () => {
    const { call, VpcId, table } = withNetwork();
    const input = { VpcId, ServiceName: S3, RouteTableIds: [table] };
    const { VpcEndpoint } = call<CreateVpcEndpointResult>('CreateVpcEndpoint', input);
    expect(VpcEndpoint).toMatchObject({ VpcEndpointType: 'Gateway', State: 'available' });
    const { PrefixLists } = call<DescribeManagedPrefixListsResult>('DescribeManagedPrefixLists', {
      Filters: [{ Name: 'prefix-list-name', Values: [S3] }],
    });
    const routes = () =>
      call<DescribeRouteTablesResult>('DescribeRouteTables', { RouteTableIds: [table] }).RouteTables?.[0]?.Routes;
    expect(routes()).toContainEqual({
      DestinationPrefixListId: PrefixLists?.[0]?.PrefixListId,
      GatewayId: VpcEndpoint?.VpcEndpointId,
      Origin: 'CreateRoute',
      State: 'active',
    });
    expect(() => call('CreateVpcEndpoint', input)).toThrow(refusal('RouteAlreadyExists'));
    expect(() => call('DeleteRouteTable', { RouteTableId: table })).toThrow(refusal('DependencyViolation'));
    call('DeleteVpcEndpoints', { VpcEndpointIds: [VpcEndpoint?.VpcEndpointId] });
    expect(routes()).toHaveLength(1);
  });

  it('that does not exist is reported, not thrown', () => {
    const { call } = withNetwork();
    expect(call('DeleteVpcEndpoints', { VpcEndpointIds: ['vpce-0'] })).toMatchObject({
      Unsuccessful: [{ ResourceId: 'vpce-0', Error: { Code: 'InvalidVpcEndpointId.NotFound' } }],
    });
  });
});

describe('zones and regions', () => {
  it('are those of the call', () => {
    const { call } = accounts('ec2');
    const zones = call<{ AvailabilityZones: { ZoneName: string }[] }>('DescribeAvailabilityZones', {});
    expect(zones.AvailabilityZones[0]).toMatchObject({
      ZoneName: 'us-east-1a',
      ZoneId: 'use1-az1',
      State: 'available',
    });
    expect(() => call('DescribeRegions', { RegionNames: ['mars-north-1'] })).toThrow(refusal('InvalidParameterValue'));
  });
});
