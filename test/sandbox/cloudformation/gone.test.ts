import { describe, expect, it } from 'vitest';
import { openSandbox } from '../../../src/sandbox/sandbox.ts';
import { memoryStorage } from '../../../src/sandbox/storage/index.ts';
import { settle } from './stage.ts';

const ACCOUNT = '111111111111';
const REGION = 'us-east-1';
const STACK = { StackName: 'shop' };

type Call = <Output = object>(service: string, operation: string, input: object) => Output;

/** A resource type, two sets of properties for it, and how one deletes such a thing by hand. */
interface Case {
  readonly type: string;
  readonly before: object;
  readonly after: object;
  readonly remove: (call: Call, id: string) => void;
}

const TRUST = {
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const POLICY = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] };
const OTHER_POLICY = { ...POLICY, Statement: [{ Effect: 'Deny', Action: 's3:GetObject', Resource: '*' }] };

const CASES: readonly Case[] = [
  {
    type: 'AWS::S3::Bucket',
    before: { BucketName: 'shop-things' },
    after: { BucketName: 'shop-things', VersioningConfiguration: { Status: 'Enabled' } },
    remove: (call, Bucket) => call('s3', 'DeleteBucket', { Bucket }),
  },
  {
    type: 'AWS::IAM::Role',
    before: { RoleName: 'shop', AssumeRolePolicyDocument: TRUST },
    after: { RoleName: 'shop', AssumeRolePolicyDocument: TRUST, Description: 'of the shop' },
    remove: (call, RoleName) => call('iam', 'DeleteRole', { RoleName }),
  },
  {
    type: 'AWS::IAM::ManagedPolicy',
    before: { ManagedPolicyName: 'shop', PolicyDocument: POLICY },
    after: { ManagedPolicyName: 'shop', PolicyDocument: OTHER_POLICY },
    remove: (call, PolicyArn) => call('iam', 'DeletePolicy', { PolicyArn }),
  },
  {
    type: 'AWS::SNS::Topic',
    before: { TopicName: 'shop' },
    after: { TopicName: 'shop', DisplayName: 'News' },
    remove: (call, TopicArn) => call('sns', 'DeleteTopic', { TopicArn }),
  },
  {
    type: 'AWS::Logs::LogGroup',
    before: { LogGroupName: '/shop' },
    after: { LogGroupName: '/shop', RetentionInDays: 7 },
    remove: (call, logGroupName) => call('logs', 'DeleteLogGroup', { logGroupName }),
  },
  {
    type: 'AWS::ServiceCatalog::Portfolio',
    before: { DisplayName: 'Shop', ProviderName: 'Central IT' },
    after: { DisplayName: 'Shops', ProviderName: 'Central IT' },
    remove: (call, Id) => call('servicecatalog', 'DeletePortfolio', { Id }),
  },
];

function standing({ type, before, remove }: Case) {
  const sandbox = openSandbox({
    storage: memoryStorage(),
    accounts: [{ id: ACCOUNT }],
    begin: Date.UTC(2026, 0, 5),
  });
  const principal = { kind: 'root', account: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root`, userId: ACCOUNT } as const;
  const call: Call = <Output>(service: string, operation: string, input: object) =>
    sandbox.cloud.answer({ principal, account: ACCOUNT, region: REGION, service, operation, input }) as Output;
  const statusAfter = (operation: string, resources: object): string | undefined => {
    const { StackId } =
      call<{ Stacks: { StackId: string }[] }>('cloudformation', 'DescribeStacks', STACK).Stacks[0] ?? {};
    const TemplateBody = JSON.stringify({ Resources: { Other: HANDLE, ...resources } });
    call('cloudformation', operation, { ...STACK, TemplateBody, Capabilities: ['CAPABILITY_NAMED_IAM'] });
    settle(sandbox.cloud);
    const { Stacks } = call<{ Stacks: { StackStatus: string }[] }>('cloudformation', 'DescribeStacks', {
      StackName: StackId,
    });
    return Stacks[0]?.StackStatus;
  };
  const TemplateBody = JSON.stringify({ Resources: { Other: HANDLE, Thing: { Type: type, Properties: before } } });
  call('cloudformation', 'CreateStack', { ...STACK, TemplateBody, Capabilities: ['CAPABILITY_NAMED_IAM'] });
  settle(sandbox.cloud);
  const { StackResourceDetail } = call<{ StackResourceDetail: { PhysicalResourceId: string } }>(
    'cloudformation',
    'DescribeStackResource',
    { ...STACK, LogicalResourceId: 'Thing' },
  );
  remove(call, StackResourceDetail.PhysicalResourceId);
  settle(sandbox.cloud);
  return { call, statusAfter };
}

const HANDLE = { Type: 'AWS::CloudFormation::WaitConditionHandle' };

function failureOf(call: Call): string | undefined {
  const { StackEvents } = call<{ StackEvents: { ResourceStatus: string; ResourceStatusReason?: string }[] }>(
    'cloudformation',
    'DescribeStackEvents',
    STACK,
  );
  return StackEvents.findLast(({ ResourceStatus }) => ResourceStatus === 'UPDATE_FAILED')?.ResourceStatusReason;
}

describe('a resource that somebody deleted outside of its stack', () => {
  it.each(CASES)('$type cannot be updated', (each) => {
    const { call, statusAfter } = standing(each);
    const Thing = { Type: each.type, Properties: each.after };
    expect(statusAfter('UpdateStack', { Thing })).toMatch(/^UPDATE_ROLLBACK/);
    expect(failureOf(call)).toMatch(/HandlerErrorCode: NotFound/);
  });

  it.each(CASES)('$type is deleted without complaint when the template drops it, and made again after that', (each) => {
    const { statusAfter } = standing(each);
    expect(statusAfter('UpdateStack', {})).toBe('UPDATE_COMPLETE');
    expect(statusAfter('UpdateStack', { Thing: { Type: each.type, Properties: each.before } })).toBe('UPDATE_COMPLETE');
  });

  it.each(CASES)('$type does not hold up the deletion of the stack', (each) => {
    expect(standing(each).statusAfter('DeleteStack', {})).toBe('DELETE_COMPLETE');
  });
});
