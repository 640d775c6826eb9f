import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { status } from '../../src/actions/status/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import { operatorOf } from '../permissions/people.ts';
import { continued, saved, type SavedWorld } from '../support/lab-in-place.ts';
import { inWords } from '../support/steps.ts';
import { LAB, rehearse, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';

const { datascience } = LAB.accounts;

const STACKS = ['network'] as const;

interface Shrunk {
  readonly world: SavedWorld;
  readonly before: Readonly<Record<string, string[]>>;
  readonly told: readonly string[];
  readonly subnet: string;
  readonly held: string;
}

let made: Promise<Shrunk> | undefined;

/** A lab that had two zones and has one, while something of somebody else's stood in the second. */
function shrunk(): Promise<Shrunk> {
  made ??= shrink();
  return made;
}

async function shrink(): Promise<Shrunk> {
  const rehearsal = await rehearse();
  const before = rehearsal.inventory();
  await deploy({ ...rehearsal.context, lab: { ...LAB, network: { zones: 2 } } }, STACKS, UNATTENDED);
  const stack = await rehearsal.context.cloud.datascience.stacks.find('LabDSAccountNetwork');
  const subnet = stack?.outputs.SubnetIds?.split(',')[1] ?? '';
  let held = '';
  // After the plan, which would refuse to leave a zone where something still is.
  rehearsal.sandbox.cloud.onStackEvent(() => {
    held ||= inSpoke<{ NetworkInterface: { NetworkInterfaceId: string } }>(rehearsal, 'CreateNetworkInterface', {
      SubnetId: subnet,
      Description: 'somebody’s instance',
    }).NetworkInterface.NetworkInterfaceId;
  });
  await deploy(rehearsal.context, STACKS, UNATTENDED);
  const told = rehearsal.events.flatMap((event) =>
    event.type === 'notice' ? [`${event.message}\n${inWords(event.next ?? [])}`] : [],
  );
  return { world: saved(rehearsal), before, told, subnet, held };
}

function inSpoke<Output>({ sandbox }: Rehearsal, operation: string, input: object): Output {
  const { principal } = operatorOf(sandbox, datascience.id);
  const where = { principal, account: datascience.id, region: LAB.region, service: 'ec2' };
  return sandbox.cloud.answer({ ...where, operation, input }) as Output;
}

describe('a subnet that an update could not delete', () => {
  it('is told by init and listed by status', async () => {
    const { world, told, subnet } = await shrunk();
    expect(told.filter((message) => message.includes(subnet))).toEqual([
      expect.stringMatching(
        /stack LabDSAccountNetwork could not delete subnet-\w+ \(AWS::EC2::Subnet\).*: mlops-lab teardown$/s,
      ),
    ]);
    const { context } = await continued(world);
    expect((await status({ ...context, command: 'status' })).orphans).toEqual([
      expect.objectContaining({ account: 'datascience', kind: 'AWS::EC2::Subnet', name: subnet }),
    ]);
  });

  it('is removed by teardown once nothing is in it', async () => {
    const { world, before, held } = await shrunk();
    const rehearsal = await continued(world);
    const kept = await teardown(rehearsal.context, UNATTENDED);
    expect(kept.error).toMatchObject({ code: 'leftovers', exitCode: 5 });
    const reason = expect.stringContaining(`network interface ${held}, which is not the lab's`) as string;
    expect(kept.leftovers).toContainEqual(expect.objectContaining({ kind: 'stack', reason }));
    inSpoke(rehearsal, 'DeleteNetworkInterface', { NetworkInterfaceId: held });
    expect((await teardown(rehearsal.context, UNATTENDED)).status).toBe('succeeded');
    expect(rehearsal.inventory()).toEqual(before);
  });

  it('is listed no more once somebody has deleted it', async () => {
    const { world, subnet, held } = await shrunk();
    const rehearsal = await continued(world);
    inSpoke(rehearsal, 'DeleteNetworkInterface', { NetworkInterfaceId: held });
    inSpoke(rehearsal, 'DeleteSubnet', { SubnetId: subnet });
    expect(await status({ ...rehearsal.context, command: 'status' })).not.toHaveProperty('orphans');
  });
});
