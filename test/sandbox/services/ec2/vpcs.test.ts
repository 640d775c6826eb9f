import type {
  CreateSubnetResult,
  CreateVpcResult,
  DescribeRouteTablesResult,
  DescribeSecurityGroupsResult,
  DescribeSubnetsResult,
  DescribeVpcsResult,
} from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';

import type { Fault } from '../../../../src/sandbox/kernel/faults.ts';
import { accounts, refusal, TOOLS } from '../iam/accounts.ts';

function withVpc(CidrBlock = '10.0.0.0/16') {
  const made = accounts('ec2');
  const { Vpc } = made.call<CreateVpcResult>('CreateVpc', { CidrBlock });
  const VpcId = Vpc?.VpcId ?? '';
  const addSubnet = (block: string, more: object = {}) =>
    made.call<CreateSubnetResult>('CreateSubnet', { VpcId, CidrBlock: block, ...more }).Subnet;
  return { ...made, VpcId, addSubnet };
}

describe('a VPC', () => {
  it('comes with a main route table and a default security group, and goes with them', () => {
    const { call, cloud, VpcId } = withVpc();
    const Filters = [{ Name: 'vpc-id', Values: [VpcId] }];
    const { RouteTables } = call<DescribeRouteTablesResult>('DescribeRouteTables', { Filters });
    expect(RouteTables).toMatchObject([
      {
        Associations: [{ Main: true }],
        Routes: [{ DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' }],
      },
    ]);
    const { SecurityGroups } = call<DescribeSecurityGroupsResult>('DescribeSecurityGroups', { Filters });
    expect(SecurityGroups).toMatchObject([{ GroupName: 'default', IpPermissionsEgress: [{ IpProtocol: '-1' }] }]);
    expect(() => call('DeleteSecurityGroup', { GroupId: SecurityGroups?.[0]?.GroupId })).toThrow(
      refusal('CannotDelete'),
    );
    call('DeleteVpc', { VpcId });
    expect(call('DescribeSecurityGroups', { Filters })).toEqual({ SecurityGroups: [] });
    expect(cloud.inventory(TOOLS).filter((arn) => arn.includes(':ec2:'))).toEqual([]);
  });

  it('is there by default, with a public subnet in each zone, unless it was taken away', () => {
    const { call, cloud } = accounts('ec2');
    const { Vpcs } = call<DescribeVpcsResult>('DescribeVpcs', {});
    expect(Vpcs).toMatchObject([{ IsDefault: true, CidrBlock: '172.31.0.0/16' }]);
    const Filters = [{ Name: 'default-for-az', Values: ['true'] }];
    const { Subnets } = call<DescribeSubnetsResult>('DescribeSubnets', { Filters });
    expect(Subnets?.map(({ AvailabilityZone }) => AvailabilityZone)).toEqual(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `us-east-1${letter}`),
    );
    expect(cloud.inventory(TOOLS).filter((arn) => arn.includes(':ec2:'))).toEqual([]);
    const without = accounts('ec2', [], [{ kind: 'default-vpc', present: false }]);
    expect(without.call('DescribeVpcs', {})).toEqual({ Vpcs: [] });
  });

  it.each(['10.0.0.0/8', '10.0.0.0/29'])('is refused with block %s', (CidrBlock) => {
    const { call } = accounts('ec2');
    expect(() => call('CreateVpc', { CidrBlock })).toThrow(
      refusal('InvalidVpc.Range', `The CIDR '${CidrBlock}' is invalid.`),
    );
  });

  it('is not deleted while it has subnets', () => {
    const { call, VpcId, addSubnet } = withVpc();
    const SubnetId = addSubnet('10.0.1.0/24')?.SubnetId;
    expect(() => call('DeleteVpc', { VpcId })).toThrow(
      refusal('DependencyViolation', `The vpc '${VpcId}' has dependencies and cannot be deleted.`),
    );
    call('DeleteSubnet', { SubnetId });
    expect(() => call('DeleteVpc', { VpcId })).not.toThrow();
    expect(() => call('DeleteVpc', { VpcId })).toThrow(
      refusal('InvalidVpcID.NotFound', `The vpc ID '${VpcId}' does not exist`),
    );
  });

  it('answers a dry run instead of acting', () => {
    const { call } = accounts('ec2');
    expect(() => call('CreateVpc', { CidrBlock: '10.0.0.0/16', DryRun: true })).toThrow(refusal('DryRunOperation'));
    expect(call<DescribeVpcsResult>('DescribeVpcs', {}).Vpcs).toHaveLength(1);
  });

  it('is one of five in a region, unless the account has another quota', () => {
    const create = (faults: readonly Fault[], index: number) => {
      const { call } = accounts('ec2', [], faults);
      for (let i = 0; i < index; i++) call('CreateVpc', { CidrBlock: `10.${i}.0.0/16` });
    };
    expect(() => create([], 4)).not.toThrow();
    expect(() => create([], 5)).toThrow(refusal('VpcLimitExceeded', 'The maximum number of VPCs has been reached.'));
    expect(() => create([{ kind: 'quota', quota: 'ec2:vpcs', value: 6 }], 5)).not.toThrow();
  });
});

describe('a subnet', () => {
  it('has the addresses of its block but for five', () => {
    const { addSubnet } = withVpc();
    expect(addSubnet('10.0.1.7/24', { AvailabilityZone: 'us-east-1b' })).toMatchObject({
      CidrBlock: '10.0.1.0/24',
      AvailableIpAddressCount: 251,
      AvailabilityZoneId: 'use1-az2',
    });
  });

  it.each([
    ['outside its VPC', '10.1.0.0/24', {}, 'InvalidSubnet.Range'],
    ['larger than its VPC', '10.0.0.0/15', {}, 'InvalidSubnet.Range'],
    ['overlapping another', '10.0.0.128/25', {}, 'InvalidSubnet.Conflict'],
    ['in a zone of another region', '10.0.9.0/24', { AvailabilityZone: 'eu-west-1a' }, 'InvalidParameterValue'],
    ['with no block at all', 'ten', {}, 'InvalidParameterValue'],
  ])('is refused %s', (_where, block, more, code) => {
    const { addSubnet } = withVpc();
    addSubnet('10.0.0.0/24');
    expect(() => addSubnet(block, more)).toThrow(refusal(code));
  });
});

describe('filters', () => {
  it('find by values, wildcards and tags, all of which have to match', () => {
    const { call, addSubnet } = withVpc();
    const tagged = (Value: string) => ({
      TagSpecifications: [{ ResourceType: 'subnet', Tags: [{ Key: 'Name', Value }] }],
    });
    addSubnet('10.0.1.0/24', tagged('private-1'));
    addSubnet('10.0.2.0/24', tagged('private-2'));
    addSubnet('10.0.3.0/24', tagged('public-1'));
    const blocks = (...filters: [string, ...string[]][]) =>
      call<DescribeSubnetsResult>('DescribeSubnets', {
        Filters: filters.map(([Name, ...Values]) => ({ Name, Values })),
      }).Subnets?.map(({ CidrBlock }) => CidrBlock);
    expect(blocks(['tag:Name', 'private-*'])).toEqual(['10.0.1.0/24', '10.0.2.0/24']);
    expect(blocks(['tag:Name', 'private-*'], ['cidr', '10.0.2.0/24', '10.0.3.0/24'])).toEqual(['10.0.2.0/24']);
    expect(blocks(['tag-key', 'Owner'])).toEqual([]);
    expect(() => blocks(['colour', 'red'])).toThrow(refusal('InvalidParameterValue', "The filter 'colour' is invalid"));
  });

  it('give pages', () => {
    const { call } = accounts('ec2', [], [{ kind: 'quota', quota: 'ec2:vpcs', value: 10 }]);
    for (let i = 0; i < 6; i++) call('CreateVpc', { CidrBlock: `10.${i}.0.0/16` });
    const first = call<DescribeVpcsResult>('DescribeVpcs', { MaxResults: 5 });
    const second = call<DescribeVpcsResult>('DescribeVpcs', { MaxResults: 5, NextToken: first.NextToken });
    expect([first.Vpcs?.length, second.Vpcs?.length, second.NextToken]).toEqual([5, 2, undefined]);
  });
});

describe('tags', () => {
  it('are made, found and deleted', () => {
    const { call, VpcId } = withVpc();
    call('CreateTags', { Resources: [VpcId], Tags: [{ Key: 'lab', Value: 'one' }] });
    expect(call('DescribeTags', { Filters: [{ Name: 'resource-id', Values: [VpcId] }] })).toEqual({
      Tags: [{ Key: 'lab', Value: 'one', ResourceId: VpcId, ResourceType: 'vpc' }],
    });
    call('DeleteTags', { Resources: [VpcId], Tags: [{ Key: 'lab', Value: 'two' }] });
    expect(call('DescribeTags', {})).toMatchObject({ Tags: [{ Key: 'lab' }] });
    call('DeleteTags', { Resources: [VpcId], Tags: [{ Key: 'lab' }] });
    expect(call('DescribeTags', {})).toEqual({ Tags: [] });
  });
});
