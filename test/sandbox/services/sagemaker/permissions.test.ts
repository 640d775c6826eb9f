import { describe, expect, it } from 'vitest';

import { iamAuthorizer } from '../../../../src/sandbox/authorization/authorizer.ts';
import type { Authorizer } from '../../../../src/sandbox/kernel/authorization.ts';
import { REGION, TOOLS, trusting } from '../iam/accounts.ts';
import { penguins } from './penguins.ts';
import { aStage, BUCKET, createConfig, createModel, ROLE, TRAINING, type Stage } from './stage.ts';

const REPOSITORY = `arn:aws:ecr:${REGION}:683313688378:repository/sagemaker-xgboost`;
const ours = (resource: string) => `arn:aws:sagemaker:${REGION}:${TOOLS}:${resource}`;

/** What the role of jobs and models needs, each with what breaks without it. */
const NEEDED: readonly (readonly [action: string, resource: string])[] = [
  ['s3:ListBucket', `arn:aws:s3:::${BUCKET}`],
  ['s3:GetObject', `arn:aws:s3:::${BUCKET}/*`],
  ['s3:PutObject', `arn:aws:s3:::${BUCKET}/models/*`],
  ['ecr:GetAuthorizationToken', '*'],
  ['ecr:BatchCheckLayerAvailability', REPOSITORY],
  ['ecr:GetDownloadUrlForLayer', REPOSITORY],
  ['ecr:BatchGetImage', REPOSITORY],
];
const LOGS = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'].map(
  (action) => [action, '*'] as const,
);

function policy(statements: readonly (readonly [string, string])[]): string {
  const Statement = statements.map(([Action, Resource]) => ({ Effect: 'Allow', Action, Resource }));
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

/** The role has only what is given; who calls is the operator, who may do anything. */
function limited(authorize: Authorizer, statements: readonly (readonly [string, string])[]): Stage {
  const stage = aStage({ authorize });
  stage.call('iam', 'PutRolePolicy', { RoleName: 'SageMaker', PolicyName: 'all', PolicyDocument: policy(statements) });
  return stage;
}

/** From the data to a prediction; how the job ended, or what was refused before. */
function release(stage: Stage): string {
  try {
    stage.sagemaker('CreateTrainingJob', TRAINING);
    stage.pass(300);
    const { TrainingJobStatus, FailureReason } = stage.job();
    if (TrainingJobStatus !== 'Completed') return FailureReason ?? '';
    createModel(stage, 'one', 'models/fit-1/output/model.tar.gz');
    createConfig(stage, 'one');
    stage.sagemaker('CreateEndpoint', { EndpointName: 'lab', EndpointConfigName: 'one' });
    stage.pass(300);
    return `${stage.endpoint().EndpointStatus}`;
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

describe('held to IAM', () => {
  const authorize = iamAuthorizer;

  it('a role with what it needs trains and serves', () => {
    const stage = limited(authorize, [...NEEDED, ...LOGS]);
    expect(release(stage)).toBe('InService');
    expect(stage.invoke(penguins(1).rows)).toMatch(/^\d/);
  });

  it.each(NEEDED.map(([action]) => action))('a role without %s does not', (missing) => {
    const rest = NEEDED.filter(([action]) => action !== missing);
    expect(release(limited(authorize, rest))).toContain(missing);
  });

  it('a role that may not write logs does, only without logs', () => {
    const stage = limited(authorize, NEEDED);
    expect(release(stage)).toBe('InService');
    expect(stage.call('logs', 'DescribeLogGroups', {})).toEqual({ logGroups: [] });
  });

  it('a role may trust SageMaker for one job only', () => {
    const stage = limited(authorize, NEEDED);
    const trust = (job: string) => ({ ArnEquals: { 'aws:SourceArn': ours(`training-job/${job}`) } });
    const train = (job: string) => {
      const PolicyDocument = trusting({ Service: 'sagemaker.amazonaws.com' }, trust(job));
      stage.call('iam', 'UpdateAssumeRolePolicy', { RoleName: 'SageMaker', PolicyDocument });
      stage.sagemaker('CreateTrainingJob', TRAINING);
      stage.pass(300);
      return stage.job().TrainingJobStatus;
    };
    expect(() => train('other')).toThrow(/Could not assume role/);
    expect(train('fit-1')).toBe('Completed');
  });

  it('SageMaker acts as the role, and the trail shows it', () => {
    const stage = limited(authorize, [...NEEDED, ...LOGS]);
    release(stage);
    const [read] = stage.cloud.trail.entries().filter(({ operation }) => operation === 'GetObject');
    expect(read).toMatchObject({
      principal: { kind: 'assumed-role', roleArn: ROLE },
      resources: [`arn:aws:s3:::${BUCKET}/data/train.csv`],
    });
  });

  it.each([
    ['CreateTrainingJob', TRAINING, ours('training-job/fit-1')],
    ['CreateEndpoint', { EndpointName: 'lab', EndpointConfigName: 'one' }, ours('endpoint-config/one')],
    ['InvokeEndpoint', { EndpointName: 'lab', Body: new Uint8Array() }, ours('endpoint/lab')],
    ['ListTrainingJobs', {}, '*'],
    ['ListModelPackages', {}, '*'],
    ['DescribeModelPackage', { ModelPackageName: ours('model-package/a/1') }, ours('model-package/a/1')],
  ])('%s is refused to who may not', (operation, input, resource) => {
    const stage = aStage({ authorize });
    stage.call('iam', 'CreateUser', { UserName: 'ada' });
    const allowed = policy([['sagemaker:CreateEndpoint', ours('endpoint/lab')]]);
    stage.call('iam', 'PutUserPolicy', { UserName: 'ada', PolicyName: 'some', PolicyDocument: allowed });
    const { User } = stage.call<{ User: { UserId: string; Arn: string } }>('iam', 'GetUser', { UserName: 'ada' });
    const ada = stage.as({ kind: 'user', account: TOOLS, arn: User.Arn, userId: User.UserId });
    expect(() => ada('sagemaker', operation, input)).toThrow(
      expect.objectContaining({
        code: 'AccessDenied',
        message: expect.stringContaining(`sagemaker:${operation} on resource: ${resource} `) as string,
      }),
    );
  });
});
