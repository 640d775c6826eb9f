import type {
  CreateSubnetResult,
  CreateVpcResult,
  DescribeAvailabilityZonesResult,
  DescribeInstanceTypeOfferingsResult,
  DescribeSubnetsResult,
  DescribeVpcEndpointServicesResult,
} from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';

import { ZONE_TABLE } from '../../../src/sandbox/kernel/places/zone-table.ts';
import { zonesOf } from '../../../src/sandbox/kernel/places/zones.ts';
import type { Fault } from '../../../src/sandbox/kernel/faults.ts';
import { accounts, refusal, SPOKE, TOOLS } from '../services/iam/accounts.ts';
import { stackOf } from '../services/iam/stacks.ts';

const ids = (zones: readonly { readonly id: string }[]) => zones.map(({ id }) => id);

describe('zones', () => {
  it.each(Object.keys(ZONE_TABLE))('of %s have ids of their own, the same ones in each account', (region) => {
    const mine = zonesOf({ account: TOOLS, region });
    const theirs = zonesOf({ account: SPOKE, region });
    expect(new Set(ids(mine)).size).toBe(mine.length);
    expect(ids(mine).sort()).toEqual(ids(theirs).sort());
    expect(mine.every(({ name }) => name.startsWith(region))).toBe(true);
  });

  it('have names that mean other places in another account, in the oldest regions alone', () => {
    const differs = (region: string) => {
      const orders = [TOOLS, SPOKE, '333333333333', '444444444444'].map((account) =>
        ids(zonesOf({ account, region })).join(),
      );
      return new Set(orders).size > 1;
    };
    expect(Object.keys(ZONE_TABLE).filter(differs).sort()).toEqual([
      'ap-northeast-1',
      'ap-southeast-1',
      'ap-southeast-2',
      'eu-west-1',
      'sa-east-1',
      'us-east-1',
      'us-west-1',
      'us-west-2',
    ]);
  });

  it('are two in us-west-1 and six in us-east-1', () => {
    expect(ids(zonesOf({ account: TOOLS, region: 'us-west-1' })).sort()).toEqual(['usw1-az1', 'usw1-az3']);
    expect(zonesOf({ account: TOOLS, region: 'us-east-1' })).toHaveLength(6);
  });

  it('are told by name or id, and a subnet goes where its zone’s id says', () => {
    const { call } = accounts('ec2');
    const zone = call<DescribeAvailabilityZonesResult>('DescribeAvailabilityZones', { ZoneIds: ['use1-az4'] });
    const VpcId = call<CreateVpcResult>('CreateVpc', { CidrBlock: '10.0.0.0/16' }).Vpc?.VpcId;
    const subnet = { VpcId, CidrBlock: '10.0.0.0/24' };
    expect(
      call<CreateSubnetResult>('CreateSubnet', { ...subnet, AvailabilityZoneId: 'use1-az4' }).Subnet,
    ).toMatchObject({ AvailabilityZone: zone.AvailabilityZones?.[0]?.ZoneName, AvailabilityZoneId: 'use1-az4' });
    expect(() => call('CreateSubnet', { ...subnet, CidrBlock: '10.0.1.0/24', AvailabilityZoneId: 'use2-az1' })).toThrow(
      refusal('InvalidParameterValue', /can currently only be created in the following availability zones: .*use1-az1/),
    );
  });
});

describe('Fn::GetAZs', () => {
  const TEMPLATE = `
Resources: { Handle: { Type: AWS::CloudFormation::WaitConditionHandle } }
Outputs: { Zones: { Value: !Join [',', !GetAZs ''] } }`;

  function zonesIn(
    faults: readonly Fault[],
    change: (call: ReturnType<typeof accounts>['call']) => void = () => undefined,
  ) {
    const made = accounts('ec2', [], faults);
    change(made.call);
    return stackOf(made).create(TEMPLATE).outputs['Zones']?.split(',');
  }

  it('gives the zones that have a default subnet', () => {
    const withoutFirst = zonesIn([], (call) => {
      const Filters = [{ Name: 'availability-zone', Values: ['us-east-1a'] }];
      const { Subnets } = call<DescribeSubnetsResult>('DescribeSubnets', { Filters });
      call('DeleteSubnet', { SubnetId: Subnets?.[0]?.SubnetId });
      // One that is no default subnet does not count.
      const VpcId = call<CreateVpcResult>('CreateVpc', { CidrBlock: '10.0.0.0/16' }).Vpc?.VpcId;
      call('CreateSubnet', { VpcId, CidrBlock: '10.0.0.0/24', AvailabilityZone: 'us-east-1a' });
    });
    expect(withoutFirst).toEqual(['us-east-1b', 'us-east-1c', 'us-east-1d', 'us-east-1e', 'us-east-1f']);
  });

  it('gives all of them where there is no default VPC', () => {
    expect(zonesIn([{ kind: 'default-vpc', present: false }])).toHaveLength(6);
  });
});

describe('what a zone lacks', () => {
  const SAGEMAKER = 'com.amazonaws.us-east-1.sagemaker.api';

  function zonesFor(service: string, faults: readonly Fault[] = []): string[] {
    const { call } = accounts('ec2', [], faults);
    const { ServiceDetails } = call<DescribeVpcEndpointServicesResult>('DescribeVpcEndpointServices', {
      ServiceNames: [service],
    });
    const { AvailabilityZones = [] } = call<DescribeAvailabilityZonesResult>('DescribeAvailabilityZones', {});
    const names = ServiceDetails?.[0]?.AvailabilityZones ?? [];
    return AvailabilityZones.flatMap(({ ZoneName = '', ZoneId = '' }) =>
      names.includes(ZoneName) ? ZoneId : [],
    ).sort();
  }

  it('is told by the service, by the names of the account’s zones', () => {
    const everywhere = ['use1-az1', 'use1-az2', 'use1-az3', 'use1-az4', 'use1-az5', 'use1-az6'];
    expect(zonesFor('com.amazonaws.us-east-1.sts')).toEqual(everywhere);
    expect(zonesFor(SAGEMAKER)).toEqual(everywhere.filter((id) => id !== 'use1-az3'));
    expect(zonesFor(SAGEMAKER, [{ kind: 'zone', zone: 'use1-az1', lacks: 'sagemaker.*' }])).not.toContain('use1-az1');
  });

  it('keeps an endpoint from a subnet there', () => {
    const { call } = accounts('ec2');
    const VpcId = call<CreateVpcResult>('CreateVpc', { CidrBlock: '10.0.0.0/16' }).Vpc?.VpcId;
    call('ModifyVpcAttribute', { VpcId, EnableDnsHostnames: { Value: true } });
    const at = (AvailabilityZoneId: string, CidrBlock: string) =>
      call<CreateSubnetResult>('CreateSubnet', { VpcId, CidrBlock, AvailabilityZoneId }).Subnet?.SubnetId ?? '';
    const endpoint = { VpcId, ServiceName: SAGEMAKER, VpcEndpointType: 'Interface' };
    const lacking = at('use1-az3', '10.0.1.0/24');
    expect(() => call('CreateVpcEndpoint', { ...endpoint, SubnetIds: [lacking] })).toThrow(
      refusal(
        'InvalidParameter',
        `The VPC endpoint service ${SAGEMAKER} does not support the availability zone of the subnet: ${lacking}.`,
      ),
    );
    expect(() => call('CreateVpcEndpoint', { ...endpoint, SubnetIds: [at('use1-az1', '10.0.2.0/24')] })).not.toThrow();
  });

  it.each([
    ['t3.medium', 'us-east-1', 5],
    ['t2.medium', 'us-east-1', 6],
    ['t2.medium', 'eu-north-1', 0],
    ['t3.medium', 'us-west-1', 2],
  ])('are instances: %s can be had in so many zones of %s', (type, region, count) => {
    const { cloud, operator } = accounts('ec2');
    const input = {
      LocationType: 'availability-zone-id',
      Filters: [{ Name: 'instance-type', Values: [type] }],
    };
    const place = { principal: operator, account: TOOLS, region, service: 'ec2' };
    const answer = cloud.answer({
      ...place,
      operation: 'DescribeInstanceTypeOfferings',
      input,
    }) as DescribeInstanceTypeOfferingsResult;
    expect(answer.InstanceTypeOfferings).toHaveLength(count);
  });
});
