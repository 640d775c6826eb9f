import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { LAB, rehearse, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';

const OPERATOR = {
  kind: 'root',
  account: '111111111111',
  arn: 'arn:aws:iam::111111111111:root',
  userId: 'AIDAOPERATOR',
} as const;

function invoke<Output>({ sandbox }: Rehearsal, service: string, operation: string, input: object): Output {
  const where = { principal: OPERATOR, account: OPERATOR.account, region: 'us-east-1' };
  return sandbox.cloud.answer({ ...where, service, operation, input }) as Output;
}

describe('a teardown', () => {
  it('of a stack that is being deleted already waits for it, and goes on', async () => {
    const world = await deployedLab();
    const rehearsal = await continued(world);
    invoke(rehearsal, 'cloudformation', 'DeleteStack', { StackName: 'LabSCToolsAccountSetup' });
    expect((await teardown(rehearsal.context, UNATTENDED)).status).toBe('succeeded');
    expect(rehearsal.inventory()).toEqual(world.before);
  });

  it('that somebody finishes while we are asked for a yes, finds it done', async () => {
    const rehearsal = await rehearse();
    await deploy(rehearsal.context, ['prerequisites'], UNATTENDED);
    const ask = async () => {
      await teardown(rehearsal.context, UNATTENDED);
      return 'lab';
    };
    const context = { ...rehearsal.context, ui: { ...rehearsal.context.ui, ask } };
    expect((await teardown(context, { ...UNATTENDED, yes: false })).status).toBe('succeeded');
  });
});

describe('a deployment', () => {
  it('uses no outputs of a stack that is not ours, and writes nothing to its buckets', async () => {
    const rehearsal = await continued(await deployedLab());
    // The lab of that name belongs to somebody else now.
    const Tags = [{ Key: 'mlops-lab:deployment', Value: 'lab/444444444444/us-east-1' }];
    const Parameters = ['LabName', 'SpokeAccountID', 'StagingAccountID'].map((ParameterKey) => ({
      ParameterKey,
      UsePreviousValue: true,
    }));
    const update = { StackName: 'pre-reqs', UsePreviousTemplate: true, Parameters, Tags };
    invoke(rehearsal, 'cloudformation', 'UpdateStack', { ...update, Capabilities: ['CAPABILITY_NAMED_IAM'] });
    rehearsal.sandbox.cloud.advanceTo(rehearsal.sandbox.clock.now() + 600_000);
    rehearsal.takeWrites();
    await expect(deploy(rehearsal.context, ['network', 'selfService'], UNATTENDED)).rejects.toMatchObject({
      code: 'foreign-stack',
    });
    expect(rehearsal.takeWrites()).toEqual([]);
  });

  it('carries out its own change where somebody else’s update came after the plan', async () => {
    const rehearsal = await rehearse();
    await deploy(rehearsal.context, ['prerequisites'], UNATTENDED);
    const kept = (retentionDays: number) => ({
      ...rehearsal.context,
      lab: { ...LAB, pipeline: { ...LAB.pipeline, retentionDays } },
    });
    const confirm = async () => {
      await deploy(kept(30), ['prerequisites'], UNATTENDED);
      return true;
    };
    const context = { ...kept(60), ui: { ...rehearsal.context.ui, confirm } };
    expect((await deploy(context, ['prerequisites'], { ...UNATTENDED, yes: false })).status).toBe('succeeded');
    const standing = await context.cloud.tools.stacks.find('pre-reqs');
    expect(standing?.parameters).toMatchObject({ RetentionDays: '60' });
  });

  it('does not carry out a change set that was made with values which have changed since', async () => {
    const rehearsal = await continued(await deployedLab());
    // Both stacks have to be updated, and one gives the other a new name.
    const { context } = rehearsal;
    const templates = new Map(context.bundle.templates);
    const renamed = templates.get('tools/pre-reqs.yaml')?.replaceAll('-submissions-', '-handed-in-') ?? '';
    templates.set('tools/pre-reqs.yaml', renamed);
    const selfService = 'datascience/prepare_datascientist_account.yaml';
    templates.set(selfService, templates.get(selfService)?.replace('Central IT', 'The faculty') ?? '');
    const bundle = { ...context.bundle, templates };
    const changed = { ...context, bundle };
    const { outputs } = await deploy(changed, STACK_IDS, UNATTENDED);
    const bucket = outputs?.prerequisites?.SubmissionBucketName;
    expect(bucket).toBe('mlops-lab--handed-in-111111111111-us-east-1');
    const standing = await context.cloud.datascience.stacks.find('LabDSAccountSCSetup');
    expect(standing?.parameters).toMatchObject({ SubmissionBucketName: bucket });
  });
});
