import type { DescribeEndpointOutput, DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker';
import type { InvokeEndpointOutput } from '@aws-sdk/client-sagemaker-runtime';

import type { Authorizer } from '../../../../src/sandbox/kernel/authorization.ts';
import { memoryBlobs, type Blobs } from '../../../../src/sandbox/kernel/blobs.ts';
import { SandboxCloud } from '../../../../src/sandbox/kernel/cloud.ts';
import { Faults, type Fault } from '../../../../src/sandbox/kernel/faults.ts';
import type { Principal } from '../../../../src/sandbox/kernel/principal.ts';
import type { Service } from '../../../../src/sandbox/kernel/service.ts';
import { memoryTrail } from '../../../../src/sandbox/kernel/trail.ts';
import { World } from '../../../../src/sandbox/kernel/world.ts';
import { ec2Service } from '../../../../src/sandbox/services/ec2/index.ts';
import { iamService } from '../../../../src/sandbox/services/iam/index.ts';
import { kmsService } from '../../../../src/sandbox/services/kms/index.ts';
import { logsService } from '../../../../src/sandbox/services/logs/index.ts';
import { s3Service } from '../../../../src/sandbox/services/s3/index.ts';
import { sagemakerService } from '../../../../src/sandbox/services/sagemaker/index.ts';
import { principalOf } from '../../../../src/sandbox/services/sts/credentials.ts';
import { stsService } from '../../../../src/sandbox/services/sts/index.ts';
import { operatorKeyId, seedAccounts } from '../../../../src/sandbox/services/sts/seed.ts';
import { allowing, REGION, TOOLS, trusting } from '../iam/accounts.ts';
import { penguins } from './penguins.ts';

export const IMAGE = `683313688378.dkr.ecr.${REGION}.amazonaws.com/sagemaker-xgboost:3.2-0`;
export const ROLE = `arn:aws:iam::${TOOLS}:role/SageMaker`;
export const BUCKET = 'lab-models';

export const TRAINING = {
  TrainingJobName: 'fit-1',
  RoleArn: ROLE,
  AlgorithmSpecification: { TrainingImage: IMAGE, TrainingInputMode: 'File' },
  HyperParameters: { num_round: '60', max_depth: '3', eta: '0.2', objective: 'reg:squarederror' },
  InputDataConfig: [channel('train', 'data/train.csv')],
  OutputDataConfig: { S3OutputPath: `s3://${BUCKET}/models` },
  ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 5 },
  StoppingCondition: { MaxRuntimeInSeconds: 3600 },
};

export const ARTIFACT = 'models/fit-1/output/model.tar.gz';

export const SERVERLESS = {
  VariantName: 'AllTraffic',
  ModelName: 'one',
  ServerlessConfig: { MemorySizeInMB: 2048, MaxConcurrency: 5 },
};
export const INSTANCES = {
  VariantName: 'AllTraffic',
  ModelName: 'one',
  InstanceType: 'ml.m5.large',
  InitialInstanceCount: 1,
};

/** An account that was let have instances; a new one may have hardly any. */
const MANY_INSTANCES: Fault = { kind: 'quota', quota: 'sagemaker:*-instances:*', value: 20 };

export function channel(ChannelName: string, key: string, ContentType = 'text/csv') {
  return {
    ChannelName,
    ContentType,
    DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${BUCKET}/${key}` } },
  };
}

/** A world that goes on where another one stood. */
interface Past {
  readonly world: string;
  readonly blobs: Blobs;
}

export interface StageOptions {
  readonly past?: Past;
  readonly faults?: readonly Fault[];
  readonly authorize?: Authorizer;
  readonly more?: readonly Service[];
}

export type Stage = ReturnType<typeof aStage>;

/** An account with a bucket, data to train on, and a role that SageMaker may act as. Calls are the operator's. */
export function aStage({ faults = [], authorize, more = [], past }: StageOptions = {}) {
  const world = past ? World.restore(past.world) : World.begin(Date.UTC(2026, 0, 5));
  seedAccounts(world, [{ account: TOOLS, administratorRoles: [] }]);
  const services = [iamService, stsService, s3Service, kmsService, logsService, ec2Service, sagemakerService, ...more];
  const cloud = new SandboxCloud({
    world,
    services,
    blobs: past?.blobs ?? memoryBlobs(),
    trail: memoryTrail(),
    faults: new Faults([...faults, MANY_INSTANCES]),
    authorize,
  });
  const operator = principalOf(world, operatorKeyId(TOOLS), undefined);
  const as =
    (principal: Principal) =>
    <Output = Record<string, unknown>>(service: string, operation: string, input: object): Output =>
      cloud.answer({ service, operation, input, principal, account: TOOLS, region: REGION }) as Output;
  const call = as(operator);
  const sagemaker = <Output = Record<string, unknown>>(operation: string, input: object): Output =>
    call<Output>('sagemaker', operation, input);
  const pass = (seconds: number) => cloud.advanceTo(world.now + seconds * 1000);
  const put = (Key: string, body: string | Uint8Array) =>
    call('s3', 'PutObject', { Bucket: BUCKET, Key, Body: Buffer.from(body) });

  const furnish = () => {
    call('s3', 'CreateBucket', { Bucket: BUCKET });
    const policy = { RoleName: 'SageMaker', PolicyName: 'all', PolicyDocument: allowing('*') };
    const AssumeRolePolicyDocument = trusting({ Service: 'sagemaker.amazonaws.com' });
    call('iam', 'CreateRole', { RoleName: 'SageMaker', AssumeRolePolicyDocument });
    call('iam', 'PutRolePolicy', policy);
    put('data/train.csv', penguins().csv);
    pass(10);
  };
  if (!past) furnish();

  return {
    cloud,
    as,
    call,
    sagemaker,
    pass,
    put,
    job: (TrainingJobName = 'fit-1') =>
      sagemaker<DescribeTrainingJobResponse>('DescribeTrainingJob', { TrainingJobName }),
    endpoint: (EndpointName = 'lab') => sagemaker<DescribeEndpointOutput>('DescribeEndpoint', { EndpointName }),
    invoke: (rows: readonly (readonly number[])[] | string, more: object = {}) => {
      const text = typeof rows === 'string' ? rows : rows.map((row) => row.join(',')).join('\n');
      const Body = Buffer.from(text);
      const input = { EndpointName: 'lab', ContentType: 'text/csv', Body, ...more };
      return Buffer.from(sagemaker<InvokeEndpointOutput>('InvokeEndpoint', input).Body ?? []).toString();
    },
  };
}

let trained: Past | undefined;

/** A stage with a model that was fitted there. */
export function withModel(options: StageOptions = {}): Stage {
  trained ??= train();
  return aStage({ ...options, past: trained });
}

function train(): Past {
  const stage = aStage();
  stage.sagemaker('CreateTrainingJob', TRAINING);
  stage.pass(300);
  createModel(stage, 'one', ARTIFACT);
  return { world: stage.cloud.world.snapshot(), blobs: stage.cloud.blobs };
}

export function createModel({ sagemaker }: Stage, ModelName: string, key: string): void {
  const PrimaryContainer = { Image: IMAGE, ModelDataUrl: `s3://${BUCKET}/${key}` };
  sagemaker('CreateModel', { ModelName, ExecutionRoleArn: ROLE, PrimaryContainer });
}

export function createConfig({ sagemaker }: Stage, EndpointConfigName: string, variant: object = SERVERLESS): void {
  sagemaker('CreateEndpointConfig', { EndpointConfigName, ProductionVariants: [variant] });
}

/** A stage with an endpoint in service. */
export function withEndpoint(options: StageOptions = {}, variant: object = SERVERLESS): Stage {
  const stage = withModel(options);
  createConfig(stage, 'one', variant);
  stage.sagemaker('CreateEndpoint', { EndpointName: 'lab', EndpointConfigName: 'one' });
  stage.pass(600);
  return stage;
}

export function predictionsIn(answer: string): number[] {
  return answer.trim().split('\n').map(Number);
}
