import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { status } from '../../src/actions/status/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { operatorOf } from '../permissions/people.ts';
import { LAB, rehearse, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';

const { datascience } = LAB.accounts;

interface Shrunk {
  readonly rehearsal: Rehearsal;
  readonly before: Record<string, string[]>;
  readonly subnet: string;
  readonly removeInterface: () => void;
}

/** A lab that had two zones and has one, while something stood in the second. */
async function shrunk(): Promise<Shrunk> {
  const rehearsal = await rehearse();
  const before = rehearsal.inventory();
  const wide = { ...rehearsal.context, lab: { ...LAB, networkZones: 2 } };
  await deploy(wide, STACK_IDS, UNATTENDED);
  const stack = await rehearsal.context.cloud.datascience.stacks.find('LabDSAccountSCSetup');
  const subnet = stack?.outputs.SubnetIds?.split(',')[1] ?? '';
  const { principal } = operatorOf(rehearsal.sandbox, datascience.id);
  const inSpoke = <Output>(operation: string, input: object) =>
    rehearsal.sandbox.cloud.invoke<Output>({
      principal,
      account: datascience.id,
      region: LAB.region,
      service: 'ec2',
      operation,
      input,
    });
  const { NetworkInterface } = inSpoke<{ NetworkInterface: { NetworkInterfaceId: string } }>('CreateNetworkInterface', {
    SubnetId: subnet,
    Description: 'somebody’s instance',
  });
  await deploy(rehearsal.context, STACK_IDS, UNATTENDED);
  const { NetworkInterfaceId } = NetworkInterface;
  return {
    rehearsal,
    before,
    subnet,
    removeInterface: () => inSpoke('DeleteNetworkInterface', { NetworkInterfaceId }),
  };
}

describe('a subnet that an update could not delete', () => {
  it('is told by init, listed by status, and removed by teardown once nothing is in it', async () => {
    const { rehearsal, before, subnet, removeInterface } = await shrunk();
    const told = rehearsal.events.flatMap((event) => (event.type === 'notice' ? [event.message] : []));
    expect(told.filter((message) => message.includes(subnet))).toEqual([
      expect.stringMatching(
        /stack LabDSAccountSCSetup could not delete subnet-\w+ \(AWS::EC2::Subnet\).*"mlops-lab teardown" removes it/s,
      ),
    ]);

    const seen = await status({ ...rehearsal.context, command: 'status' });
    expect(seen.orphans).toEqual([
      expect.objectContaining({ account: 'datascience', kind: 'AWS::EC2::Subnet', name: subnet }),
    ]);

    await expect(teardown(rehearsal.context, UNATTENDED)).rejects.toMatchObject({
      code: 'teardown-blocked',
      message: expect.stringMatching(/network interface eni-\w+, which is not the lab's/) as string,
    });
    removeInterface();
    expect((await teardown(rehearsal.context, UNATTENDED)).status).toBe('succeeded');
    expect(rehearsal.inventory()).toEqual(before);
  });

  it('is listed no more once somebody has deleted it', async () => {
    const { rehearsal, subnet, removeInterface } = await shrunk();
    removeInterface();
    const { principal } = operatorOf(rehearsal.sandbox, datascience.id);
    const where = { principal, account: datascience.id, region: LAB.region, service: 'ec2' };
    rehearsal.sandbox.cloud.invoke({ ...where, operation: 'DeleteSubnet', input: { SubnetId: subnet } });
    expect(await status({ ...rehearsal.context, command: 'status' })).not.toHaveProperty('orphans');
  });
});
