import { describe, expect, it } from 'vitest';
import { openSandbox } from '../../src/sandbox/sandbox.ts';
import { memoryStorage } from '../../src/sandbox/storage/index.ts';

const ACCOUNT = '111111111111';

function endpointInSandbox() {
  const { cloud } = openSandbox({ storage: memoryStorage(), accounts: [{ id: ACCOUNT }], begin: Date.UTC(2026, 0, 5) });
  const principal = {
    kind: 'root',
    account: ACCOUNT,
    arn: `arn:aws:iam::${ACCOUNT}:root`,
    userId: 'A',
  } as const;
  const ec2 = <Output>(operation: string, input: object) =>
    cloud.answer({ principal, account: ACCOUNT, region: 'us-east-1', service: 'ec2', operation, input }) as Output;
  const { Vpc } = ec2<{ Vpc: { VpcId: string } }>('CreateVpc', { CidrBlock: '10.0.0.0/16' });
  const { VpcId } = Vpc;
  const { Subnet } = ec2<{ Subnet: { SubnetId: string } }>('CreateSubnet', { VpcId, CidrBlock: '10.0.0.0/24' });
  const ServiceName = 'com.amazonaws.us-east-1.logs';
  ec2('CreateVpcEndpoint', {
    VpcId,
    ServiceName,
    VpcEndpointType: 'Interface',
    SubnetIds: [Subnet.SubnetId],
    PrivateDnsEnabled: false,
  });
  const state = () =>
    ec2<{ VpcEndpoints: { State: string }[] }>('DescribeVpcEndpoints', {}).VpcEndpoints.map((each) => each.State);
  return { cloud, state };
}

describe('what changes only by growing older', () => {
  it('is due at the moment it changes, so that a jump there finishes it', () => {
    const { cloud, state } = endpointInSandbox();
    expect(state()).toEqual(['pending']);
    const due = cloud.nextDue() ?? 0;
    cloud.advanceTo(due - 1);
    expect(state()).toEqual(['pending']);
    cloud.advanceTo(due);
    expect(state()).toEqual(['available']);
  });

  it('is due no more once it has changed', () => {
    const { cloud } = endpointInSandbox();
    cloud.advanceTo(cloud.nextDue() ?? 0);
    expect(cloud.nextDue()).toBeUndefined();
  });
});
