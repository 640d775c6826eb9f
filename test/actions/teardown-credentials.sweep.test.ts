import { describe, expect, it } from 'vitest';
import { teardown } from '../../src/actions/teardown/index.ts';
import { ownerTags } from '../../src/lab/owner.ts';
import { call, pass, releasedLab } from '../pipeline/releases.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { LAB, UNATTENDED } from '../support/rehearsal.ts';
import { drawn } from '../support/sweep.ts';

const LOST = [
  ['in reading', 'sagemaker:ListEndpoints'],
  ['in deleting what was released', 'sagemaker:DeleteEndpoint'],
  ['in deleting stacks', 'cloudformation:DeleteStack'],
  ['in emptying buckets', 's3:ListObjectVersions'],
] as const;

describe('credentials that are lost', () => {
  it.each(drawn(LOST))('%s end a teardown with exit code 3', async (_, lost) => {
    const rehearsal = await continued(await releasedLab(), { faults: [{ kind: 'expire', call: lost }] });
    await expect(teardown(rehearsal.context, UNATTENDED)).rejects.toMatchObject({
      code: 'credentials-expired',
      exitCode: 3,
    });
  });

  it('in rolling a stack back end it as well', async () => {
    const rehearsal = await continued(await deployedLab(), {
      faults: [
        { kind: 'resource', resource: 'AWS::S3::Bucket', phase: 'update', reason: 'no', times: 1 },
        { kind: 'expire', call: 'cloudformation:RollbackStack' },
      ],
    });
    const Parameters = Object.keys((await rehearsal.context.cloud.tools.stacks.find('pre-reqs'))?.parameters ?? {}).map(
      (ParameterKey) =>
        ParameterKey === 'RetentionDays'
          ? { ParameterKey, ParameterValue: '30' }
          : { ParameterKey, UsePreviousValue: true },
    );
    const input = { StackName: 'pre-reqs', UsePreviousTemplate: true, Parameters, DisableRollback: true };
    const Capabilities = ['CAPABILITY_NAMED_IAM'];
    const Tags = Object.entries(ownerTags(LAB)).map(([Key, Value]) => ({ Key, Value }));
    call(rehearsal, 'tools', 'cloudformation:UpdateStack', { ...input, Capabilities, Tags });
    pass(rehearsal, 300);
    expect((await rehearsal.context.cloud.tools.stacks.find('pre-reqs'))?.status).toBe('UPDATE_FAILED');
    await expect(teardown(rehearsal.context, UNATTENDED)).rejects.toMatchObject({ exitCode: 3 });
  });
});
