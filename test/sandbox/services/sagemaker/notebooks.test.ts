import type {
  CreateSecurityGroupResult,
  CreateSubnetResult,
  CreateVpcResult,
  DescribeNetworkInterfacesResult,
} from '@aws-sdk/client-ec2';
import type {
  DescribeNotebookInstanceOutput,
  ListNotebookInstancesOutput,
  NotebookInstanceStatus,
} from '@aws-sdk/client-sagemaker';
import { describe, expect, it } from 'vitest';

import { accounts, refusal, TOOLS, trusting, textLike } from '../iam/accounts.ts';

const NotebookInstanceName = 'notebook';
const ARN = `arn:aws:sagemaker:us-east-1:${TOOLS}:notebook-instance/${NotebookInstanceName}`;
const RoleArn = `arn:aws:iam::${TOOLS}:role/Notebook`;
const MINIMAL = { NotebookInstanceName, InstanceType: 'ml.t3.medium', RoleArn };

function withRole() {
  const made = accounts('sagemaker');
  const { call, pass } = made;
  const trust = trusting({ Service: 'sagemaker.amazonaws.com' });
  call('CreateRole', { RoleName: 'Notebook', AssumeRolePolicyDocument: trust }, { service: 'iam' });
  pass(10);
  const create = (more: object = {}) => call('CreateNotebookInstance', { ...MINIMAL, ...more });
  const status = () =>
    call<DescribeNotebookInstanceOutput>('DescribeNotebookInstance', { NotebookInstanceName }).NotebookInstanceStatus;
  const told = (verb: string) => () => call(`${verb}NotebookInstance`, { NotebookInstanceName });
  return { ...made, create, status, told };
}

function withNetwork() {
  const made = withRole();
  const how = { service: 'ec2' };
  const VpcId = made.call<CreateVpcResult>('CreateVpc', { CidrBlock: '10.0.0.0/16' }, how).Vpc?.VpcId;
  const subnet = { VpcId, CidrBlock: '10.0.1.0/24' };
  const SubnetId = made.call<CreateSubnetResult>('CreateSubnet', subnet, how).Subnet?.SubnetId;
  const group = { VpcId, GroupName: 'notebooks', Description: 'notebooks' };
  const GroupId = made.call<CreateSecurityGroupResult>('CreateSecurityGroup', group, how).GroupId;
  const interfaces = () =>
    made.call<DescribeNetworkInterfacesResult>('DescribeNetworkInterfaces', {}, how).NetworkInterfaces;
  return { ...made, SubnetId, GroupId, interfaces };
}

describe('a notebook instance', () => {
  it('starts, stops, starts again and goes, each in its time', () => {
    const { pass, create, status, told } = withRole();
    create();
    const seen: (NotebookInstanceStatus | undefined)[] = [status()];
    const after = (seconds: number) => {
      pass(seconds);
      seen.push(status());
    };
    after(300);
    told('Stop')();
    after(0);
    after(60);
    told('Start')();
    after(0);
    after(180);
    told('Stop')();
    after(60);
    told('Delete')();
    after(0);
    expect(seen).toEqual([
      'Pending',
      'InService',
      'Stopping',
      'Stopped',
      'Pending',
      'InService',
      'Stopped',
      'Deleting',
    ]);
    pass(60);
    expect(status).toThrow(refusal('ValidationException', 'RecordNotFound'));
  });

  it('is deleted only when stopped, and stopped only when in service', () => {
    const { pass, create, told } = withRole();
    create();
    const refused = (from: string, allowed: string, to: string) =>
      refusal(
        'ValidationException',
        `Status (${from}) not in ([${allowed}]). Unable to transition to (${to}) for Notebook Instance (${ARN}).`,
      );
    expect(told('Stop')).toThrow(refused('Pending', 'InService', 'Stopping'));
    expect(told('Delete')).toThrow(refused('Pending', 'Stopped, Failed', 'Deleting'));
    pass(300);
    expect(told('Delete')).toThrow(refused('InService', 'Stopped, Failed', 'Deleting'));
    expect(told('Start')).toThrow(refused('InService', 'Stopped, Failed', 'Pending'));
  });

  it.each([
    ['on Amazon Linux 2', { PlatformIdentifier: 'notebook-al2-v3' }],
    ['on an unknown platform', { PlatformIdentifier: 'notebook-al3-v1' }],
    ['with a role that does not exist', { RoleArn: `arn:aws:iam::${TOOLS}:role/Nobody` }],
    ['without internet and subnet', { DirectInternetAccess: 'Disabled' }],
    ['with a volume of 4 GB', { VolumeSizeInGB: 4 }],
    ['with a name that ends in a hyphen', { NotebookInstanceName: 'notebook-' }],
    ['with an instance type of EC2', { InstanceType: 't3.medium' }],
    ['with a lifecycle config that does not exist', { LifecycleConfigName: 'none' }],
  ])('is refused %s', (_what, more) => {
    const { create } = withRole();
    expect(() => create(more)).toThrow(refusal('ValidationException'));
  });

  it('needs a role that trusts SageMaker', () => {
    const { call, pass, create } = withRole();
    const trust = trusting({ Service: 'lambda.amazonaws.com' });
    call('CreateRole', { RoleName: 'Function', AssumeRolePolicyDocument: trust }, { service: 'iam' });
    pass(10);
    expect(() => create({ RoleArn: `arn:aws:iam::${TOOLS}:role/Function` })).toThrow(
      refusal('ValidationException', /allows principal 'sagemaker.amazonaws.com' to assume the role/),
    );
  });

  it('exists once', () => {
    const { create } = withRole();
    create();
    expect(() => create()).toThrow(
      refusal('ValidationException', `Cannot create a duplicate Notebook Instance (${ARN})`),
    );
  });

  it('hands the role over where the trail can see it', () => {
    const { cloud, create } = withRole();
    create({ RootAccess: 'Disabled', Tags: [{ Key: 'lab', Value: 'one' }] });
    const [passed, created] = cloud.trail.entries().slice(-2);
    expect(passed).toMatchObject({
      operation: 'PassRole',
      resources: [RoleArn],
      context: { 'iam:PassedToService': 'sagemaker.amazonaws.com' },
    });
    expect(created).toMatchObject({
      operation: 'CreateNotebookInstance',
      resources: [ARN],
      context: { 'sagemaker:RootAccess': 'Disabled', 'aws:RequestTag/lab': 'one' },
    });
  });

  it('changes only while stopped, and its volume only grows', () => {
    const { call, pass, create, status, told } = withRole();
    create({ VolumeSizeInGB: 10 });
    const update = (more: object) => () => call('UpdateNotebookInstance', { NotebookInstanceName, ...more });
    pass(300);
    expect(update({ InstanceType: 'ml.m5.large' })).toThrow(refusal('ValidationException', /Status \(InService\)/));
    told('Stop')();
    pass(60);
    expect(update({ VolumeSizeInGB: 5 })).toThrow(refusal('ValidationException', /cannot be reduced/));
    update({ InstanceType: 'ml.m5.large', VolumeSizeInGB: 20 })();
    expect(status()).toBe('Updating');
    pass(30);
    expect(call('DescribeNotebookInstance', { NotebookInstanceName })).toMatchObject({
      NotebookInstanceStatus: 'Stopped',
      InstanceType: 'ml.m5.large',
      VolumeSizeInGB: 20,
    });
  });

  it('is opened through a presigned address while in service', () => {
    const { call, pass, create } = withRole();
    create();
    const open = () => call('CreatePresignedNotebookInstanceUrl', { NotebookInstanceName });
    expect(open).toThrow(refusal('ValidationException', /not InService/));
    pass(300);
    expect(open()).toEqual({
      AuthorizedUrl: textLike(/^https:\/\/notebook\.notebook\.us-east-1\.sagemaker\.aws\?/),
    });
  });

  it('is found by status and name', () => {
    const { call, pass, create } = withRole();
    create();
    pass(300);
    create({ NotebookInstanceName: 'another' });
    const names = (input: object) =>
      call<ListNotebookInstancesOutput>('ListNotebookInstances', input).NotebookInstances?.map(
        (notebook) => notebook.NotebookInstanceName,
      );
    expect(names({})).toEqual(['another', 'notebook']);
    expect(names({ SortBy: 'CreationTime', SortOrder: 'Ascending' })).toEqual(['notebook', 'another']);
    expect(names({ StatusEquals: 'Pending' })).toEqual(['another']);
    expect(names({ NameContains: 'note' })).toEqual(['notebook']);
  });
});

describe('a notebook in a subnet', () => {
  it('holds it for minutes after it is gone', () => {
    const { call, pass, create, told, SubnetId, GroupId, interfaces } = withNetwork();
    create({ SubnetId, SecurityGroupIds: [GroupId], DirectInternetAccess: 'Disabled' });
    pass(300);
    expect(interfaces()).toMatchObject([{ SubnetId, Status: 'in-use', Groups: [{ GroupId }], RequesterManaged: true }]);
    told('Stop')();
    pass(60);
    told('Delete')();
    pass(60);
    expect(told('Describe')).toThrow(refusal('ValidationException'));
    const remove = () => call('DeleteSubnet', { SubnetId }, { service: 'ec2' });
    expect(remove).toThrow(refusal('DependencyViolation'));
    pass(60);
    expect(interfaces()).toMatchObject([{ Status: 'available' }]);
    pass(200);
    expect(interfaces()).toEqual([]);
    expect(remove).not.toThrow();
  });

  it('gives its interface away once that is available', () => {
    const { call, pass, create, told, SubnetId, interfaces } = withNetwork();
    create({ SubnetId });
    pass(300);
    told('Stop')();
    pass(60);
    told('Delete')();
    const id = interfaces()?.[0]?.NetworkInterfaceId;
    const remove = () => call('DeleteNetworkInterface', { NetworkInterfaceId: id }, { service: 'ec2' });
    expect(remove).toThrow(refusal('InvalidParameterValue'));
    pass(120);
    remove();
    expect(interfaces()).toEqual([]);
  });

  it('that does not exist is not made', () => {
    const { create, interfaces } = withNetwork();
    expect(() => create({ SubnetId: 'subnet-0' })).toThrow(refusal('InvalidSubnetID.NotFound'));
    expect(interfaces()).toEqual([]);
  });
});
