import type { DescribeLogStreamsResponse } from '@aws-sdk/client-cloudwatch-logs';
import type { GetBucketPolicyOutput, ListObjectVersionsOutput } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { listEverybodys } from '../../src/actions/notebook/everybody/list.ts';
import { resetNotebooks } from '../../src/actions/notebook/everybody/reset.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import type { LabEvent } from '../../src/events.ts';
import { classInPlace, HELD, SMALL_CLASS } from '../support/class-in-place.ts';
import { continued, deployedLab, type SavedWorld } from '../support/lab-in-place.ts';
import { teardownPlan, withoutSharedLogs } from '../support/plans.ts';
import { deleteLaunchRole, launchTheirs, spokeOperator } from '../support/portfolios.ts';
import { LAB, UNATTENDED, type Rehearsal, type RehearsalOptions } from '../support/rehearsal.ts';

const SPOKE = LAB.accounts.datascience.id;
const DRY = { ...UNATTENDED, dryRun: true };
const EVERYBODYS = ['ann', 'ann-again', 'bob', 'cid', 'dee'];

let world: SavedWorld;

beforeAll(async () => {
  world = await classInPlace(SMALL_CLASS);
});

function inClass(options: Omit<RehearsalOptions, 'lab' | 'storage'> = {}): Promise<Rehearsal> {
  return continued(world, options);
}

async function namesLeft({ context }: Rehearsal): Promise<string[]> {
  return ((await listEverybodys(context)).notebooks ?? []).map(({ name }) => name);
}

function inSpoke(rehearsal: Rehearsal): string[] {
  return withoutSharedLogs(rehearsal)[SPOKE] ?? [];
}

/** What a plan names in the account of the notebooks, and what was deleted there, kind by kind. */
function plannedAndDeleted(rehearsal: Rehearsal, before: readonly string[]) {
  const after = new Set(inSpoke(rehearsal));
  const gone = before.filter((arn) => !after.has(arn));
  const { items } = teardownPlan(rehearsal);
  const names = (kind: string) =>
    items.flatMap((item) => (item.account === 'datascience' && item.kind === kind ? [item.name] : [])).sort();
  const deleted = (prefix: RegExp) => gone.filter((arn) => prefix.test(arn));
  const stacks = deleted(/:cloudformation:.*:stack\//).map((arn) => arn.split('/')[1] ?? '');
  return {
    planned: { buckets: names('bucket'), stacks: names('stack'), products: names('provisioned product').length },
    deleted: {
      buckets: deleted(/^arn:aws:s3:::/)
        .map((arn) => arn.slice('arn:aws:s3:::'.length))
        .sort(),
      stacks: stacks.filter((name) => !name.startsWith('SC-')).sort(),
      products: stacks.filter((name) => name.startsWith('SC-')).length,
    },
  };
}

async function goesThrough({ context }: Rehearsal): Promise<void> {
  const { status, error, leftovers = [] } = await teardown(context, UNATTENDED);
  const left = leftovers.filter(({ expected }) => !expected);
  expect({ status, error: error?.message, left }).toEqual({ status: 'succeeded', error: undefined, left: [] });
}

const JOBS = { logGroupName: '/aws/sagemaker/TrainingJobs' };

/** What a training job of each notebook leaves; by owner. */
async function runJobs(rehearsal: Rehearsal): Promise<string[]> {
  const { invoke } = spokeOperator(rehearsal);
  const { notebooks = [] } = await listEverybodys(rehearsal.context);
  const streams = notebooks.flatMap(({ notebook }) => (notebook ? [`${notebook}-job/algo-1`] : []));
  invoke('logs', 'CreateLogGroup', JOBS);
  for (const logStreamName of streams) invoke('logs', 'CreateLogStream', { ...JOBS, logStreamName });
  return streams;
}

function streamsOfJobs(rehearsal: Rehearsal): string[] {
  const { logStreams = [] } = spokeOperator(rehearsal).invoke<DescribeLogStreamsResponse>(
    'logs',
    'DescribeLogStreams',
    JOBS,
  );
  return logStreams.map(({ logStreamName = '' }) => logStreamName);
}

/** A policy that lets nobody delete what a person keeps in a bucket, and how to take it off again. */
async function lockBucket(rehearsal: Rehearsal, owner: string) {
  const { invoke } = spokeOperator(rehearsal);
  const { notebooks = [] } = await listEverybodys(rehearsal.context, owner);
  const Bucket = notebooks[0]?.bucket ?? '';
  const { Policy } = invoke<GetBucketPolicyOutput>('s3', 'GetBucketPolicy', { Bucket });
  const statement = {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:DeleteObject*',
    Resource: `arn:aws:s3:::${Bucket}/*`,
  };
  const locked = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  invoke('s3', 'PutBucketPolicy', { Bucket, Policy: locked });
  return { undo: () => invoke('s3', 'PutBucketPolicy', { Bucket, Policy }) };
}

function warnings(events: readonly LabEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'notice' && event.level === 'warning' ? [event.message] : []));
}

describe('an administrator', () => {
  it('lists the notebooks of everybody, with owner, state, type and time', async () => {
    const { context } = await inClass();
    const { notebooks = [] } = await listEverybodys(context);
    expect(notebooks.map(({ name, owner, status }) => [name, owner, status])).toEqual([
      ['ann', 'ann', 'AVAILABLE'],
      ['ann-again', 'ann', 'AVAILABLE'],
      ['bob', 'bob', 'AVAILABLE'],
      ['cid', 'cid', 'TAINTED'],
      ['dee', 'dee', 'AVAILABLE'],
    ]);
    expect(notebooks[0]).toMatchObject({
      notebookStatus: 'InService',
      instanceType: 'ml.t3.medium',
      launchedAt: expect.stringMatching(/^2026-01-05T/) as string,
    });
    expect((await listEverybodys(context, 'bob')).notebooks?.map(({ name }) => name)).toEqual(['bob']);
  });

  it('means by a person whoever launched as one of their names, and hears of a name that nobody has', async () => {
    const { context, events } = await inClass();
    const people = [{ name: 'Ann', email: 'bob' }, { name: 'Eve' }];
    const named = async (owner: string) => {
      const { notebooks = [] } = await listEverybodys({ ...context, people }, owner);
      return notebooks.map(({ name }) => name);
    };
    expect(await named('ANN')).toEqual(['bob']);
    expect(await named('Eve')).toEqual([]);
    expect(warnings(events)).toEqual([]);
    expect([await named('dex'), await named('somebody')]).toEqual([[], []]);
    expect(warnings(events)).toEqual([
      'nobody called dex has a notebook here; did you mean dee?',
      'nobody called somebody has a notebook here; those who have are ann, bob, cid, dee',
    ]);
  });

  it('ends the notebooks of one person, with what was made in them, and no others', async () => {
    const rehearsal = await inClass();
    const runs = await runJobs(rehearsal);
    expect(await resetNotebooks(rehearsal.context, UNATTENDED, { owner: 'ann' })).toMatchObject({
      status: 'succeeded',
    });
    expect(await namesLeft(rehearsal)).toEqual(['bob', 'cid', 'dee']);
    const { items, notebooks } = teardownPlan(rehearsal);
    expect(notebooks).toMatchObject({ notebooks: 2, people: 1, bytes: 2 * HELD });
    expect(
      items
        .filter(({ kind }) => kind === 'log stream')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(runs.slice(0, 2).sort());
    expect(streamsOfJobs(rehearsal).sort()).toEqual(runs.slice(2).sort());
    rehearsal.takeWrites();
    expect(await resetNotebooks(rehearsal.context, UNATTENDED, { owner: 'ann' })).toMatchObject({
      status: 'unchanged',
    });
    expect(rehearsal.takeWrites()).toEqual([]);
  });

  it('types the name of the lab before anything goes', async () => {
    const answers = {
      ask: ({ message }: { message: string }) => Promise.resolve(message.includes('(lab)') ? 'no' : 'lab'),
    };
    const rehearsal = await inClass({ answers });
    const before = rehearsal.inventory();
    expect(await resetNotebooks(rehearsal.context, { ...UNATTENDED, yes: false })).toMatchObject({
      status: 'declined',
    });
    expect(rehearsal.inventory()).toEqual(before);
  });
});

describe('between two classes', () => {
  it('all notebooks go, with their buckets, tainted or without their launch role, and the lab stays', async () => {
    const rehearsal = await inClass();
    const before = rehearsal.inventory();
    await resetNotebooks(rehearsal.context, DRY);
    expect(rehearsal.inventory()).toEqual(before);
    const told = teardownPlan(rehearsal);
    expect(await resetNotebooks(rehearsal.context, UNATTENDED)).toMatchObject({ status: 'succeeded', leftovers: [] });
    expect(teardownPlan(rehearsal)).toEqual(told);
    expect(await namesLeft(rehearsal)).toEqual([]);
    const { planned, deleted } = plannedAndDeleted(rehearsal, before[SPOKE] ?? []);
    expect(planned).toEqual({ ...deleted, products: EVERYBODYS.length });
    expect(deleted).toMatchObject({ stacks: [], products: EVERYBODYS.length });
    // SageMaker's network interfaces stay for a while.
    await rehearsal.context.clock.sleep(3_600_000);
    const lab = await continued(await deployedLab());
    const notWithdrawn = (arn: string) => !/association|^cons-/.test(arn);
    expect(inSpoke(rehearsal).filter(notWithdrawn)).toEqual(inSpoke(lab).filter(notWithdrawn));
  });
});

describe('a teardown', () => {
  it('takes all notebooks along, as its plan says', async () => {
    const rehearsal = await inClass();
    const before = rehearsal.inventory()[SPOKE] ?? [];
    await goesThrough(rehearsal);
    const { planned, deleted } = plannedAndDeleted(rehearsal, before);
    expect(planned).toEqual(deleted);
    expect(withoutSharedLogs(rehearsal)).toEqual((await deployedLab()).before);
  });

  it('does not plan for a bucket that is gone, whose notebook goes all the same', async () => {
    const rehearsal = await inClass();
    const { notebooks = [] } = await listEverybodys(rehearsal.context);
    const Bucket = notebooks.find(({ name }) => name === 'dee')?.bucket ?? '';
    const { invoke } = spokeOperator(rehearsal);
    const { Versions = [] } = invoke<ListObjectVersionsOutput>('s3', 'ListObjectVersions', { Bucket });
    for (const { Key, VersionId } of Versions) invoke('s3', 'DeleteObject', { Bucket, Key, VersionId });
    invoke('s3', 'DeleteBucket', { Bucket });
    await teardown(rehearsal.context, DRY);
    const buckets = teardownPlan(rehearsal).items.filter(
      ({ kind, account }) => kind === 'bucket' && account === 'datascience',
    );
    expect(buckets.map(({ name }) => name)).toEqual(
      notebooks.flatMap(({ name, bucket }) => (bucket && name !== 'dee' ? [bucket] : [])),
    );
    await teardown(rehearsal.context, { ...DRY, keepData: true });
    expect(teardownPlan(rehearsal).items.map(({ name }) => name)).not.toContain(Bucket);
    const kept = notebooks.filter(({ name, bucket }) => bucket && name !== 'dee').length;
    const told = rehearsal.events.flatMap((event) => (event.type === 'notice' ? [event.message] : []));
    expect(told.join()).toContain(`the buckets of ${String(kept)} notebooks`);
    await goesThrough(rehearsal);
  });

  it('that cannot end one notebook ends the others, leaves the stacks that it needs, and goes on once it can', async () => {
    const rehearsal = await inClass();
    const lock = await lockBucket(rehearsal, 'bob');
    const result = await teardown(rehearsal.context, UNATTENDED);
    expect(result).toMatchObject({ status: 'failed', error: { code: 'leftovers', exitCode: 5 } });
    expect(result.error?.message).toContain('- bob of bob: ');
    expect(result.error?.message).toContain('cannot be deleted: ');
    const left = result.leftovers?.flatMap(({ kind, name }) => (kind === 'provisioned product' ? [name] : []));
    expect(left).toEqual(['bob']);
    const { stacks } = rehearsal.context.cloud.datascience;
    expect(await stacks.find('LabDSAccountSCSetup')).toMatchObject({ status: 'CREATE_COMPLETE' });
    lock.undo();
    await goesThrough(rehearsal);
    expect(withoutSharedLogs(rehearsal)).toEqual((await deployedLab()).before);
  });

  it('needs no launch role any more, and leaves what others launched from products of their own', async () => {
    const rehearsal = await inClass();
    const known = new Set(inSpoke(rehearsal));
    const theirs = await launchTheirs(rehearsal);
    const made = inSpoke(rehearsal).filter((arn) => !known.has(arn));
    const { stacks } = rehearsal.context.cloud.datascience;
    const before = await stacks.find(theirs);
    expect(before).toMatchObject({ status: 'CREATE_COMPLETE' });
    deleteLaunchRole(rehearsal);
    await goesThrough(rehearsal);
    expect(await stacks.find(theirs)).toEqual(before);
    const empty = (await deployedLab()).before[SPOKE] ?? [];
    expect(inSpoke(rehearsal)).toEqual([...empty, ...made].sort());
  });
});
