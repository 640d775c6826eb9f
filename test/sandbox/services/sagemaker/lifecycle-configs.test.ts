import { describe, expect, it } from 'vitest';

import { accounts, refusal, TOOLS, trusting } from '../iam/accounts.ts';

const NAME = { NotebookInstanceLifecycleConfigName: 'setup' };
const ARN = `arn:aws:sagemaker:us-east-1:${TOOLS}:notebook-instance-lifecycle-config/setup`;
const script = (text: string) => [{ Content: Buffer.from(text).toString('base64') }];

describe('a lifecycle config', () => {
  it('keeps its scripts', () => {
    const { call } = accounts('sagemaker');
    const OnStart = script('#!/bin/bash');
    call('CreateNotebookInstanceLifecycleConfig', { ...NAME, OnStart });
    expect(call('DescribeNotebookInstanceLifecycleConfig', NAME)).toMatchObject({ OnStart, OnCreate: [] });
    call('UpdateNotebookInstanceLifecycleConfig', { ...NAME, OnStart: script('#!/bin/sh') });
    expect(call('DescribeNotebookInstanceLifecycleConfig', NAME)).toMatchObject({ OnStart: script('#!/bin/sh') });
    expect(call('ListNotebookInstanceLifecycleConfigs', { NameContains: 'set' })).toMatchObject({
      NotebookInstanceLifecycleConfigs: [{ NotebookInstanceLifecycleConfigArn: ARN }],
    });
  });

  it('takes 16,384 characters of Base64, which is 12,288 bytes of script', () => {
    const { call } = accounts('sagemaker');
    const create = (bytes: number) =>
      call('CreateNotebookInstanceLifecycleConfig', { ...NAME, OnStart: script('x'.repeat(bytes)) });
    expect(() => create(12_289)).toThrow(
      refusal('ValidationException', /Member must have length less than or equal to 16384/),
    );
    expect(() => create(12_288)).not.toThrow();
  });

  it('is not deleted while a notebook uses it', () => {
    const { call, pass } = accounts('sagemaker');
    const trust = trusting({ Service: 'sagemaker.amazonaws.com' });
    call('CreateRole', { RoleName: 'Notebook', AssumeRolePolicyDocument: trust }, { service: 'iam' });
    pass(10);
    call('CreateNotebookInstanceLifecycleConfig', NAME);
    const notebook = { NotebookInstanceName: 'notebook' };
    const RoleArn = `arn:aws:iam::${TOOLS}:role/Notebook`;
    call('CreateNotebookInstance', {
      ...notebook,
      InstanceType: 'ml.t3.medium',
      RoleArn,
      LifecycleConfigName: 'setup',
    });
    const remove = () => call('DeleteNotebookInstanceLifecycleConfig', NAME);
    expect(remove).toThrow(refusal('ValidationException', /is in use/));
    pass(300);
    call('StopNotebookInstance', notebook);
    pass(60);
    call('DeleteNotebookInstance', notebook);
    pass(60);
    remove();
    expect(remove).toThrow(refusal('ValidationException', /does not exist/));
  });

  it('has tags', () => {
    const { call } = accounts('sagemaker');
    call('CreateNotebookInstanceLifecycleConfig', { ...NAME, Tags: [{ Key: 'lab', Value: 'one' }] });
    call('AddTags', { ResourceArn: ARN, Tags: [{ Key: 'team', Value: 'blue' }] });
    call('DeleteTags', { ResourceArn: ARN, TagKeys: ['lab'] });
    expect(call('ListTags', { ResourceArn: ARN })).toEqual({ Tags: [{ Key: 'team', Value: 'blue' }] });
    expect(() => call('ListTags', { ResourceArn: `${ARN}2` })).toThrow(refusal('ValidationException'));
  });
});
