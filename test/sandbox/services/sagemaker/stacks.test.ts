import type { DescribeNotebookInstanceOutput } from '@aws-sdk/client-sagemaker';
import { describe, expect, it } from 'vitest';

import { accounts, TOOLS, textLike } from '../iam/accounts.ts';
import { stackOf } from '../iam/stacks.ts';

const template = (properties: string) => `
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - { Effect: Allow, Principal: { Service: sagemaker.amazonaws.com }, Action: sts:AssumeRole }
  Lifecycle:
    Type: AWS::SageMaker::NotebookInstanceLifecycleConfig
    Properties: { OnStart: [{ Content: !Base64 '#!/bin/bash' }] }
  Key:
    Type: AWS::KMS::Key
    Properties: { PendingWindowInDays: 7 }
  Notebook:
    Type: AWS::SageMaker::NotebookInstance
    Properties:
      NotebookInstanceName: notebook
      RoleArn: !GetAtt Role.Arn
      PlatformIdentifier: notebook-al2023-v1
      KmsKeyId: !GetAtt Key.Arn
      ${properties}
Outputs:
  Arn: { Value: !Ref Notebook }
  Name: { Value: !GetAtt Notebook.NotebookInstanceName }
`;
const CREATED = template(
  'InstanceType: ml.t3.medium\n      LifecycleConfigName: !GetAtt Lifecycle.NotebookInstanceLifecycleConfigName',
);
const LARGER = template('InstanceType: ml.t3.large\n      VolumeSizeInGB: 20');

function withStack() {
  const made = accounts('sagemaker');
  const stack = stackOf(made);
  const created = stack.create(CREATED);
  const notebook = () =>
    made.call<DescribeNotebookInstanceOutput>('DescribeNotebookInstance', { NotebookInstanceName: 'notebook' });
  return { ...made, stack, created, notebook };
}

describe('a stack with a notebook', () => {
  it('waits until it is in service', () => {
    const { created, notebook } = withStack();
    expect(created).toMatchObject({ status: 'CREATE_COMPLETE', failures: [] });
    expect(created.outputs).toEqual({
      Arn: `arn:aws:sagemaker:us-east-1:${TOOLS}:notebook-instance/notebook`,
      Name: 'notebook',
    });
    expect(created.seconds).toBeGreaterThan(240);
    expect(notebook()).toMatchObject({ NotebookInstanceStatus: 'InService', KmsKeyId: textLike(/^arn:/) });
  });

  it('stops, changes and starts it on an update', () => {
    const { cloud, stack, notebook } = withStack();
    const before = cloud.trail.entries().length;
    expect(stack.update(LARGER)).toMatchObject({ status: 'UPDATE_COMPLETE', failures: [] });
    expect(notebook()).toMatchObject({
      NotebookInstanceStatus: 'InService',
      InstanceType: 'ml.t3.large',
      VolumeSizeInGB: 20,
    });
    expect(notebook().NotebookInstanceLifecycleConfigName).toBeUndefined();
    const changes = cloud.trail
      .entries()
      .slice(before)
      .filter(({ operation }) => /^(Stop|Update|Start)Note/.test(operation));
    expect(changes.map(({ operation }) => operation)).toEqual([
      'StopNotebookInstance',
      'UpdateNotebookInstance',
      'StartNotebookInstance',
    ]);
  });

  it('stops and deletes it, the lifecycle config after it', () => {
    const { cloud, stack } = withStack();
    expect(stack.remove()).toMatchObject({ status: 'DELETE_COMPLETE', failures: [] });
    expect(cloud.inventory(TOOLS).filter((arn) => /:(sagemaker|iam):.*(notebook|network)/.test(arn))).toEqual([]);
  });

  it('waits for one that is still starting before it deletes it', () => {
    const { call, pass, stack } = withStack();
    call('StopNotebookInstance', { NotebookInstanceName: 'notebook' });
    pass(60);
    call('StartNotebookInstance', { NotebookInstanceName: 'notebook' });
    expect(stack.remove()).toMatchObject({ status: 'DELETE_COMPLETE', failures: [] });
  });
});
