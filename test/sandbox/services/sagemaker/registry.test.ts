import type {
  CreateModelPackageOutput,
  DescribeModelPackageOutput,
  ListModelPackageGroupsOutput,
  ListModelPackagesOutput,
  ListTagsOutput,
} from '@aws-sdk/client-sagemaker';
import { describe, expect, it } from 'vitest';

import { accounts, allowing, refusal, TOOLS } from '../iam/accounts.ts';
import { stackOf } from '../iam/stacks.ts';
import { IMAGE } from './stage.ts';

const GROUP = { ModelPackageGroupName: 'penguins' };
const GROUP_ARN = `arn:aws:sagemaker:us-east-1:${TOOLS}:model-package-group/penguins`;
const ARN = `arn:aws:sagemaker:us-east-1:${TOOLS}:model-package/penguins`;

const PACKAGE = {
  ...GROUP,
  InferenceSpecification: {
    Containers: [{ Image: IMAGE, ModelDataUrl: 's3://lab-models/model.tar.gz' }],
    SupportedContentTypes: ['text/csv'],
    SupportedResponseMIMETypes: ['text/csv'],
  },
  ModelMetrics: { ModelQuality: { Statistics: { ContentType: 'application/json', S3Uri: 's3://lab-models/e.json' } } },
  CustomerMetadataProperties: { execution: '42' },
  ModelApprovalStatus: 'Rejected',
};

function withGroup() {
  const made = accounts('sagemaker');
  const { call } = made;
  call('CreateModelPackageGroup', { ...GROUP, Tags: [{ Key: 'lab', Value: 'one' }] });
  const register = (more: object = {}) =>
    call<CreateModelPackageOutput>('CreateModelPackage', { ...PACKAGE, ...more }).ModelPackageArn;
  const describePackage = (ModelPackageName: string | undefined) =>
    call<DescribeModelPackageOutput>('DescribeModelPackage', { ModelPackageName });
  const versions = (input: object = GROUP) =>
    call<ListModelPackagesOutput>('ListModelPackages', input).ModelPackageSummaryList?.map(
      ({ ModelPackageVersion }) => ModelPackageVersion,
    );
  return { ...made, register, describePackage, versions };
}

describe('a model package group', () => {
  it('is described, listed, tagged and deleted', () => {
    const { cloud, call } = withGroup();
    expect(call('DescribeModelPackageGroup', { ModelPackageGroupName: GROUP_ARN })).toMatchObject({
      ...GROUP,
      ModelPackageGroupStatus: 'Completed',
    });
    const { ModelPackageGroupSummaryList } = call<ListModelPackageGroupsOutput>('ListModelPackageGroups', {
      NameContains: 'peng',
    });
    expect(ModelPackageGroupSummaryList).toMatchObject([GROUP]);
    expect(call('ListTags', { ResourceArn: GROUP_ARN })).toEqual({ Tags: [{ Key: 'lab', Value: 'one' }] });
    expect(cloud.inventory(TOOLS)).toContain(GROUP_ARN);
    call('DeleteModelPackageGroup', GROUP);
    expect(() => call('DeleteModelPackageGroup', GROUP)).toThrow(
      refusal('ValidationException', `ModelPackageGroup ${GROUP_ARN} does not exist.`),
    );
  });

  it('exists once', () => {
    const { call } = withGroup();
    expect(() => call('CreateModelPackageGroup', GROUP)).toThrow(
      refusal('ValidationException', /^Model Package Group already exists/),
    );
  });

  it('is deleted only when it is empty', () => {
    const { call, register } = withGroup();
    const ModelPackageName = register();
    const remove = () => call('DeleteModelPackageGroup', GROUP);
    expect(remove).toThrow(refusal('ConflictException', /cannot be deleted because it still contains Model Packages/));
    call('DeleteModelPackage', { ModelPackageName });
    expect(remove).not.toThrow();
  });

  it('has a policy', () => {
    const { call } = withGroup();
    const ResourcePolicy = allowing('sagemaker:DescribeModelPackage');
    const get = () => call('GetModelPackageGroupPolicy', GROUP);
    expect(get).toThrow(refusal('ValidationException', /^Cannot find resource policy/));
    call('PutModelPackageGroupPolicy', { ...GROUP, ResourcePolicy });
    expect(get()).toEqual({ ResourcePolicy });
    call('DeleteModelPackageGroupPolicy', GROUP);
    expect(get).toThrow(refusal('ValidationException'));
    expect(() => call('PutModelPackageGroupPolicy', { ...GROUP, ResourcePolicy: '{' })).toThrow(
      refusal('ValidationException', /not a valid policy document/),
    );
  });
});

describe('a model package', () => {
  it('is the next version of its group', () => {
    const { call, register, describePackage, versions } = withGroup();
    expect([register(), register()]).toEqual([`${ARN}/1`, `${ARN}/2`]);
    expect(describePackage(`${ARN}/1`)).toMatchObject({
      ...PACKAGE,
      ModelPackageVersion: 1,
      ModelPackageStatus: 'Completed',
      CreatedBy: { IamIdentity: { Arn: expect.stringContaining('operator') as string } },
    });
    call('DeleteModelPackage', { ModelPackageName: `${ARN}/2` });
    expect(register()).toBe(`${ARN}/3`);
    expect(versions()).toEqual([1, 3]);
    expect(() => describePackage(`${ARN}/2`)).toThrow(
      refusal('ValidationException', `ModelPackage ${ARN}/2 does not exist.`),
    );
  });

  it('is made once for a client token', () => {
    const { register, versions } = withGroup();
    const made = ['a', 'a', 'b'].map((ClientToken) => register({ ClientToken }));
    expect(made).toEqual([`${ARN}/1`, `${ARN}/1`, `${ARN}/2`]);
    expect(versions()).toEqual([1, 2]);
  });

  it('is approved or rejected, with a reason', () => {
    const { call, register, describePackage, versions } = withGroup();
    const ModelPackageArn = register({ ModelApprovalStatus: undefined });
    expect(describePackage(ModelPackageArn).ModelApprovalStatus).toBe('PendingManualApproval');
    call('UpdateModelPackage', {
      ModelPackageArn,
      ModelApprovalStatus: 'Approved',
      ApprovalDescription: 'good enough',
      CustomerMetadataProperties: { endpoint: 'production' },
      CustomerMetadataPropertiesToRemove: ['execution'],
    });
    expect(describePackage(ModelPackageArn)).toMatchObject({
      ModelApprovalStatus: 'Approved',
      ApprovalDescription: 'good enough',
    });
    expect(describePackage(ModelPackageArn).CustomerMetadataProperties).toEqual({ endpoint: 'production' });
    register();
    expect(versions({ ...GROUP, ModelApprovalStatus: 'Approved' })).toEqual([1]);
    expect(versions({ ModelPackageType: 'Versioned', SortOrder: 'Descending', SortBy: 'Name' })).toHaveLength(2);
    expect(versions({})).toEqual([]);
  });

  it('shows its condition keys', () => {
    const { cloud, register } = withGroup();
    register();
    expect(cloud.trail.entries().at(-1)).toMatchObject({
      resources: [`${ARN}/1`],
      context: {
        'sagemaker:ModelApprovalStatus': 'Rejected',
        'sagemaker:CustomerMetadataProperties/execution': '42',
      },
    });
  });

  it.each([
    ['in a group that does not exist', { ModelPackageGroupName: 'none' }, 'ValidationException', /does not exist/],
    ['with a name of its own besides', { ModelPackageName: 'one' }, 'ValidationException', /Both/],
    ['with tags', { Tags: [{ Key: 'a', Value: 'b' }] }, 'ValidationException', /Tags are not supported/],
    ['without a group', { ModelPackageGroupName: undefined }, 'NotImplemented', /without a group/],
  ])('is refused %s', (_what, more, code, message) => {
    const { register } = withGroup();
    expect(() => register(more)).toThrow(refusal(code, message));
  });
});

describe('AWS::SageMaker::ModelPackageGroup', () => {
  const template = (policy?: object) =>
    JSON.stringify({
      Resources: {
        Group: {
          Type: 'AWS::SageMaker::ModelPackageGroup',
          Properties: { ...GROUP, ...(policy && { ModelPackageGroupPolicy: policy }) },
        },
      },
      Outputs: {
        Arn: { Value: { 'Fn::GetAtt': ['Group', 'ModelPackageGroupArn'] } },
        Ref: { Value: { Ref: 'Group' } },
      },
    });

  it('makes a group, changes its policy, and removes it', () => {
    const made = accounts('sagemaker');
    const stack = stackOf(made);
    const created = stack.create(template(JSON.parse(allowing('sagemaker:*')) as object));
    expect(created).toMatchObject({ status: 'CREATE_COMPLETE', outputs: { Arn: GROUP_ARN, Ref: GROUP_ARN } });
    const policy = () => made.call('GetModelPackageGroupPolicy', GROUP);
    expect(policy()).toMatchObject({ ResourcePolicy: expect.stringContaining('sagemaker:*') as string });
    expect(made.call<ListTagsOutput>('ListTags', { ResourceArn: GROUP_ARN }).Tags).toContainEqual({
      Key: 'lab',
      Value: 'one',
    });
    expect(stack.update(template()).status).toBe('UPDATE_COMPLETE');
    expect(policy).toThrow(refusal('ValidationException'));
    expect(stack.remove().status).toBe('DELETE_COMPLETE');
    expect(() => made.call('DescribeModelPackageGroup', GROUP)).toThrow(refusal('ValidationException'));
  });

  it('cannot be removed while there are versions in it', () => {
    const made = accounts('sagemaker');
    const stack = stackOf(made);
    stack.create(template());
    made.call('CreateModelPackage', PACKAGE);
    const { status, failures } = stack.remove();
    expect(status).toBe('DELETE_FAILED');
    expect(failures.join('\n')).toMatch(/Group: .*still contains Model Packages/);
  });
});
