import { describe, expect, it } from 'vitest';

import { refusal } from '../services/iam/accounts.ts';
import type { Fault } from '../../../src/sandbox/kernel/faults.ts';
import { accounts } from '../services/iam/accounts.ts';
import {
  createConfig,
  INSTANCES,
  SERVERLESS,
  TRAINING,
  withEndpoint,
  withModel,
  type Stage,
} from '../services/sagemaker/stage.ts';

function quota(name: string, value: number): Fault {
  return { kind: 'quota', quota: name, value };
}

function deploy(stage: Stage, EndpointName: string, variant: object): void {
  createConfig(stage, EndpointName, variant);
  stage.sagemaker('CreateEndpoint', { EndpointName, EndpointConfigName: EndpointName });
}

describe('the concurrency of serverless endpoints', () => {
  it('is ten in all, and taken up twice while an endpoint is updated', () => {
    const stage = withEndpoint();
    createConfig(stage, 'two');
    stage.sagemaker('UpdateEndpoint', { EndpointName: 'lab', EndpointConfigName: 'two' });
    expect(() => deploy(stage, 'another', SERVERLESS)).toThrow(
      refusal(
        'ResourceLimitExceeded',
        "The account-level service limit 'Maximum total concurrency that can be allocated across all serverless " +
          "endpoints' is 10, with current utilization of 10 and a request delta of 5. Please use AWS Service Quotas to " +
          'request an increase for this quota. If AWS Service Quotas is not available, contact AWS support to request ' +
          'an increase for this quota.',
      ),
    );
    stage.pass(600);
    expect(() =>
      stage.sagemaker('CreateEndpoint', { EndpointName: 'another', EndpointConfigName: 'two' }),
    ).not.toThrow();
  });

  it('is more where the account was let have more', () => {
    const stage = withEndpoint({ faults: [quota('sagemaker:serverless-concurrency', 15)] });
    deploy(stage, 'two', SERVERLESS);
    expect(() => deploy(stage, 'three', SERVERLESS)).not.toThrow();
    expect(() => deploy(stage, 'four', SERVERLESS)).toThrow(refusal('ResourceLimitExceeded'));
  });
});

describe('instances', () => {
  it('of endpoints are needed for the new fleet beside the old one', () => {
    const stage = withEndpoint({ faults: [quota('sagemaker:endpoint-instances:ml.m5.large', 1)] }, INSTANCES);
    createConfig(stage, 'two', INSTANCES);
    const update = () => stage.sagemaker('UpdateEndpoint', { EndpointName: 'lab', EndpointConfigName: 'two' });
    expect(update).toThrow(
      refusal(
        'ResourceLimitExceeded',
        /'ml.m5.large for endpoint usage' is 1 Instances, with current utilization of 1 Instances and a request delta of 1 Instances/,
      ),
    );
    expect(stage.endpoint().EndpointStatus).toBe('InService');
    stage.sagemaker('DeleteEndpoint', { EndpointName: 'lab' });
    stage.pass(120);
    expect(() => stage.sagemaker('CreateEndpoint', { EndpointName: 'lab', EndpointConfigName: 'two' })).not.toThrow();
  });

  it('for training are free again when the job is over', () => {
    const stage = withModel({ faults: [quota('sagemaker:training-instances:*', 1)] });
    const train = (TrainingJobName: string) => stage.sagemaker('CreateTrainingJob', { ...TRAINING, TrainingJobName });
    train('fit-2');
    expect(() => train('fit-3')).toThrow(refusal('ResourceLimitExceeded', /'ml.m5.large for training job usage' is 1/));
    stage.pass(600);
    expect(() => train('fit-3')).not.toThrow();
  });

  it('of notebooks count while they run', () => {
    const { call, pass } = accounts('sagemaker', [], [quota('sagemaker:notebook-instances:ml.t3.medium', 1)]);
    const trust = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    });
    call('CreateRole', { RoleName: 'nb', AssumeRolePolicyDocument: trust }, { service: 'iam' });
    pass(10);
    const create = (NotebookInstanceName: string, InstanceType = 'ml.t3.medium') =>
      call('CreateNotebookInstance', {
        NotebookInstanceName,
        InstanceType,
        RoleArn: 'arn:aws:iam::111111111111:role/nb',
      });
    create('one');
    expect(() => create('two')).toThrow(refusal('ResourceLimitExceeded', /notebook instance usage' is 1/));
    expect(() => create('large', 'ml.p3.2xlarge')).toThrow(refusal('ResourceLimitExceeded', /is 0 Instances/));
    pass(300);
    call('StopNotebookInstance', { NotebookInstanceName: 'one' });
    pass(120);
    create('two');
    expect(() => call('StartNotebookInstance', { NotebookInstanceName: 'one' })).toThrow(
      refusal('ResourceLimitExceeded'),
    );
  });

  it('of a type that the region does not have are refused as such', () => {
    const { cloud, operator } = accounts('sagemaker');
    const place = { principal: operator, account: operator.account, region: 'eu-north-1' };
    const input = {
      NotebookInstanceName: 'old',
      InstanceType: 'ml.t2.medium',
      RoleArn: `arn:aws:iam::${operator.account}:role/nb`,
    };
    expect(() => cloud.answer({ ...place, service: 'sagemaker', operation: 'CreateNotebookInstance', input })).toThrow(
      refusal('ValidationException', 'Unsupported instance type ml.t2.medium'),
    );
  });
});

describe('stacks', () => {
  it('are counted', () => {
    const { call } = accounts('cloudformation', [], [quota('cloudformation:stacks', 1)]);
    const TemplateBody = 'Resources: { Handle: { Type: "AWS::CloudFormation::WaitConditionHandle" } }';
    call('CreateStack', { StackName: 'one', TemplateBody });
    expect(() => call('CreateStack', { StackName: 'two', TemplateBody })).toThrow(refusal('LimitExceededException'));
    const changeSet = { StackName: 'two', ChangeSetName: 'c', ChangeSetType: 'CREATE', TemplateBody };
    expect(() => call('CreateChangeSet', changeSet)).toThrow(refusal('LimitExceededException'));
  });

  it('with types that the region does not have are refused', () => {
    const { cloud, operator } = accounts(
      'cloudformation',
      [],
      [{ kind: 'service', service: 'codepipeline', region: 'us-east-1', offered: false }],
    );
    const TemplateBody = 'Resources: { P: { Type: "AWS::CodePipeline::Pipeline", Properties: {} } }';
    const place = { principal: operator, account: operator.account, region: 'us-east-1' };
    const input = { StackName: 'one', TemplateBody };
    expect(() => cloud.answer({ ...place, service: 'cloudformation', operation: 'CreateStack', input })).toThrow(
      refusal('ValidationError', /Unrecognized resource types: \[AWS::CodePipeline::Pipeline\]/),
    );
  });
});
