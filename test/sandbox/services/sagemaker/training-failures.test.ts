import { describe, expect, it } from 'vitest';

import { allowing, refusal, textLike, TOOLS, trusting } from '../iam/accounts.ts';
import { penguins } from './penguins.ts';
import { aStage, BUCKET, channel, ROLE, TRAINING } from './stage.ts';

describe('a request to train', () => {
  it.each([
    ['with a name that is none', { TrainingJobName: 'fit_1' }, /trainingJobName/],
    ['with a role that does not exist', { RoleArn: `${ROLE}2` }, /Could not assume role/],
    [
      'with another image',
      { AlgorithmSpecification: { TrainingImage: 'nginx:1', TrainingInputMode: 'File' } },
      'Requested image nginx:1 not found.',
    ],
    ['without a train channel', { InputDataConfig: [channel('validation', 'data/train.csv')] }, /channel train/],
    ['with a channel of another kind', { InputDataConfig: [channel('train', 'data/train.csv', 'text/libsvm')] }, /csv/],
    ['without objects', { InputDataConfig: [channel('train', 'nothing/')] }, /^No S3 objects found under S3 URL/],
    ['on two instances', { ResourceConfig: { ...TRAINING.ResourceConfig, InstanceCount: 2 } }, /InstanceCount/],
    [
      'on a machine of EC2',
      { ResourceConfig: { ...TRAINING.ResourceConfig, InstanceType: 'm5.large' } },
      /instanceType/,
    ],
    ['for no time', { StoppingCondition: { MaxRuntimeInSeconds: 0 } }, /maxRuntimeInSeconds/],
    ['with an output that is no address', { OutputDataConfig: { S3OutputPath: 'models' } }, /s3OutputPath/],
    [
      'in a subnet that does not exist',
      { VpcConfig: { Subnets: ['subnet-0'], SecurityGroupIds: ['sg-0'] } },
      /subnet-0/,
    ],
  ])('is refused %s', (_what, more, message) => {
    const { sagemaker } = aStage();
    expect(() => sagemaker('CreateTrainingJob', { ...TRAINING, ...more })).toThrow(
      refusal('ValidationException', message),
    );
  });

  it('is refused where the role is not for SageMaker', () => {
    const { call, sagemaker, pass } = aStage();
    const AssumeRolePolicyDocument = trusting({ Service: 'lambda.amazonaws.com' });
    call('iam', 'CreateRole', { RoleName: 'Function', AssumeRolePolicyDocument });
    pass(10);
    const RoleArn = `arn:aws:iam::${TOOLS}:role/Function`;
    expect(() => sagemaker('CreateTrainingJob', { ...TRAINING, RoleArn })).toThrow(
      refusal('ValidationException', /allows principal 'sagemaker.amazonaws.com'/),
    );
  });

  it('is refused where the name is taken', () => {
    const { sagemaker } = aStage();
    sagemaker('CreateTrainingJob', TRAINING);
    expect(() => sagemaker('CreateTrainingJob', TRAINING)).toThrow(refusal('ResourceInUse', /must be unique/));
  });

  it('shows its condition keys', () => {
    const { cloud, sagemaker } = aStage();
    const OutputDataConfig = { ...TRAINING.OutputDataConfig, KmsKeyId: 'alias/lab' };
    sagemaker('CreateTrainingJob', { ...TRAINING, OutputDataConfig, Tags: [{ Key: 'lab', Value: 'x' }] });
    const created = cloud.trail.entries().findLast(({ operation }) => operation === 'CreateTrainingJob');
    expect(created?.context).toMatchObject({
      'sagemaker:InstanceTypes': ['ml.m5.large'],
      'sagemaker:OutputKmsKey': 'alias/lab',
      'sagemaker:MaxRuntimeInSeconds': '3600',
      'aws:RequestTag/lab': 'x',
    });
  });
});

describe('a training job fails', () => {
  const csv = penguins(40).csv;

  it.each([
    [
      'with a hyperparameter out of range',
      { HyperParameters: { num_round: '10', max_depth: '-1' } },
      'Hyperparameter max_depth: -1 is not in [0, +inf)',
    ],
    [
      'with an unknown hyperparameter',
      { HyperParameters: { num_round: '10', depth: '3' } },
      'Extraneous hyperparameter found: depth',
    ],
    ['without the number of rounds', { HyperParameters: {} }, 'Missing required hyperparameter: num_round'],
    ['with a number that is none', { HyperParameters: { num_round: 'ten' } }, /num_round: could not parse value/],
    [
      'with labels that do not suit',
      { HyperParameters: { num_round: '5', objective: 'binary:logistic' } },
      /label must be in \[0,1\]/,
    ],
  ])('%s', (_what, more, reason) => {
    const { sagemaker, pass, job } = aStage();
    sagemaker('CreateTrainingJob', { ...TRAINING, ...more });
    pass(300);
    const expected =
      typeof reason === 'string' ? `ClientError: ${reason}` : textLike(new RegExp(`^ClientError: .*${reason.source}`));
    expect(job()).toMatchObject({ TrainingJobStatus: 'Failed', SecondaryStatus: 'Failed', FailureReason: expected });
    expect(job().SecondaryStatusTransitions?.at(-1)).toMatchObject({ Status: 'Failed' });
  });

  it.each([
    ['with a header', `body_mass_g,bill\n${csv}`, /could not convert string to float: 'body_mass_g'/],
    ['with text among the numbers', csv.replace(/,1\b/, ',Adelie'), /could not convert string to float: 'Adelie'/],
    ['with a column missing', csv.replace(/,\d\n/, '\n'), /line 2 has 7 columns, line 1 has 6/],
    ['with labels alone', '1\n2\n3\n', /at least one feature/],
    ['without a label', csv.replace(/^\d+/, ''), /Label contains NaN/],
  ])('%s', (_what, body, reason) => {
    const { sagemaker, pass, put, job } = aStage();
    put('data/train.csv', body);
    sagemaker('CreateTrainingJob', TRAINING);
    pass(300);
    expect(job()).toMatchObject({ TrainingJobStatus: 'Failed', FailureReason: textLike(reason) });
  });

  it('where the data are gone when it downloads them', () => {
    const { call, sagemaker, pass, job } = aStage();
    sagemaker('CreateTrainingJob', TRAINING);
    call('s3', 'DeleteObject', { Bucket: BUCKET, Key: 'data/train.csv' });
    pass(300);
    expect(job().FailureReason).toMatch(/^ClientError: Data download failed:/);
  });

  it('where the bucket keeps its role from reading, with what S3 says', () => {
    const { call, sagemaker, pass, job } = aStage();
    deny(call, 's3:GetObject');
    sagemaker('CreateTrainingJob', TRAINING);
    pass(300);
    expect(job().FailureReason).toMatch(
      /^ClientError: Data download failed:Unable to download object .*train.csv \(AccessDenied: .*s3:GetObject/,
    );
  });

  it('where the bucket keeps its role from writing', () => {
    const { call, sagemaker, pass, job } = aStage();
    deny(call, 's3:PutObject');
    sagemaker('CreateTrainingJob', TRAINING);
    pass(300);
    expect(job().FailureReason).toMatch(/^ClientError: Failed to upload .*AccessDenied/);
  });

  it('where the output key does not let it', () => {
    const { call, sagemaker, pass, job } = aStage();
    const { KeyMetadata } = call<{ KeyMetadata: { Arn: string } }>('kms', 'CreateKey', {
      Policy: keyPolicyWithoutRoles(),
    });
    const OutputDataConfig = { ...TRAINING.OutputDataConfig, KmsKeyId: KeyMetadata.Arn };
    sagemaker('CreateTrainingJob', { ...TRAINING, OutputDataConfig });
    pass(300);
    expect(job().FailureReason).toMatch(/^ClientError: Failed to upload .*kms:Encrypt/);
  });

  it('where its role is gone meanwhile', () => {
    const { call, sagemaker, pass, job } = aStage();
    sagemaker('CreateTrainingJob', TRAINING);
    call('iam', 'DeleteRolePolicy', { RoleName: 'SageMaker', PolicyName: 'all' });
    call('iam', 'DeleteRole', { RoleName: 'SageMaker' });
    pass(300);
    expect(job().FailureReason).toMatch(/^ClientError: .*sts:AssumeRole/);
  });

  it('where XGBoost breaks off, and the next one succeeds', () => {
    const { sagemaker, pass, job } = aStage();
    const HyperParameters = { num_round: '5', tree_method: 'hist', max_bin: '0' };
    sagemaker('CreateTrainingJob', { ...TRAINING, HyperParameters });
    pass(300);
    expect(job().FailureReason).toMatch(/^AlgorithmError: XGBoost broke off/);
    sagemaker('CreateTrainingJob', { ...TRAINING, TrainingJobName: 'fit-2' });
    pass(300);
    expect(job('fit-2').TrainingJobStatus).toBe('Completed');
  });

  it('by a fault of the sandbox, as often as that says', () => {
    const reason = 'InternalServerError: We encountered an internal error.';
    const { sagemaker, pass, job } = aStage({
      faults: [{ kind: 'sagemaker', resource: 'training-job/fit-*', reason, times: 1 }],
    });
    sagemaker('CreateTrainingJob', TRAINING);
    pass(300);
    expect(job()).toMatchObject({ TrainingJobStatus: 'Failed', FailureReason: reason });
    sagemaker('CreateTrainingJob', { ...TRAINING, TrainingJobName: 'fit-2' });
    pass(300);
    expect(job('fit-2').TrainingJobStatus).toBe('Completed');
  });
});

function deny(call: ReturnType<typeof aStage>['call'], Action: string): void {
  const statement = { Effect: 'Deny', Principal: { AWS: ROLE }, Action, Resource: `arn:aws:s3:::${BUCKET}/*` };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  call('s3', 'PutBucketPolicy', { Bucket: BUCKET, Policy });
}

/** Only the operator may use the key. */
function keyPolicyWithoutRoles(): string {
  const { Statement } = JSON.parse(allowing('kms:*')) as { Statement: object[] };
  const principal = { Principal: { AWS: `arn:aws:iam::${TOOLS}:user/operator` } };
  return JSON.stringify({ Version: '2012-10-17', Statement: Statement.map((one) => ({ ...one, ...principal })) });
}
