import type { GetObjectOutput, PutObjectOutput } from '@aws-sdk/client-s3';
import type { DescribeKeyResponse } from '@aws-sdk/client-kms';
import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { resetNotebooks } from '../../src/actions/notebook/everybody/reset.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { functionName } from '../../src/lab/functions.ts';
import { submissionBucket } from '../../src/lab/names.ts';
import { classInPlace, HELD, SMALL_CLASS } from '../support/class-in-place.ts';
import { invoke } from '../support/invoke.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { teardownPlan, withoutSharedLogs } from '../support/plans.ts';
import { LAB, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';

const TRAINING_LOGS = `/aws/lambda/${functionName(LAB, 'TrainModel')}`;
const KEEPING = { ...UNATTENDED, keepData: true };
const SUBMISSIONS = submissionBucket(LAB);
const NOTEBOOK_BUCKET = /^mlops-lab--nb-[0-9a-f]{8}-/;

const { tools, datascience } = LAB.accounts;

function handIn(rehearsal: Rehearsal): void {
  const input = { Bucket: SUBMISSIONS, Key: 'mine.zip', Body: new Uint8Array([1, 2, 3]) };
  invoke<PutObjectOutput>(rehearsal, tools.id, 's3:PutObject', input);
}

/** The kinds of what there is in an account, without the stacks that made it. */
function bucketsIn(rehearsal: Rehearsal, account: string): string[] {
  const arns = rehearsal.inventory()[account] ?? [];
  return arns.filter((arn) => arn.startsWith('arn:aws:s3:::')).map((arn) => arn.slice('arn:aws:s3:::'.length));
}

describe('a teardown that keeps the data', () => {
  it('leaves the work of people readable, names how to get it, and the whole one takes it all', async () => {
    const rehearsal = await continued(await classInPlace(SMALL_CLASS));
    const { context } = rehearsal;
    handIn(rehearsal);
    const emptied = bucketsIn(rehearsal, datascience.id)[0] ?? '';
    invoke(rehearsal, datascience.id, 's3:DeleteObject', { Bucket: emptied, Key: 'work/table.csv' });

    const result = await teardown(context, KEEPING);
    expect(result.status).toBe('succeeded');
    const planned = teardownPlan(rehearsal).items.filter(({ kind }) => kind === 'bucket' || kind === 'stack');
    expect(planned.map(({ name }) => name).filter((name) => /^pre-reqs$|--nb-|submissions/.test(name))).toEqual([
      emptied,
    ]);
    const stays = bucketsIn(rehearsal, datascience.id);
    expect(stays.length).toBe(4);
    expect(stays).not.toContain(emptied);

    const kept = (result.leftovers ?? []).filter((left) => left.kept);
    expect(kept.every(({ expected }) => expected)).toBe(true);
    // What has something to fetch stands by itself.
    const parts = kept.filter(({ kind, account }) => account === 'tools' && kind !== 'stack');
    expect(parts.filter(({ next }) => next).map(({ within }) => within)).toEqual([undefined, undefined]);
    expect(new Set(parts.filter(({ next }) => !next).map(({ within }) => within))).toEqual(new Set(['pre-reqs']));
    for (const bucket of [SUBMISSIONS, ...stays]) {
      const fetch = `aws s3 sync s3://${bucket} ${bucket} --region us-east-1`;
      expect(kept.find(({ name }) => name === bucket)?.next?.[0]?.command).toBe(fetch);
    }
    for (const Bucket of stays) {
      expect(Bucket).toMatch(NOTEBOOK_BUCKET);
      const { ContentLength } = invoke<GetObjectOutput>(rehearsal, datascience.id, 's3:GetObject', {
        Bucket,
        Key: 'work/table.csv',
      });
      expect(ContentLength).toBe(HELD);
    }
    const key = kept.find(({ kind, account }) => kind === 'key' && account === 'datascience');
    const { KeyMetadata } = invoke<DescribeKeyResponse>(rehearsal, datascience.id, 'kms:DescribeKey', {
      KeyId: key?.name,
    });
    expect(KeyMetadata?.KeyState).toBe('Enabled');

    rehearsal.takeWrites();
    expect((await teardown(context, KEEPING)).status).toBe('unchanged');
    expect(rehearsal.takeWrites()).toEqual([]);

    const whole = await teardown(context, UNATTENDED);
    expect(whole.status).toBe('succeeded');
    expect(teardownPlan(rehearsal).items.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['pre-reqs', ...stays, key?.name]),
    );
    expect(withoutSharedLogs(rehearsal)).toEqual((await deployedLab()).before);
  });

  it('between two classes ends the notebooks alone, and the whole one takes what was kept', async () => {
    const rehearsal = await continued(await classInPlace(SMALL_CLASS));
    const held = bucketsIn(rehearsal, datascience.id).filter((name) => NOTEBOOK_BUCKET.test(name));
    const [emptied = '', ...others] = held;
    invoke(rehearsal, datascience.id, 's3:DeleteObject', { Bucket: emptied, Key: 'work/table.csv' });

    const result = await resetNotebooks(rehearsal.context, UNATTENDED, { keepData: true });
    expect(result.status).toBe('succeeded');
    expect(teardownPlan(rehearsal).items.flatMap(({ kind, name }) => (kind === 'bucket' ? name : []))).toEqual([
      emptied,
    ]);
    expect(bucketsIn(rehearsal, datascience.id).filter((name) => NOTEBOOK_BUCKET.test(name))).toEqual(others);
    const kept = result.leftovers?.map(({ kind, name, next }) => [kind, name, next?.[0]?.command]);
    expect(kept?.sort()).toEqual(
      others.map((name) => ['bucket', name, `aws s3 sync s3://${name} ${name} --region us-east-1`]).sort(),
    );
    expect((await resetNotebooks(rehearsal.context, UNATTENDED, { keepData: true })).status).toBe('unchanged');

    expect((await teardown(rehearsal.context, UNATTENDED)).status).toBe('succeeded');
    expect(teardownPlan(rehearsal).items.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['LabDSAccountSCSetup', ...others]),
    );
    expect(withoutSharedLogs(rehearsal)).toEqual((await deployedLab()).before);
  });

  it('does not keep the lab from coming up again', async () => {
    const rehearsal = await continued(await deployedLab());
    handIn(rehearsal);
    expect((await teardown(rehearsal.context, KEEPING)).status).toBe('succeeded');
    expect((await deploy(rehearsal.context, STACK_IDS, UNATTENDED)).status).toBe('succeeded');
    const object = { Bucket: SUBMISSIONS, Key: 'mine.zip' };
    expect(invoke<GetObjectOutput>(rehearsal, tools.id, 's3:GetObject', object).ContentLength).toBe(3);
  });
});

describe('what no stack has any more', () => {
  it('is in the plan and goes: a bucket that somebody retained, the log of a function that came back', async () => {
    const rehearsal = await continued(await deployedLab());
    const { context } = rehearsal;
    await teardown(context, { ...UNATTENDED, only: ['datascience'] });
    invoke(rehearsal, tools.id, 'cloudformation:DeleteStack', { StackName: 'LabMLOpsPipeline' });
    await context.clock.sleep(1_200_000);
    invoke(rehearsal, tools.id, 'cloudformation:DeleteStack', { StackName: 'LabSCToolsAccountSetup' });
    invoke(rehearsal, tools.id, 'cloudformation:DeleteStack', { StackName: 'pre-reqs' });
    await context.clock.sleep(1_200_000);
    const retaining = { StackName: 'pre-reqs', RetainResources: ['AssetBucket'] };
    invoke(rehearsal, tools.id, 'cloudformation:DeleteStack', retaining);
    await context.clock.sleep(1_200_000);
    invoke(rehearsal, tools.id, 'logs:CreateLogGroup', { logGroupName: TRAINING_LOGS });

    const result = await teardown(context, UNATTENDED);
    expect(result.status).toBe('succeeded');
    const names = [expect.stringContaining('mlops-lab--assets-') as string, TRAINING_LOGS];
    expect(teardownPlan(rehearsal).items.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
    expect(rehearsal.inventory()).toEqual((await deployedLab()).before);
  });
});
