import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import type { Fault } from '../../src/sandbox/kernel/faults.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { rehearse, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';
import { stackOperations } from '../support/stack-operations.ts';

/** Virtual seconds that a run takes. */
async function secondsOf({ sandbox }: Rehearsal, run: () => Promise<unknown>): Promise<number> {
  const began = sandbox.clock.now();
  await run();
  return (sandbox.clock.now() - began) / 1000;
}

function networkNamedBy({ context }: Rehearsal) {
  return context.cloud.datascience.stacks.find('LabDSAccountSCSetup').then((stack) => stack?.parameters.VpcId);
}

function networkOf({ context }: Rehearsal) {
  return context.cloud.datascience.stacks.find('LabDSAccountNetwork').then((stack) => stack?.outputs.VpcId);
}

const CREATE_FAILS = { kind: 'resource', phase: 'create', times: 1 } as const;

describe('what only names resources of the network', () => {
  it('comes up beside the rest of it, and names the right ones', async () => {
    const rehearsal = await rehearse();
    const seconds = await secondsOf(rehearsal, () => deploy(rehearsal.context, STACK_IDS, UNATTENDED));
    const told = stackOperations(rehearsal.events);
    expect(told.indexOf('selfService begins')).toBeLessThan(told.indexOf('network succeeded'));
    expect(await networkNamedBy(rehearsal)).toBe(await networkOf(rehearsal));
    expect(seconds).toBeLessThanOrEqual(150);
  });

  it('goes on to its end when the network fails after it has begun, and the next run has it name the new one', async () => {
    const faults: Fault[] = [{ ...CREATE_FAILS, resource: 'StsEndpoint', reason: 'no more endpoints' }];
    const rehearsal = await rehearse({ faults });
    await expect(deploy(rehearsal.context, STACK_IDS, UNATTENDED)).rejects.toMatchObject({
      message: expect.stringContaining('no more endpoints') as string,
    });
    expect(stackOperations(rehearsal.events)).toEqual(
      expect.arrayContaining(['network failed', 'selfService succeeded']),
    );
    const gone = await networkNamedBy(rehearsal);
    expect((await deploy(rehearsal.context, STACK_IDS, UNATTENDED)).status).toBe('succeeded');
    expect(await networkNamedBy(rehearsal)).not.toBe(gone);
    expect(await networkNamedBy(rehearsal)).toBe(await networkOf(rehearsal));
    expect((await deploy(rehearsal.context, STACK_IDS, UNATTENDED)).status).toBe('unchanged');
  });

  it('does not begin when the network fails before', async () => {
    const faults: Fault[] = [{ ...CREATE_FAILS, resource: 'Vpc', reason: 'no more networks' }];
    const rehearsal = await rehearse({ faults });
    await expect(deploy(rehearsal.context, STACK_IDS, UNATTENDED)).rejects.toMatchObject({
      message: expect.stringContaining('no more networks') as string,
    });
    expect(stackOperations(rehearsal.events)).not.toContain('selfService begins');
  });

  it('waits for an update of the network, which may change what it names', async () => {
    const rehearsal = await continued(await deployedLab());
    const lab = { ...rehearsal.context.lab, network: { zones: 2 }, pipeline: rehearsal.context.lab.pipeline };
    rehearsal.events.length = 0;
    await deploy({ ...rehearsal.context, lab }, ['network', 'selfService'], UNATTENDED);
    expect(stackOperations(rehearsal.events)).toEqual(['network begins', 'network succeeded']);
  });
});

describe('the network of an earlier version, with the rule of its endpoints within their group', () => {
  const withinGroup = (template: string) => {
    const rule = /  EndpointIngress:\n[^]*?\n\n/.exec(template)?.[0] ?? '';
    const group = 'EndpointSecurityGroup:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n';
    const inline =
      '      SecurityGroupIngress:\n        - { IpProtocol: tcp, FromPort: 443, ToPort: 443, SourceSecurityGroupId: !Ref NotebookSecurityGroup }\n';
    return template.replace(rule, '').replace(group, group + inline);
  };

  it('is brought up to this one, with that rule and no other', async () => {
    const rehearsal = await rehearse();
    const { context, sandbox } = rehearsal;
    const templates = new Map(context.bundle.templates);
    const path = 'datascience/network.yaml';
    templates.set(path, withinGroup(templates.get(path) ?? ''));
    const earlier = { ...context, bundle: { ...context.bundle, templates } };
    expect((await deploy(earlier, STACK_IDS, UNATTENDED)).status).toBe('succeeded');
    expect((await deploy(context, STACK_IDS, UNATTENDED)).status).toBe('succeeded');
    const { SecurityGroups } = sandbox.cloud.invoke({
      principal: {
        kind: 'root',
        account: '222222222222',
        arn: 'arn:aws:iam::222222222222:root',
        userId: '222222222222',
      },
      account: '222222222222',
      region: 'us-east-1',
      service: 'ec2',
      operation: 'DescribeSecurityGroups',
      input: { Filters: [{ Name: 'group-name', Values: ['mlops-lab--endpoints'] }] },
    });
    expect(SecurityGroups).toMatchObject([{ IpPermissions: [{ FromPort: 443, UserIdGroupPairs: [{}] }] }]);
    expect(SecurityGroups?.[0]?.IpPermissions).toHaveLength(1);
  });
});
