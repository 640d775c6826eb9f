import type {
  CreateNetworkInterfaceResult,
  DescribeSecurityGroupsResult,
  DescribeVpcsResult,
} from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';

import { attachInterface, releaseInterfaces } from '../../../../src/sandbox/services/ec2/service-interfaces.ts';
import { accounts, REGION, TOOLS, textLike } from '../iam/accounts.ts';
import { stackOf } from '../iam/stacks.ts';

const NETWORK = `
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.0.0.0/16, EnableDnsSupport: true, EnableDnsHostnames: true }
  Table:
    Type: AWS::EC2::RouteTable
    Properties: { VpcId: !Ref Vpc }
  Subnet:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: !Select [0, !GetAZs ''] }
  Routes:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: { SubnetId: !Ref Subnet, RouteTableId: !Ref Table }
  Gateway: { Type: AWS::EC2::InternetGateway }
  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway }
  Out:
    Type: AWS::EC2::Route
    DependsOn: Attachment
    Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway }
  Notebooks:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: notebooks
      VpcId: !Ref Vpc
      SecurityGroupEgress:
        - { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16, Description: endpoints }
  Endpoints:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: endpoints, VpcId: !Ref Vpc }
  FromNotebooks:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: !GetAtt Endpoints.GroupId
      IpProtocol: tcp
      FromPort: 443
      ToPort: 443
      SourceSecurityGroupId: !Ref Notebooks
  S3:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      ServiceName: !Sub com.amazonaws.\${AWS::Region}.s3
      VpcEndpointType: Gateway
      RouteTableIds: [!Ref Table]
  Sts:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      ServiceName: !Sub com.amazonaws.\${AWS::Region}.sts
      VpcEndpointType: Interface
      PrivateDnsEnabled: true
      SubnetIds: [!Ref Subnet]
      SecurityGroupIds: [!Ref Endpoints]
Outputs:
  Vpc: { Value: !Ref Vpc }
  Cidr: { Value: !GetAtt Vpc.CidrBlock }
  DefaultGroup: { Value: !GetAtt Vpc.DefaultSecurityGroup }
  Subnet: { Value: !Ref Subnet }
  Group: { Value: !GetAtt Notebooks.GroupId }
  Interface: { Value: !Select [0, !GetAtt Sts.NetworkInterfaceIds] }
`;

const SMALL =
  NETWORK.slice(0, NETWORK.indexOf('  Table:')) +
  `
  Subnet:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24 }
Outputs: { Subnet: { Value: !Ref Subnet } }
`;

function networkArns(inventory: readonly string[]): string[] {
  return inventory.filter((arn) => arn.includes(':ec2:'));
}

describe('a network stack', () => {
  it('stands, and goes without a rest', () => {
    const made = accounts('ec2');
    const stack = stackOf(made);
    const { status, outputs, failures } = stack.create(NETWORK);
    expect({ status, failures }).toEqual({ status: 'CREATE_COMPLETE', failures: [] });
    expect(outputs).toMatchObject({
      Vpc: textLike(/^vpc-/),
      Cidr: '10.0.0.0/16',
      DefaultGroup: textLike(/^sg-/),
      Interface: textLike(/^eni-/),
    });
    const { Vpcs } = made.call<DescribeVpcsResult>('DescribeVpcs', { Filters: [{ Name: 'tag:lab', Values: ['one'] }] });
    expect(Vpcs).toHaveLength(1);
    const groups = made.call<DescribeSecurityGroupsResult>('DescribeSecurityGroups', { GroupIds: [outputs['Group']] });
    expect(groups.SecurityGroups?.[0]?.IpPermissionsEgress).toMatchObject([{ IpProtocol: 'tcp', FromPort: 443 }]);
    expect(stack.remove()).toMatchObject({ status: 'DELETE_COMPLETE', failures: [] });
    expect(networkArns(made.cloud.inventory(TOOLS))).toEqual([]);
  });

  it('takes the time an interface endpoint takes, which is not asked for in vain meanwhile', () => {
    const made = accounts('ec2');
    const stack = stackOf(made);
    expect([stack.create(NETWORK).seconds, stack.remove().seconds]).toEqual([112, 188]);
    const looks = made.cloud.trail.entries().filter(({ operation }) => operation === 'DescribeVpcEndpoints');
    expect(looks.length).toBeLessThan(10);
  });

  it('gives back the rule that lets everything out when an update takes the rules away', () => {
    const made = accounts('ec2');
    const stack = stackOf(made);
    const { Group } = stack.create(NETWORK).outputs;
    const updated = NETWORK.replace(/ {6}SecurityGroupEgress:\n.*\n/, '');
    expect(stack.update(updated)).toMatchObject({ status: 'UPDATE_COMPLETE', failures: [] });
    const groups = made.call<DescribeSecurityGroupsResult>('DescribeSecurityGroups', { GroupIds: [Group] });
    expect(groups.SecurityGroups?.[0]?.IpPermissionsEgress).toMatchObject([{ IpProtocol: '-1' }]);
  });
});

describe('a subnet that an AWS service holds', () => {
  function held(secondsUntilGone: number) {
    const made = accounts('ec2');
    const stack = stackOf(made);
    const { Subnet } = stack.create(SMALL).outputs;
    const place = { cloud: made.cloud, account: TOOLS, region: REGION };
    const { NetworkInterface } = made.call<CreateNetworkInterfaceResult>('CreateNetworkInterface', {
      SubnetId: Subnet,
    });
    attachInterface(NetworkInterface?.NetworkInterfaceId ?? '', 'a-notebook', place);
    const goneAt = made.cloud.world.now + secondsUntilGone * 1000;
    releaseInterfaces('a-notebook', { releasedAt: goneAt, goneAt }, place);
    return stack.remove();
  }

  it('is deleted once the service lets go', () => {
    const { status, seconds } = held(300);
    expect(status).toBe('DELETE_COMPLETE');
    expect(seconds).toBeGreaterThan(299);
  });

  it('fails the stack after a quarter of an hour', () => {
    const { status, failures, seconds } = held(3_600);
    expect(status).toBe('DELETE_FAILED');
    expect(failures.join()).toMatch(/Subnet: .*has dependencies and cannot be deleted/);
    expect(seconds).toBeGreaterThan(890);
  });
});
