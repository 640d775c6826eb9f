import type { CreateFlowLogsResult, CreateVpcResult, DescribeFlowLogsResult } from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';

import { accounts, refusal } from '../iam/accounts.ts';

const ROLE = 'arn:aws:iam::111111111111:role/flow-logs';

function withVpc() {
  const made = accounts('ec2');
  const VpcId = made.call<CreateVpcResult>('CreateVpc', { CidrBlock: '10.0.0.0/16' }).Vpc?.VpcId ?? '';
  const asked = {
    ResourceIds: [VpcId],
    ResourceType: 'VPC',
    TrafficType: 'ALL',
    LogGroupName: '/aws/vpc/lab',
    DeliverLogsPermissionArn: ROLE,
  };
  const create = (changes: object = {}) =>
    made.call<CreateFlowLogsResult>('CreateFlowLogs', { ...asked, ...changes }).FlowLogIds?.[0] ?? '';
  const listed = () => made.call<DescribeFlowLogsResult>('DescribeFlowLogs', {}).FlowLogs ?? [];
  return { ...made, VpcId, create, listed };
}

describe('a flow log', () => {
  it('is made, listed with where it goes, and deleted', () => {
    const { call, create, listed, VpcId } = withVpc();
    const id = create();
    expect(id).toMatch(/^fl-0[0-9a-f]{16}$/);
    expect(listed()).toMatchObject([
      { FlowLogId: id, ResourceId: VpcId, LogGroupName: '/aws/vpc/lab', DeliverLogsPermissionArn: ROLE },
    ]);
    call('DeleteFlowLogs', { FlowLogIds: [id] });
    expect(listed()).toEqual([]);
    expect(() => call('DeleteFlowLogs', { FlowLogIds: [id] })).toThrow(refusal('InvalidFlowLogId.NotFound'));
  });

  it.each<[string, object, string]>([
    ['of nothing that is there', { ResourceIds: ['vpc-0123456789abcdef0'] }, 'InvalidVpcID.NotFound'],
    ['of a kind that has none', { ResourceType: 'RouteTable' }, 'InvalidParameter'],
    ['of no kind of traffic', { TrafficType: 'SOME' }, 'InvalidParameter'],
    ['without a role to write with', { DeliverLogsPermissionArn: undefined }, 'InvalidParameter'],
    ['without a log group', { LogGroupName: undefined }, 'InvalidParameter'],
    [
      'with a role of another account',
      { DeliverLogsPermissionArn: ROLE.replace(/1{12}/, '222222222222') },
      'AccessDeniedException',
    ],
    ['to a bucket, which the sandbox lacks', { LogDestinationType: 's3' }, 'NotImplemented'],
  ])('is refused %s', (_, changes, code) => {
    const { create, listed } = withVpc();
    expect(() => create(changes)).toThrow(refusal(code));
    expect(listed()).toEqual([]);
  });

  it('is there once for the same traffic and the same group', () => {
    const { create } = withVpc();
    create();
    expect(() => create()).toThrow(refusal('FlowLogAlreadyExists'));
    expect(create({ TrafficType: 'REJECT' })).toMatch(/^fl-/);
  });
});
