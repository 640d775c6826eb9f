import { describe, expect, it } from 'vitest';
import type { PermissionCheck } from '../../src/sandbox/kernel/authorization.ts';
import { openSandbox } from '../../src/sandbox/sandbox.ts';
import { principalOf } from '../../src/sandbox/services/sts/credentials.ts';
import { memoryStorage } from '../../src/sandbox/storage/index.ts';

const ACCOUNT = '111111111111';
const Tags = [{ Key: 'team', Value: 'blue' }];
const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
const TEMPLATE = '{"Resources":{"Topic":{"Type":"AWS::SNS::Topic"}}}';

/** What calls are checked for, by an authorizer that allows all and remembers. */
function remembering() {
  const checks: PermissionCheck[] = [];
  const sandbox = openSandbox({
    storage: memoryStorage(),
    accounts: [{ id: ACCOUNT }],
    begin: Date.UTC(2026, 0, 5),
    authorize: (check) => void checks.push(check),
  });
  const { cloud } = sandbox;
  const principal = principalOf(cloud.world, sandbox.credentialsFor({ id: ACCOUNT }).accessKeyId, undefined);
  const call = <Output = object>(service: string, operation: string, input: object) =>
    cloud.answer({ principal, account: ACCOUNT, region: 'us-east-1', service, operation, input }) as Output;
  const asked = (service: string, operation: string, input: object) => {
    checks.splice(0);
    call(service, operation, input);
    return [...checks];
  };
  return { call, asked, pass: (seconds: number) => cloud.advanceTo(cloud.world.now + seconds * 1000) };
}

const ec2Tags = (ResourceType: string) => [{ ResourceType, Tags }];

describe('what is created with tags', () => {
  it.each<[string, string, object, string]>([
    ['ec2', 'CreateVpc', { CidrBlock: '10.0.0.0/16', TagSpecifications: ec2Tags('vpc') }, 'ec2:CreateTags'],
    ['ec2', 'CreateInternetGateway', { TagSpecifications: ec2Tags('internet-gateway') }, 'ec2:CreateTags'],
    ['cloudformation', 'CreateStack', { StackName: 'a', TemplateBody: TEMPLATE, Tags }, 'cloudformation:TagResource'],
    ['iam', 'CreateRole', { RoleName: 'a', AssumeRolePolicyDocument: TRUST, Tags }, 'iam:TagRole'],
    ['iam', 'CreateUser', { UserName: 'a', Tags }, 'iam:TagUser'],
    ['iam', 'CreateInstanceProfile', { InstanceProfileName: 'a', Tags }, 'iam:TagInstanceProfile'],
    ['kms', 'CreateKey', { Tags: [{ TagKey: 'team', TagValue: 'blue' }] }, 'kms:TagResource'],
    ['logs', 'CreateLogGroup', { logGroupName: 'a', tags: { team: 'blue' } }, 'logs:TagResource'],
    ['sns', 'CreateTopic', { Name: 'a', Tags }, 'sns:TagResource'],
    ['ssm', 'PutParameter', { Name: 'a', Type: 'String', Value: 'a', Tags }, 'ssm:AddTagsToResource'],
    [
      'sagemaker',
      'CreateNotebookInstanceLifecycleConfig',
      { NotebookInstanceLifecycleConfigName: 'a', Tags },
      'sagemaker:AddTags',
    ],
  ])('by %s:%s asks for the tags too', (service, operation, input, action) => {
    const checks = remembering().asked(service, operation, input);
    expect(checks.map((check) => check.action)).toEqual([`${service}:${operation}`, action]);
    for (const { context } of checks) {
      expect(context).toMatchObject({ 'aws:RequestTag/team': 'blue', 'aws:TagKeys': ['team'] });
    }
  });

  it('is asked about by what creates it', () => {
    const { asked } = remembering();
    const vpc = asked('ec2', 'CreateVpc', { CidrBlock: '10.0.0.0/16', TagSpecifications: ec2Tags('vpc') });
    expect(vpc[1]?.context).toMatchObject({ 'ec2:CreateAction': 'CreateVpc' });
    asked('cloudformation', 'CreateStack', { StackName: 'a', TemplateBody: TEMPLATE });
    const change = { StackName: 'a', TemplateBody: TEMPLATE, Tags, ChangeSetName: 'b', ChangeSetType: 'CREATE' };
    const set = asked('cloudformation', 'CreateChangeSet', { ...change, StackName: 'other' });
    expect(set.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['cloudformation:TagResource', 'cloudformation:UntagResource']),
    );
    expect(set[1]?.context).toMatchObject({ 'cloudformation:CreateAction': 'CreateChangeSet' });
  });
});

describe('condition keys', () => {
  it.each<[string, string, object, string, object]>([
    ['iam', 'CreateRole', { RoleName: 'a', AssumeRolePolicyDocument: TRUST, Tags }, 'GetRole', { RoleName: 'a' }],
    ['ssm', 'PutParameter', { Name: '/a', Type: 'String', Value: 'a', Tags }, 'DeleteParameter', { Name: '/a' }],
    ['logs', 'CreateLogGroup', { logGroupName: 'a', tags: { team: 'blue' } }, 'DeleteLogGroup', { logGroupName: 'a' }],
  ])("have the tags of what is %s's", (service, operation, input, next, about) => {
    const { call, asked } = remembering();
    call(service, operation, input);
    const [check] = asked(service, next, about);
    expect(check?.context).toMatchObject({ 'aws:ResourceTag/team': 'blue' });
  });

  it('have none of the tags of a role that is handed over', () => {
    const { call, asked } = remembering();
    call('iam', 'CreateRole', { RoleName: 'a', AssumeRolePolicyDocument: TRUST, Tags });
    const [check] = asked('iam', 'PassRole', { RoleArn: `arn:aws:iam::${ACCOUNT}:role/a`, PassedToService: 'x' });
    expect(Object.keys(check?.context ?? {})).not.toContain('aws:ResourceTag/team');
  });

  it('have the VPC of a subnet and of its interfaces', () => {
    const { call, asked } = remembering();
    const { Vpc } = call<{ Vpc: { VpcId: string } }>('ec2', 'CreateVpc', { CidrBlock: '10.0.0.0/16' });
    const input = { VpcId: Vpc.VpcId, CidrBlock: '10.0.0.0/24' };
    const { Subnet } = call<{ Subnet: { SubnetId: string } }>('ec2', 'CreateSubnet', input);
    const vpc = `arn:aws:ec2:us-east-1:${ACCOUNT}:vpc/${Vpc.VpcId}`;
    const [onSubnet, onGroup, onInterface] = asked('ec2', 'CreateNetworkInterface', {
      SubnetId: Subnet.SubnetId,
      Groups: [],
    });
    expect(onSubnet?.context).toMatchObject({ 'ec2:Vpc': vpc });
    expect(onGroup?.context).toMatchObject({ 'ec2:Vpc': vpc });
    expect(onInterface?.resource).toMatch(/network-interface\/\*$/);
    expect(onInterface?.context).not.toHaveProperty('ec2:Vpc');
  });

  it('have what an update of a notebook names, and nothing else', () => {
    const { call, asked, pass } = remembering();
    const RoleArn = `arn:aws:iam::${ACCOUNT}:role/a`;
    call('iam', 'CreateRole', { RoleName: 'a', AssumeRolePolicyDocument: TRUST });
    pass(60);
    const name = { NotebookInstanceName: 'one' };
    call('sagemaker', 'CreateNotebookInstance', { ...name, RoleArn, InstanceType: 'ml.t3.medium' });
    pass(600);
    call('sagemaker', 'StopNotebookInstance', name);
    pass(600);
    const checks = asked('sagemaker', 'UpdateNotebookInstance', { ...name, RootAccess: 'Enabled' });
    expect(checks.map(({ action }) => action)).toEqual(['sagemaker:UpdateNotebookInstance', 'iam:PassRole']);
    expect(checks[0]?.context).toMatchObject({ 'sagemaker:RootAccess': 'Enabled' });
    expect(checks[0]?.context).not.toHaveProperty('sagemaker:InstanceTypes');
  });
});
