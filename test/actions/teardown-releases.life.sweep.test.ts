import { readFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import { packSubmission } from '../../src/lab/submission/submission.ts';
import type { Fault } from '../../src/sandbox/kernel/faults.ts';
import { invoke } from '../support/invoke.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { UNATTENDED, type Rehearsal, type RehearsalOptions } from '../support/rehearsal.ts';
import { saying } from '../support/steps.ts';
import { inTurn } from '../support/sweep.ts';

const TOOLS = '111111111111';
const SCIENTISTS = '222222222222';
const STAGING = '333333333333';
const OWN = `lab/${TOOLS}/us-east-1`;
const NAMESAKE = 'lab/444444444444/us-east-1';
/** The account's, like the group of notebooks: it stays, without a stream of the lab. */
const SHARED_GROUP = `arn:aws:logs:us-east-1:${TOOLS}:log-group:/aws/sagemaker/TrainingJobs`;

function pass({ sandbox }: Rehearsal, minutes: number): void {
  for (let minute = 0; minute < minutes; minute += 1) sandbox.cloud.advanceTo(sandbox.clock.now() + 60_000);
}

function submit(rehearsal: Rehearsal): void {
  const bytes = readFileSync(new URL('../../generated/courses/penguins/train.csv', import.meta.url));
  const manifest = { version: 1, name: 'penguins', kind: 'data', hyperparameters: { num_round: 20 } } as const;
  invoke(rehearsal, TOOLS, 's3:PutObject', {
    Bucket: `mlops-lab--submissions-${TOOLS}-us-east-1`,
    Key: 'submissions/submission.zip',
    Body: packSubmission(manifest, { kind: 'data', bytes }),
  });
}

function executionStatus(rehearsal: Rehearsal): string | undefined {
  const { pipelineExecutionSummaries: all } = invoke<{ pipelineExecutionSummaries: { status: string }[] }>(
    rehearsal,
    TOOLS,
    'codepipeline:ListPipelineExecutions',
    { pipelineName: 'mlops-lab' },
  );
  return all[0]?.status;
}

function remains(rehearsal: Rehearsal): Record<string, string[]> {
  const entries = Object.entries(rehearsal.inventory());
  return Object.fromEntries(entries.map(([account, arns]) => [account, arns.filter((arn) => arn !== SHARED_GROUP)]));
}

function planned({ events }: Rehearsal): string[] {
  const plan = events.findLast((event) => event.type === 'teardown-plan');
  return plan?.items.map(({ kind, account }) => `${kind} in ${account}`) ?? [];
}

async function labWithSubmission(options: RehearsalOptions = {}): Promise<{
  rehearsal: Rehearsal;
  before: Record<string, string[]>;
}> {
  const world = await deployedLab();
  const rehearsal = await continued(world, options);
  submit(rehearsal);
  return { rehearsal, before: world.before };
}

const inSomeTurn = inTurn(3);

describe('teardown after a release', () => {
  inSomeTurn('deletes what the pipeline made, and shows it before', async () => {
    const { rehearsal, before } = await labWithSubmission();
    pass(rehearsal, 30);
    expect(executionStatus(rehearsal)).toBe('Succeeded');
    const result = await teardown(rehearsal.context, UNATTENDED);
    expect(result.leftovers?.filter(({ expected }) => !expected)).toEqual([]);
    expect(result.status).toBe('succeeded');
    expect(remains(rehearsal)).toEqual(before);
    expect(planned(rehearsal)).toEqual(
      expect.arrayContaining([
        'training job in tools',
        'model package in tools',
        'log stream in tools',
        'endpoint in staging',
        'endpoint configuration in staging',
        'model in staging',
        'log group in staging',
      ]),
    );
  });

  inSomeTurn('stops a training that is under way, and lets nothing come after it; a dry run does not', async () => {
    const { rehearsal, before } = await labWithSubmission();
    pass(rehearsal, 2);
    expect(executionStatus(rehearsal)).toBe('InProgress');
    rehearsal.takeWrites();
    await teardown(rehearsal.context, { ...UNATTENDED, dryRun: true });
    expect(rehearsal.takeWrites()).toEqual([]);
    expect(planned(rehearsal)).toContain('training job in tools');
    expect((await teardown(rehearsal.context, UNATTENDED)).status).toBe('succeeded');
    expect(rehearsal.events).toContainEqual({
      type: 'notice',
      level: 'info',
      message: '1 execution of the pipeline abandoned',
    });
    pass(rehearsal, 30);
    expect(remains(rehearsal)).toEqual(before);
  });

  inSomeTurn('waits for an endpoint that is being made', async () => {
    const { rehearsal, before } = await labWithSubmission();
    pass(rehearsal, 2);
    while (!rehearsal.inventory()[STAGING]?.some((arn) => arn.includes(':endpoint/'))) pass(rehearsal, 1);
    expect((await teardown(rehearsal.context, UNATTENDED)).status).toBe('succeeded');
    expect(remains(rehearsal)).toEqual(before);
  });
});

/** Where a model lies, and the role that it is served in. */
const RELEASES = {
  account: STAGING,
  Bucket: `mlops-lab--models-${STAGING}-us-east-1`,
  role: 'mlops-lab--production-us-east-1',
};

function model(rehearsal: Rehearsal, ModelName: string, owner: string | undefined, where = RELEASES): void {
  const { account, Bucket, role } = where;
  invoke(rehearsal, account, 's3:PutObject', { Bucket, Key: 'production/model.tar.gz', Body: new Uint8Array([1]) });
  invoke(rehearsal, account, 'sagemaker:CreateModel', {
    ModelName,
    ExecutionRoleArn: `arn:aws:iam::${account}:role/${role}`,
    PrimaryContainer: {
      Image: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:3.2-0',
      ModelDataUrl: `s3://${Bucket}/production/model.tar.gz`,
    },
    ...(owner && { Tags: [{ Key: 'mlops-lab:deployment', Value: owner }] }),
  });
}

function endpoint(rehearsal: Rehearsal): void {
  const EndpointConfigName = 'mlops-lab--production-0123456789ab';
  const Tags = [{ Key: 'mlops-lab:deployment', Value: OWN }];
  model(rehearsal, EndpointConfigName, OWN);
  invoke(rehearsal, STAGING, 'sagemaker:CreateEndpointConfig', {
    EndpointConfigName,
    ProductionVariants: [
      {
        VariantName: 'AllTraffic',
        ModelName: EndpointConfigName,
        ServerlessConfig: { MemorySizeInMB: 2048, MaxConcurrency: 1 },
      },
    ],
    Tags,
  });
  invoke(rehearsal, STAGING, 'sagemaker:CreateEndpoint', {
    EndpointName: 'mlops-lab--production',
    EndpointConfigName,
    Tags,
  });
}

async function teardownRefused(times?: number) {
  const call = 'sagemaker:DeleteEndpoint';
  const fault: Fault = { kind: 'error', call, code: 'ValidationException', ...(times && { times }) };
  const rehearsal = await continued(await deployedLab(), { faults: [fault] });
  pass(rehearsal, 1);
  endpoint(rehearsal);
  return { rehearsal, result: await teardown(rehearsal.context, UNATTENDED) };
}

inSomeTurn('an endpoint that refuses to go is asked again', async () => {
  expect((await teardownRefused(3)).result.status).toBe('succeeded');
});

inSomeTurn('an endpoint that refuses to go for good is named, and the role that it needs stays', async () => {
  const { rehearsal, result } = await teardownRefused();
  expect(result).toMatchObject({
    status: 'failed',
    error: {
      message: expect.stringContaining('endpoint mlops-lab--production is still there after 75 minutes') as string,
      hints: saying('run the same command again'),
    },
  });
  expect(result.leftovers?.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['endpoint', 'stack', 'role']));
  expect(rehearsal.events.filter(({ type }) => type === 'stack-started').slice(STACK_IDS.length)).toEqual([]);
});

inSomeTurn(
  'teardown beside the work of others takes only what has a name and the tag of the lab, and counts what has one of both',
  async () => {
    const rehearsal = await continued(await deployedLab());
    pass(rehearsal, 1);
    model(rehearsal, 'mlops-lab--production-0123456789ab', OWN);
    model(rehearsal, 'mlops-lab--production-ba9876543210', undefined);
    model(rehearsal, 'mlops-lab--production-aaaaaaaaaaaa', NAMESAKE);
    model(rehearsal, 'mlops-lab--by-hand', OWN);
    model(rehearsal, 'somebody-elses', NAMESAKE);
    const result = await teardown(rehearsal.context, UNATTENDED);
    expect(result.status).toBe('succeeded');
    const alike = result.lookAlikes?.map(({ name }) => name);
    expect(alike).toEqual(expect.arrayContaining(['mlops-lab--by-hand', 'mlops-lab--production-ba9876543210']));
    expect(alike).not.toContain('mlops-lab--production-aaaaaaaaaaaa');
    const standing = rehearsal.inventory()[STAGING]?.filter((arn) => arn.includes(':model/'));
    expect(standing).toHaveLength(4);
  },
);

inSomeTurn(
  'teardown beside the work of others takes along what notebooks of the lab made and left, and nothing else',
  async () => {
    const rehearsal = await continued(await deployedLab());
    const own = { account: SCIENTISTS, Bucket: 'scientists-own', role: 'scientists-own' };
    const trust = { Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' };
    const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
    invoke(rehearsal, SCIENTISTS, 'iam:CreateRole', { RoleName: own.role, AssumeRolePolicyDocument });
    const PolicyArn = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
    invoke(rehearsal, SCIENTISTS, 'iam:AttachRolePolicy', { RoleName: own.role, PolicyArn });
    invoke(rehearsal, SCIENTISTS, 's3:CreateBucket', { Bucket: own.Bucket });
    pass(rehearsal, 1);
    model(rehearsal, 'mlops-lab--nb-01234567-try', OWN, own);
    model(rehearsal, 'mlops-lab--nb-01234567-untagged', undefined, own);
    const logGroupName = '/aws/sagemaker/TrainingJobs';
    invoke(rehearsal, SCIENTISTS, 'logs:CreateLogGroup', { logGroupName });
    for (const job of ['mlops-lab--nb-01234567-20260105-101500', 'mlops-spring--nb-01234567-20260105-101500']) {
      invoke(rehearsal, SCIENTISTS, 'logs:CreateLogStream', { logGroupName, logStreamName: `${job}/algo-1-1` });
    }
    const { leftovers } = await teardown(rehearsal.context, UNATTENDED);
    expect(planned(rehearsal)).toEqual(expect.arrayContaining(['model in datascience', 'log stream in datascience']));
    expect(leftovers?.filter(({ expected }) => !expected)).toEqual([]);
    const models = rehearsal.inventory()[SCIENTISTS]?.filter((arn) => arn.includes(':model/'));
    expect(models).toEqual([expect.stringContaining('mlops-lab--nb-01234567-untagged')]);
    expect(invoke(rehearsal, SCIENTISTS, 'logs:DescribeLogStreams', { logGroupName })).toMatchObject({
      logStreams: [{ logStreamName: 'mlops-spring--nb-01234567-20260105-101500/algo-1-1' }],
    });
  },
);

inSomeTurn(
  'teardown after a notebook deletes its log streams and leaves those of others in the shared group',
  async () => {
    const world = await deployedLab();
    const rehearsal = await continued(world);
    const logGroupName = '/aws/sagemaker/NotebookInstances';
    invoke(rehearsal, SCIENTISTS, 'logs:CreateLogGroup', { logGroupName });
    const streams = [
      'mlops-lab--nb-01234567/jupyter.log',
      'mlops-lab--nb-01234567/LifecycleConfigOnStart',
      'mine/jupyter.log',
    ];
    for (const logStreamName of streams)
      invoke(rehearsal, SCIENTISTS, 'logs:CreateLogStream', { logGroupName, logStreamName });
    const result = await teardown(rehearsal.context, UNATTENDED);
    expect(result.status).toBe('succeeded');
    expect(planned(rehearsal)).toContain('notebook log stream in datascience');
    const { logStreams } = invoke<{ logStreams: { logStreamName: string }[] }>(
      rehearsal,
      SCIENTISTS,
      'logs:DescribeLogStreams',
      { logGroupName },
    );
    expect(logStreams.map(({ logStreamName }) => logStreamName)).toEqual(['mine/jupyter.log']);
  },
);
