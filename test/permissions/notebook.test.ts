import type {
  TerminateProvisionedProductOutput,
  UpdateProvisionedProductOutput,
} from '@aws-sdk/client-service-catalog';
import { describe, expect, it } from 'vitest';
import { loadBundle } from '../../src/assets/bundle.ts';
import { LAB } from '../support/rehearsal.ts';
import { asService, inRole, operatorOf, unused } from './people.ts';
import { causes, ended, labWithScientist, launch, pass } from './stage.ts';

/** What the launch role may do though nothing in the sandbox made use of it, and why it may. */
const LAUNCH_ROLE_UNUSED: Readonly<Record<string, string>> = {
  ...because('the administrator guide of Service Catalog, "Launch constraints", wants it; the sandbox does without', [
    'cloudformation:DescribeStackEvents',
    'cloudformation:GetTemplateSummary',
    'cloudformation:SetStackPolicy',
    'cloudformation:ValidateTemplate',
  ]),
  ...because('on AWS the stack is tagged and its resources listed; not tried there whether with these rights', [
    'cloudformation:ListStackResources',
    'cloudformation:TagResource',
    'cloudformation:UntagResource',
  ]),
  ...because('a template in the Tools bucket is read with it should Service Catalog not use its own copy', [
    'kms:Decrypt',
  ]),
  ...because('a version of the product that changes its role needs it', [
    'iam:PutRolePermissionsBoundary',
    'iam:UntagRole',
    'iam:UpdateAssumeRolePolicy',
    'iam:UpdateRole',
    'iam:UpdateRoleDescription',
  ]),
  ...because('a version of the product that drops a tag needs it', ['s3:UntagResource', 'sagemaker:DeleteTags']),
  ...because("CloudFormation's handlers read back what they made; the sandbox's know it", [
    'iam:GetRolePolicy',
    's3:GetAccelerateConfiguration',
    's3:GetAnalyticsConfiguration',
    's3:GetEncryptionConfiguration',
    's3:GetIntelligentTieringConfiguration',
    's3:GetInventoryConfiguration',
    's3:GetLifecycleConfiguration',
    's3:GetMetricsConfiguration',
    's3:GetReplicationConfiguration',
    's3:ListBucket',
    's3:ListTagsForResource',
    's3:TagResource',
    'sagemaker:DescribeNotebookInstanceLifecycleConfig',
    'sagemaker:ListTags',
  ]),
};

const DATA_SCIENTIST_UNUSED: Readonly<Record<string, string>> = because('the console asks; the sandbox lacks it', [
  'servicecatalog:DescribeProductView',
  'servicecatalog:DescribeProvisioningArtifact',
  'servicecatalog:DescribeProvisioningParameters',
]);

function because(reason: string, actions: readonly string[]): Record<string, string> {
  return Object.fromEntries(actions.map((action) => [action, reason]));
}

describe('a data scientist', async () => {
  const stage = await labWithScientist();
  const { sandbox, scientist, outputs, launchRole } = stage;
  const { invoke } = scientist;

  it('launches a notebook from the catalog, works in it, changes it and gives it back, and no permission is idle', () => {
    const { id: ProvisionedProductId, status, outputs: launched } = launch(stage, 'ada');
    expect(causes(stage)).toEqual([]);
    expect(status).toBe('SUCCEEDED');

    const name = { NotebookInstanceName: launched['NotebookName'] };
    const stack = { StackName: launched['CloudformationStackARN'] };
    for (const view of ['DescribeStacks', 'DescribeStackEvents', 'DescribeStackResources', 'ListStackResources']) {
      invoke('cloudformation', view, stack);
    }
    const own = { AccessLevelFilter: { Key: 'User', Value: 'self' } };
    for (const view of ['ScanProvisionedProducts', 'SearchProvisionedProducts', 'ListRecordHistory']) {
      invoke('servicecatalog', view, own);
    }
    invoke('servicecatalog', 'DescribeProvisionedProduct', { Id: ProvisionedProductId });
    invoke('sagemaker', 'ListNotebookInstances', {});
    invoke('sagemaker', 'DescribeNotebookInstance', name);
    invoke('sagemaker', 'CreatePresignedNotebookInstanceUrl', name);
    invoke('sagemaker', 'StopNotebookInstance', name);
    pass(stage, 300);
    invoke('sagemaker', 'StartNotebookInstance', name);
    pass(stage, 300);

    const changes = [
      { Key: 'IdleMinutes', Value: '30' },
      { Key: 'NotebookSize', Value: 'medium' },
    ];
    for (const change of changes) {
      const updated = invoke<UpdateProvisionedProductOutput>('servicecatalog', 'UpdateProvisionedProduct', {
        ProvisionedProductId,
        ProvisioningParameters: [change],
      });
      expect(ended(stage, updated.RecordDetail?.RecordId).status).toBe('SUCCEEDED');
    }
    const gone = invoke<TerminateProvisionedProductOutput>('servicecatalog', 'TerminateProvisionedProduct', {
      ProvisionedProductId,
    });
    expect(ended(stage, gone.RecordDetail?.RecordId).status).toBe('SUCCEEDED');
    expect(causes(stage)).toEqual([]);

    const scientistRole = outputs['DataScientistRoleArn'] ?? '';
    expect(unused(sandbox, launchRole, stage.used(launchRole))).toEqual(Object.keys(LAUNCH_ROLE_UNUSED).sort());
    expect(unused(sandbox, scientistRole, stage.used(scientistRole))).toEqual(
      Object.keys(DATA_SCIENTIST_UNUSED).sort(),
    );
  });

  it.each([
    ['sagemaker', 'CreateNotebookInstance', { NotebookInstanceName: 'mlops-lab-nb-own', InstanceType: 'ml.t3.medium' }],
    ['iam', 'CreateRole', { RoleName: 'mine', AssumeRolePolicyDocument: '{}' }],
    ['servicecatalog', 'UpdatePortfolio', { Id: outputs['LocalPortfolioId'], DisplayName: 'Mine' }],
    ['servicecatalog', 'DeleteConstraint', { Id: 'cons-0000000000000' }],
    [
      'servicecatalog',
      'DisassociateProductFromPortfolio',
      { PortfolioId: outputs['LocalPortfolioId'], ProductId: outputs['SagemakerProductID'] },
    ],
  ])('is refused %s:%s by an explicit deny', (service, operation, input) => {
    const refusal = `is not authorized to perform: ${service}:${operation} on resource: `;
    expect(() => invoke(service, operation, input)).toThrow(refusal);
    expect(() => invoke(service, operation, input)).toThrow('with an explicit deny in an identity-based policy');
  });

  it.each([
    ['s3', 'GetObject', 's3:GetObject', { Bucket: outputs['AssetBucketName'], Key: 'notebooks/any' }],
    ['s3', 'ListObjectsV2', 's3:ListBucket', { Bucket: outputs['SubmissionBucketName'] }],
    ['s3', 'ListBuckets', 's3:ListAllMyBuckets', {}],
    ['cloudformation', 'DeleteStack', 'cloudformation:DeleteStack', { StackName: 'LabDSAccountSCSetup' }],
    ['ssm', 'GetParameters', 'ssm:GetParameters', { Names: ['/mlops/lab/vpc-id'] }],
    ['kms', 'ListKeys', 'kms:ListKeys', {}],
  ])('is refused %s:%s, which nothing allows', (service, operation, action, input) => {
    expect(() => invoke(service, operation, input)).toThrow(
      /because no (identity|resource)-based policy allows the \S+ action$/,
    );
    expect(() => invoke(service, operation, input)).toThrow(`is not authorized to perform: ${action} on`);
  });

  it('cannot touch what a colleague has launched', () => {
    const { id } = launch(stage, 'hers');
    const colleague = inRole(sandbox, outputs['DataScientistRoleArn'] ?? '', 'bob');
    expect(() =>
      colleague.invoke('servicecatalog', 'TerminateProvisionedProduct', { ProvisionedProductId: id }),
    ).toThrow('because no identity-based policy allows the servicecatalog:TerminateProvisionedProduct action');
  });

  it('has a notebook that reads and writes what is its own, and nothing else whatever its role says', () => {
    const { outputs: launched } = launch(stage, 'working');
    const { account } = scientist.principal;
    const RoleName = `${launched['NotebookName']}-us-east-1`;
    const notebook = asService(sandbox, 'sagemaker.amazonaws.com', `arn:aws:iam::${account}:role/${RoleName}`);
    const Body = new Uint8Array([1]);
    const own = { Bucket: launched['BucketName'], Key: 'data.csv' };
    notebook.invoke('s3', 'PutObject', { ...own, Body });
    notebook.invoke('s3', 'GetObject', own);
    const submission = { Bucket: outputs['SubmissionBucketName'], Key: 'submissions/a/submission.zip' };
    notebook.invoke('s3', 'PutObject', { ...submission, Body });
    expect(() => notebook.invoke('s3', 'GetObject', submission)).toThrow('policy allows the s3:GetObject action');

    const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    operatorOf(sandbox, account).invoke('iam', 'AttachRolePolicy', { RoleName, PolicyArn });
    expect(() => notebook.invoke('iam', 'ListRoles', {})).toThrow(
      'because no permissions boundary allows the iam:ListRoles action',
    );
  });

  it('has a launch role that makes no role without the boundary, nor a notebook with a way out', () => {
    const launcher = asService(sandbox, 'servicecatalog.amazonaws.com', launchRole);
    const role = { RoleName: 'mlops-lab-nb-x', AssumeRolePolicyDocument: '{}' };
    expect(() => launcher.invoke('iam', 'CreateRole', role)).toThrow('allows the iam:CreateRole action');
    const notebook = { NotebookInstanceName: 'mlops-lab-nb-x', InstanceType: 'ml.t3.medium', RootAccess: 'Disabled' };
    expect(() => launcher.invoke('sagemaker', 'CreateNotebookInstance', notebook)).toThrow(
      'allows the sagemaker:CreateNotebookInstance action',
    );
  });
});

describe('a launch role that lacks a permission', () => {
  it.each([
    ['s3:PutEncryptionConfiguration', /arn:aws:s3:::mlops-lab-nb-\w+-222222222222-us-east-1/],
    ['iam:PutRolePolicy', /arn:aws:iam::222222222222:role\/mlops-lab-nb-\w+-us-east-1/],
    ['kms:CreateGrant', /arn:aws:kms:us-east-1:222222222222:key\/\S+/],
    ['sagemaker:CreateNotebookInstance', /notebook-instance\/mlops-lab-nb-\w+/],
  ])('fails launches for want of %s, and says who lacks what on what', async (action, resource) => {
    const bundle = await loadBundle(LAB);
    const path = 'datascience/prepare_datascientist_account.yaml';
    const [before, launchRole, after] = parts(bundle.templates.get(path) ?? '');
    const lessened = launchRole.replaceAll(new RegExp(`${action}$`, 'gm'), 'cloudformation:DescribeStacks');
    expect(lessened).not.toBe(launchRole);
    const templates = new Map([...bundle.templates, [path, before + lessened + after]]);
    const stage = await labWithScientist({ ...bundle, templates });
    expect(launch(stage, 'ada').status).toBe('FAILED');
    const [cause = ''] = causes(stage);
    expect(cause).toContain(':assumed-role/mlops-lab-launch-us-east-1/servicecatalog is not authorized to perform');
    expect(cause).toContain(`because no identity-based policy allows the ${action} action`);
    expect(cause).toMatch(resource);
  });

  function parts(template: string): [string, string, string] {
    const [, before = '', launchRole = '', after = ''] =
      /^(.*?\n {2}LaunchRole:\n)(.*?)(\n {2}DataScientistRole:\n.*)$/s.exec(template) ?? [];
    return [before, launchRole, after];
  }
});
