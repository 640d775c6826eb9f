import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import { LabError } from '../../src/errors.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { submissionBucket } from '../../src/lab/names.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { LAB, rehearse, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';
import { teardownPlan } from '../support/plans.ts';
import { stackOperations } from '../support/stack-operations.ts';

const OPERATOR = {
  kind: 'root',
  account: '111111111111',
  arn: 'arn:aws:iam::111111111111:root',
  userId: 'AIDAOPERATOR',
} as const;

function invoke({ sandbox }: Rehearsal, service: string, operation: string, input: object) {
  const where = { principal: OPERATOR, account: OPERATOR.account, region: 'us-east-1' };
  return sandbox.cloud.answer({ ...where, service, operation, input });
}

async function labInPlace(options?: Parameters<typeof continued>[1]) {
  const world = await deployedLab();
  return { rehearsal: await continued(world, options), before: world.before };
}

/** With versions, a delete marker and an upload that is not finished. */
function fill(rehearsal: Rehearsal, Bucket: string): void {
  const Body = new Uint8Array([1]);
  for (let i = 0; i < 3; i += 1) invoke(rehearsal, 's3', 'PutObject', { Bucket, Key: 'submissions/a', Body });
  invoke(rehearsal, 's3', 'DeleteObject', { Bucket, Key: 'submissions/a' });
  invoke(rehearsal, 's3', 'CreateMultipartUpload', { Bucket, Key: 'submissions/b' });
}

/** The network, which takes longest, goes down beside all else, at the first try. */
function expectSideBySide({ events, sandbox }: Rehearsal, began: number): void {
  const told = stackOperations(events);
  expect(told.indexOf('network begins')).toBeLessThan(told.indexOf('selfService succeeded'));
  expect(told.filter((operation) => operation.endsWith('failed'))).toEqual([]);
  const seconds = (since: number) => (sandbox.clock.now() - since) / 1000;
  // How long the first reads wait for their turn differs from run to run; from there on it does not.
  expect(seconds(networkBegan(events, began))).toBeLessThanOrEqual(190);
  expect(seconds(began)).toBeLessThanOrEqual(200);
}

function networkBegan(events: Rehearsal['events'], since: number): number {
  const times = events.flatMap((event) =>
    event.type === 'resource' && event.stack === 'network' ? [Date.parse(event.time)] : [],
  );
  return Math.min(...times.filter((time) => time >= since));
}

describe('teardown', () => {
  it('brings the accounts back to where they were, says so, and run again finds nothing to do', async () => {
    const { rehearsal, before } = await labInPlace();
    const Bucket = submissionBucket(LAB);
    fill(rehearsal, Bucket);
    const began = rehearsal.sandbox.clock.now();
    const result = await teardown(rehearsal.context, UNATTENDED);
    expect(result.status).toBe('succeeded');
    expectSideBySide(rehearsal, began);
    expect(result.leftovers?.every(({ kind, expected }) => kind === 'key' && expected)).toBe(true);
    const emptied = rehearsal.events.filter((event) => event.type === 'bucket-emptied');
    expect(emptied.find(({ bucket }) => bucket === Bucket)?.versions).toBe(4);
    expect(rehearsal.inventory()).toEqual(before);
    rehearsal.takeWrites();
    expect((await teardown(rehearsal.context, UNATTENDED)).status).toBe('unchanged');
    expect(rehearsal.takeWrites()).toEqual([]);
  });

  it('does not plan for a bucket that is gone', async () => {
    const { rehearsal } = await labInPlace();
    const Bucket = submissionBucket(LAB);
    invoke(rehearsal, 's3', 'DeleteBucket', { Bucket });
    expect((await teardown(rehearsal.context, UNATTENDED)).status).toBe('succeeded');
    const names = teardownPlan(rehearsal).items.map(({ name }) => name);
    expect(names).toContain('pre-reqs');
    expect(names).not.toContain(Bucket);
    expect(rehearsal.events.filter((event) => event.type === 'bucket-emptied' && event.bucket === Bucket)).toEqual([]);
  });

  it('in express mode waits for what is still going and holds something else', async () => {
    const rehearsal = await rehearse();
    const before = rehearsal.inventory();
    const express = { ...UNATTENDED, express: true };
    await deploy(rehearsal.context, STACK_IDS, express);
    rehearsal.events.length = 0;
    const began = rehearsal.sandbox.clock.now();
    expect((await teardown(rehearsal.context, express)).status).toBe('succeeded');
    expectSideBySide(rehearsal, began);
    expect(rehearsal.inventory()).toEqual(before);
  });

  it('leaves alone what the lab did not make, even under its names', async () => {
    const rehearsal = await rehearse();
    invoke(rehearsal, 'cloudformation', 'CreateStack', {
      StackName: 'pre-reqs',
      TemplateBody: 'Resources: { Handle: { Type: "AWS::CloudFormation::WaitConditionHandle" } }',
    });
    rehearsal.sandbox.cloud.advanceTo(rehearsal.sandbox.clock.now() + 60_000);
    await expect(teardown(rehearsal.context, UNATTENDED)).rejects.toMatchObject({
      message: expect.stringContaining('stack pre-reqs exists, and mlops-lab did not make it') as string,
    });
    expect(rehearsal.inventory()['111111111111']?.some((arn) => arn.includes('stack/pre-reqs/'))).toBe(true);
  });

  it('asks for the name of the lab, and takes nothing else for a yes', async () => {
    const { rehearsal } = await labInPlace({ answers: { ask: () => Promise.resolve('yes') } });
    const { context, takeWrites } = rehearsal;
    expect((await teardown(context, { ...UNATTENDED, yes: false })).status).toBe('declined');
    expect(takeWrites()).toEqual([]);
  });

  it('says that the stacks are gone where nothing else can be listed', async () => {
    const { rehearsal } = await labInPlace();
    const { cloud } = rehearsal.context;
    const broken = new LabError({ code: 'aws-error', message: 'the list broke off', hint: 'look again' });
    const leftovers: typeof cloud.tools.leftovers = async (...asked) => {
      if (await cloud.tools.stacks.find('pre-reqs')) return cloud.tools.leftovers(...asked);
      throw broken;
    };
    const context = { ...rehearsal.context, cloud: { ...cloud, tools: { ...cloud.tools, leftovers } } };
    await expect(teardown(context, UNATTENDED)).rejects.toMatchObject({
      code: 'aws-error',
      message: expect.stringMatching(
        /^all stacks of the lab are gone, .* could not be listed: the list broke off$/,
      ) as string,
      hints: [{ say: 'look again' }],
      exitCode: 1,
    });
  });

  it('names what is left and why when something cannot be deleted, and once that is mended finishes', async () => {
    const reason = 'held by a policy';
    const fault = { kind: 'resource', resource: 'DeployRole', phase: 'delete', reason, times: 2 } as const;
    const { rehearsal, before } = await labInPlace({ faults: [fault] });
    const result = await teardown(rehearsal.context, UNATTENDED);
    expect(result.status).toBe('failed');
    expect(result.error?.message).toContain(reason);
    // It does not cut short what is under way with the others.
    const stacks = result.leftovers?.filter(({ kind }) => kind === 'stack').map(({ name }) => name);
    expect(stacks).toEqual(['LabStagingAccountSetup']);
    expect((await teardown(rehearsal.context, UNATTENDED)).status).toBe('succeeded');
    expect(rehearsal.inventory()).toEqual(before);
  });
});
