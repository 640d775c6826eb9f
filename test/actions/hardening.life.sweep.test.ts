import type { DescribeFlowLogsResult, DescribeSecurityGroupsResult, DescribeVpcsResult } from '@aws-sdk/client-ec2';
import type { GetBucketLoggingOutput } from '@aws-sdk/client-s3';
import type { DescribeModelOutput, DescribeTrainingJobResponse, ListModelsOutput } from '@aws-sdk/client-sagemaker';
import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { status } from '../../src/actions/status/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { call, release } from '../pipeline/releases.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { LAB, rehearse, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';
import { saying } from '../support/steps.ts';

const HARDENED = {
  ...LAB,
  hardening: { accessLogs: true, flowLogs: true, encryptLogs: true, networkIsolation: true },
  pipeline: { ...LAB.pipeline, endpointInstanceType: 'ml.t2.medium', notifyEmail: 'team@example.com' },
};

describe('a lab with all that an auditor may ask for', () => {
  it('comes up, releases a model without any network, and leaves nothing', async () => {
    const lab = await rehearse({ lab: HARDENED });
    const before = lab.inventory();
    expect((await deploy(lab.context, STACK_IDS, UNATTENDED)).status).toBe('succeeded');
    expect((await deploy(lab.context, STACK_IDS, UNATTENDED)).status).toBe('unchanged');
    expect((await release(lab)).release?.outcome).toBe('released');
    expect(isolated(lab)).toEqual({ job: true, models: [true, true] });
    expect(logged(lab)).toEqual({ buckets: 4, flows: 1, groups: 4 });
    deliverAccessLog(lab);
    expect((await teardown(lab.context, UNATTENDED)).status).toBe('succeeded');
    // The group of all training jobs in the account is not the lab's.
    const groups = [`arn:aws:logs:us-east-1:${LAB.accounts.tools.id}:log-group:/aws/sagemaker/TrainingJobs`];
    const tools = [...(before[LAB.accounts.tools.id] ?? []), ...groups];
    expect(lab.inventory()).toEqual({ ...before, [LAB.accounts.tools.id]: tools });
  });
});

describe('access logs that are not wanted any more', () => {
  it('leave their bucket behind as long as there is something in it, and teardown takes it along', async () => {
    const lab = await rehearse({ lab: { ...LAB, hardening: { ...LAB.hardening, accessLogs: true } } });
    const before = lab.inventory();
    await deploy(lab.context, ['prerequisites'], UNATTENDED);
    deliverAccessLog(lab);
    const plain = { ...lab.context, lab: LAB };
    expect((await deploy(plain, ['prerequisites'], UNATTENDED)).status).toBe('succeeded');
    expect((await status(plain)).orphans).toEqual([expect.objectContaining({ kind: 'AWS::S3::Bucket' })]);
    expect((await teardown(plain, UNATTENDED)).status).toBe('succeeded');
    expect(lab.inventory()).toEqual(before);
  });
});

function isolated(lab: Rehearsal) {
  const { TrainingJobSummaries = [] } = call<{ TrainingJobSummaries?: { TrainingJobName: string }[] }>(
    lab,
    'tools',
    'sagemaker:ListTrainingJobs',
    {},
  );
  const { TrainingJobName } = TrainingJobSummaries[0] ?? {};
  const job = call<DescribeTrainingJobResponse>(lab, 'tools', 'sagemaker:DescribeTrainingJob', { TrainingJobName });
  const { Models = [] } = call<ListModelsOutput>(lab, 'staging', 'sagemaker:ListModels', {});
  const models = Models.map(
    ({ ModelName }) =>
      call<DescribeModelOutput>(lab, 'staging', 'sagemaker:DescribeModel', { ModelName }).EnableNetworkIsolation,
  );
  return { job: job.EnableNetworkIsolation, models };
}

const BUCKETS = [
  ['tools', 'assets'],
  ['tools', 'submissions'],
  ['tools', 'artifacts'],
  ['staging', 'models'],
] as const;

function logged(lab: Rehearsal) {
  const targets = BUCKETS.map(([account, name]) => {
    const Bucket = `mlops-lab--${name}-${LAB.accounts[account].id}-us-east-1`;
    return call<GetBucketLoggingOutput>(lab, account, 's3:GetBucketLogging', { Bucket }).LoggingEnabled?.TargetBucket;
  });
  const { FlowLogs = [] } = call<DescribeFlowLogsResult>(lab, 'datascience', 'ec2:DescribeFlowLogs', {});
  const { logGroups } = call<{ logGroups: { logGroupName: string; kmsKeyId?: string }[] }>(
    lab,
    'tools',
    'logs:DescribeLogGroups',
    { logGroupNamePrefix: '/aws/lambda/MLOps-BIA-' },
  );
  return {
    buckets: targets.filter((target) => target?.startsWith('mlops-lab--access-logs-')).length,
    flows: FlowLogs.length,
    groups: logGroups.filter(({ kmsKeyId }) => kmsKeyId?.includes(':key/')).length,
  };
}

/** As S3 does some time after an access. */
function deliverAccessLog(lab: Rehearsal): void {
  const Bucket = `mlops-lab--access-logs-${LAB.accounts.tools.id}-us-east-1`;
  call(lab, 'tools', 's3:PutObject', { Bucket, Key: 'assets/2026-11-23-20-00-00-ABC', Body: new Uint8Array([1]) });
}

describe('the default security group of the network', () => {
  it('has no rule, and is closed again where somebody opened it', async () => {
    const lab = await continued(await deployedLab());
    expect(rules(lab)).toEqual([]);
    open(lab);
    expect((await status(lab.context)).next).toEqual(saying('default security group'));
    expect((await deploy(lab.context, ['network'], { ...UNATTENDED, dryRun: true })).status).toBe('succeeded');
    expect(rules(lab)).not.toEqual([]);
    expect((await deploy(lab.context, ['network'], UNATTENDED)).status).toBe('succeeded');
    expect(rules(lab)).toEqual([]);
    expect((await deploy(lab.context, STACK_IDS, UNATTENDED)).status).toBe('unchanged');
  });
});

function defaultGroup(lab: Rehearsal) {
  const Filters = [
    { Name: 'group-name', Values: ['default'] },
    { Name: 'vpc-id', Values: [network(lab)] },
  ];
  const { SecurityGroups = [] } = call<DescribeSecurityGroupsResult>(lab, 'datascience', 'ec2:DescribeSecurityGroups', {
    Filters,
  });
  return SecurityGroups[0];
}

function network(lab: Rehearsal): string | undefined {
  const Filters = [{ Name: 'tag:mlops-lab:lab', Values: ['lab'] }];
  return call<DescribeVpcsResult>(lab, 'datascience', 'ec2:DescribeVpcs', { Filters }).Vpcs?.[0]?.VpcId;
}

function rules(lab: Rehearsal): unknown[] {
  const { IpPermissions = [], IpPermissionsEgress = [] } = defaultGroup(lab) ?? {};
  return [...IpPermissions, ...IpPermissionsEgress];
}

function open(lab: Rehearsal): void {
  const rule = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' };
  call(lab, 'datascience', 'ec2:AuthorizeSecurityGroupIngress', { GroupId: defaultGroup(lab)?.GroupId, ...rule });
}
