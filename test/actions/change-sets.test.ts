import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import type { Fault } from '../../src/sandbox/kernel/faults.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import type { InProcessHandler } from '../../src/sandbox/request-handler.ts';
import { operationOf } from '../aws/stage.ts';
import { LAB, UNATTENDED, type Rehearsal, type RehearsalOptions } from '../support/rehearsal.ts';

const refused = (call: string, message: string, times?: number): Fault => ({
  kind: 'error',
  call: `cloudformation:${call}`,
  code: 'ValidationError',
  status: 400,
  message,
  ...(times !== undefined && { times }),
});

const OWNER = { Key: 'mlops-lab:deployment', Value: 'lab/111111111111/us-east-1' };

/** A lab whose settings have changed so that stacks of every account are updated. */
async function changedLab(faults: readonly Fault[], options: Omit<RehearsalOptions, 'lab' | 'storage'> = {}) {
  const rehearsal = await continued(await deployedLab(), { ...options, faults });
  const { lab } = rehearsal.context;
  const pipeline = { ...lab.pipeline, retentionDays: 30, threshold: 7 };
  return { rehearsal, context: { ...rehearsal.context, lab: { ...lab, network: { zones: 2 }, pipeline } } };
}

function changeSets(rehearsal: Rehearsal): string[] {
  return Object.values(rehearsal.inventory())
    .flat()
    .filter((arn) => arn.includes(':changeSet/'));
}

describe('where one change set cannot be made', () => {
  it('the others are taken back, whether they were made before it or after', async () => {
    const { rehearsal, context } = await changedLab([refused('CreateChangeSet', 'no change sets today', 1)]);
    await expect(deploy(context, STACK_IDS, UNATTENDED)).rejects.toThrow('no change sets today');
    const made = rehearsal.sandbox.cloud.trail.entries().filter(({ operation }) => operation === 'CreateChangeSet');
    expect(made.length).toBeGreaterThan(1);
    expect(changeSets(rehearsal)).toEqual([]);
  });

  it('that is what is told, also if the others cannot be taken back', async () => {
    const faults = [refused('CreateChangeSet', 'no change sets today', 1), refused('DeleteChangeSet', 'nor deletions')];
    const { context } = await changedLab(faults);
    await expect(deploy(context, STACK_IDS, UNATTENDED)).rejects.toThrow('no change sets today');
  });
});

describe('of an update that is not carried out', () => {
  it('no change set stays where the question is broken off', async () => {
    const confirm = () => Promise.reject(new Error('interrupted'));
    const { rehearsal, context } = await changedLab([], { answers: { confirm } });
    await expect(deploy(context, STACK_IDS, { ...UNATTENDED, yes: false })).rejects.toThrow('interrupted');
    expect(changeSets(rehearsal)).toEqual([]);
  });

  it('no change set stays where somebody else’s update came before it and left nothing to do', async () => {
    let isFirst = true;
    const tamper = (handler: InProcessHandler): InProcessHandler => ({
      ...handler,
      handle: (request) => {
        if (operationOf(request) === 'ExecuteChangeSet' && isFirst) {
          isFirst = false;
          updateByHand();
        }
        return handler.handle(request);
      },
    });
    const { rehearsal, context } = await changedLab([], { tamper });
    const standing = await context.cloud.tools.stacks.find('pre-reqs');
    const updateByHand = () => {
      const Parameters = Object.keys(standing?.parameters ?? {}).map((ParameterKey) =>
        ParameterKey === 'RetentionDays'
          ? { ParameterKey, ParameterValue: '30' }
          : { ParameterKey, UsePreviousValue: true },
      );
      const { id } = LAB.accounts.tools;
      const principal = { kind: 'root', account: id, arn: `arn:aws:iam::${id}:root`, userId: id } as const;
      const input = { StackName: 'pre-reqs', UsePreviousTemplate: true, Parameters, Tags: [OWNER] };
      const call = { service: 'cloudformation', operation: 'UpdateStack' } as const;
      const named = { ...input, Capabilities: ['CAPABILITY_NAMED_IAM' as const] };
      rehearsal.sandbox.cloud.invoke({ principal, account: id, region: LAB.region, ...call, input: named });
    };
    expect((await deploy(context, ['prerequisites'], UNATTENDED)).status).toBe('succeeded');
    expect(isFirst).toBe(false);
    expect(changeSets(rehearsal)).toEqual([]);
  });

  it('no change set stays where another stack fails before it', async () => {
    const fault: Fault = { kind: 'resource', resource: 'AWS::S3::Bucket', phase: 'update', reason: 'no', times: 1 };
    const { rehearsal, context } = await changedLab([fault]);
    await expect(deploy(context, STACK_IDS, UNATTENDED)).rejects.toMatchObject({ code: 'stack-failed' });
    expect(changeSets(rehearsal)).toEqual([]);
  });
});
