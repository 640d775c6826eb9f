import type {
  AssociateRouteTableResult,
  CreateInternetGatewayResult,
  CreateRouteTableResult,
  CreateSubnetResult,
  CreateVpcResult,
  DescribeRouteTablesResult,
} from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';

import { accounts, refusal } from '../iam/accounts.ts';

function withRouteTable() {
  const made = accounts('ec2');
  const VpcId = made.call<CreateVpcResult>('CreateVpc', { CidrBlock: '10.0.0.0/16' }).Vpc?.VpcId;
  const RouteTableId = made.call<CreateRouteTableResult>('CreateRouteTable', { VpcId }).RouteTable?.RouteTableId;
  const gateway = made.call<CreateInternetGatewayResult>('CreateInternetGateway', {}).InternetGateway;
  const routes = () =>
    made
      .call<DescribeRouteTablesResult>('DescribeRouteTables', { RouteTableIds: [RouteTableId] })
      .RouteTables?.[0]?.Routes?.slice(1);
  return { ...made, VpcId, RouteTableId, InternetGatewayId: gateway?.InternetGatewayId, routes };
}

describe('an internet gateway', () => {
  it('is attached to one VPC, and detached before it goes', () => {
    const { call, VpcId, InternetGatewayId } = withRouteTable();
    call('AttachInternetGateway', { VpcId, InternetGatewayId });
    expect(() => call('AttachInternetGateway', { VpcId, InternetGatewayId })).toThrow(
      refusal('Resource.AlreadyAssociated'),
    );
    expect(() => call('DeleteInternetGateway', { InternetGatewayId })).toThrow(refusal('DependencyViolation'));
    expect(() => call('DeleteVpc', { VpcId })).toThrow(refusal('DependencyViolation'));
    call('DetachInternetGateway', { VpcId, InternetGatewayId });
    expect(() => call('DetachInternetGateway', { VpcId, InternetGatewayId })).toThrow(refusal('Gateway.NotAttached'));
    call('DeleteInternetGateway', { InternetGatewayId });
  });
});

describe('a route', () => {
  it('leads out through an attached gateway, and nowhere once that is detached', () => {
    const { call, VpcId, RouteTableId, InternetGatewayId, routes } = withRouteTable();
    const route = { RouteTableId, DestinationCidrBlock: '0.0.0.0/0', GatewayId: InternetGatewayId };
    expect(() => call('CreateRoute', route)).toThrow(refusal('InvalidParameterValue', /belong to different networks/));
    call('AttachInternetGateway', { VpcId, InternetGatewayId });
    call('CreateRoute', route);
    expect(routes()).toEqual([
      { DestinationCidrBlock: '0.0.0.0/0', GatewayId: InternetGatewayId, Origin: 'CreateRoute', State: 'active' },
    ]);
    call('DetachInternetGateway', { VpcId, InternetGatewayId });
    expect(routes()).toMatchObject([{ State: 'blackhole' }]);
    call('DeleteRoute', { RouteTableId, DestinationCidrBlock: '0.0.0.0/0' });
    expect(() => call('DeleteRoute', { RouteTableId, DestinationCidrBlock: '0.0.0.0/0' })).toThrow(
      refusal('InvalidRoute.NotFound'),
    );
  });

  it('within the VPC stays', () => {
    const { call, RouteTableId } = withRouteTable();
    expect(() => call('DeleteRoute', { RouteTableId, DestinationCidrBlock: '10.0.0.0/16' })).toThrow(
      refusal('InvalidParameterValue', /cannot remove local route/),
    );
  });
});

describe('a route table', () => {
  it('is not deleted while a subnet uses it, of which it is the only one', () => {
    const { call, VpcId, RouteTableId } = withRouteTable();
    const subnet = call<CreateSubnetResult>('CreateSubnet', { VpcId, CidrBlock: '10.0.1.0/24' }).Subnet;
    const association = { RouteTableId, SubnetId: subnet?.SubnetId };
    const { AssociationId } = call<AssociateRouteTableResult>('AssociateRouteTable', association);
    expect(() => call('AssociateRouteTable', association)).toThrow(refusal('Resource.AlreadyAssociated'));
    expect(() => call('DeleteRouteTable', { RouteTableId })).toThrow(refusal('DependencyViolation'));
    call('DisassociateRouteTable', { AssociationId });
    call('DeleteRouteTable', { RouteTableId });
    expect(() => call('DisassociateRouteTable', { AssociationId })).toThrow(refusal('InvalidAssociationID.NotFound'));
  });
});
