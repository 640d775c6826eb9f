import { describe, expect, it } from 'vitest';
import { asService, inRole, operatorOf } from './people.ts';
import { labWithScientist, launch } from './stage.ts';

const NOTEBOOK_ROLE = 'arn:aws:iam::222222222222:role/mlops-lab--nb-x-us-east-1';

describe('a data scientist', async () => {
  const stage = await labWithScientist();
  const { sandbox, scientist, outputs, launchRole } = stage;
  const { invoke } = scientist;

  it.each([
    [
      'sagemaker',
      'CreateNotebookInstance',
      { NotebookInstanceName: 'mlops-lab--nb-own', InstanceType: 'ml.t3.medium', RoleArn: NOTEBOOK_ROLE },
    ],
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
      /because no (identity|resource)-based policy allows the \S+ action \(sandbox: /,
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

  const launched = `arn:aws:servicecatalog:us-east-1:${scientist.principal.account}:*`;
  const launcher = asService(sandbox, 'servicecatalog.amazonaws.com', launchRole, launched);

  it('has a launch role that makes no role without the boundary, nor a notebook with a way out', () => {
    const role = { RoleName: 'mlops-lab--nb-x', AssumeRolePolicyDocument: '{}' };
    expect(() => launcher.invoke('iam', 'CreateRole', role)).toThrow('allows the iam:CreateRole action');
    const notebook = {
      NotebookInstanceName: 'mlops-lab--nb-x',
      InstanceType: 'ml.t3.medium',
      RoleArn: NOTEBOOK_ROLE,
      RootAccess: 'Disabled',
    };
    expect(() => launcher.invoke('sagemaker', 'CreateNotebookInstance', notebook)).toThrow(
      'allows the sagemaker:CreateNotebookInstance action',
    );
  });

  it('has a launch role that makes nobody root in a notebook, and trusts nobody else with a role without the boundary', () => {
    const { outputs: ofNotebook } = launch(stage, 'changed');
    const NotebookInstanceName = ofNotebook['NotebookName'] ?? '';
    const update = (RootAccess: string) =>
      launcher.invoke('sagemaker', 'UpdateNotebookInstance', { NotebookInstanceName, RootAccess });
    expect(() => update('Enabled')).toThrow('allows the sagemaker:UpdateNotebookInstance action');
    expect(() => update('Disabled')).toThrow('Status (InService) not in');

    const { account } = scientist.principal;
    const RoleName = 'mlops-lab--nb-loose';
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }],
    });
    const loose = { RoleName, AssumeRolePolicyDocument: PolicyDocument };
    operatorOf(sandbox, account).invoke('iam', 'CreateRole', loose);
    const trust = (name: string) =>
      launcher.invoke('iam', 'UpdateAssumeRolePolicy', { RoleName: name, PolicyDocument });
    expect(() => trust(RoleName)).toThrow('allows the iam:UpdateAssumeRolePolicy action');
    trust(`${NotebookInstanceName}-us-east-1`);
  });
});
