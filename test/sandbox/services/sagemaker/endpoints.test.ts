import type { ListEndpointConfigsOutput, ListEndpointsOutput } from '@aws-sdk/client-sagemaker';
import { describe, expect, it } from 'vitest';

import { refusal, TOOLS } from '../iam/accounts.ts';
import { penguins } from './penguins.ts';
import {
  aStage,
  ARTIFACT,
  BUCKET,
  createConfig,
  createModel,
  IMAGE,
  INSTANCES,
  predictionsIn,
  ROLE,
  SERVERLESS,
  TRAINING,
  withEndpoint,
  withModel,
  type Stage,
} from './stage.ts';

const LAB = { EndpointName: 'lab' };
const ARN = `arn:aws:sagemaker:us-east-1:${TOOLS}:endpoint/lab`;
const CONFIG_ARN = `arn:aws:sagemaker:us-east-1:${TOOLS}:endpoint-config`;
const serverless = (more: object) => ({ ...SERVERLESS, ServerlessConfig: { ...SERVERLESS.ServerlessConfig, ...more } });

/** A second model, fitted on the same data with fewer rounds, and its configuration. */
function withSecondModel(stage: Stage, variant: object = SERVERLESS): void {
  const HyperParameters = { num_round: '1' };
  stage.sagemaker('CreateTrainingJob', { ...TRAINING, TrainingJobName: 'fit-2', HyperParameters });
  stage.pass(300);
  createModel(stage, 'two', 'models/fit-2/output/model.tar.gz');
  createConfig(stage, 'two', { ...variant, ModelName: 'two' });
}

describe('an endpoint configuration', () => {
  it.each([
    ['with a memory between the steps', serverless({ MemorySizeInMB: 1500 }), /is 1500/],
    ['with too much memory', serverless({ MemorySizeInMB: 7168 }), /memorySizeInMB/],
    ['with no concurrency', serverless({ MaxConcurrency: 0 }), /maxConcurrency/],
    ['of a model that does not exist', { ...SERVERLESS, ModelName: 'none' }, /^Could not find model ".*model\/none"/],
    ['of both kinds', { ...SERVERLESS, InstanceType: 'ml.m5.large' }, /both/],
    ['without instances', { ...INSTANCES, InitialInstanceCount: 0 }, /initialInstanceCount/],
    ['on a machine of EC2', { ...INSTANCES, InstanceType: 'm5.large' }, /instanceType/],
  ])('is refused %s', (_what, variant, message) => {
    const stage = withModel();
    expect(() => createConfig(stage, 'one', variant)).toThrow(refusal('ValidationException', message));
  });

  it('is described, listed and deleted, and shows its condition keys', () => {
    const stage = withModel();
    const { cloud, sagemaker } = stage;
    createConfig(stage, 'one');
    const created = cloud.trail.entries().findLast(({ operation }) => operation === 'CreateEndpointConfig');
    expect(created?.context).toMatchObject({
      'sagemaker:ServerlessMemorySize': '2048',
      'sagemaker:ServerlessMaxConcurrency': '5',
    });
    expect(() => createConfig(stage, 'one')).toThrow(refusal('ValidationException', /already existing/));
    const name = { EndpointConfigName: 'one' };
    expect(sagemaker('DescribeEndpointConfig', name)).toMatchObject({ ProductionVariants: [SERVERLESS] });
    const { EndpointConfigs } = sagemaker<ListEndpointConfigsOutput>('ListEndpointConfigs', {});
    expect(EndpointConfigs).toMatchObject([name]);
    sagemaker('DeleteEndpointConfig', name);
    expect(() => sagemaker('DescribeEndpointConfig', name)).toThrow(
      refusal('ValidationException', `Could not find endpoint configuration "${CONFIG_ARN}/one".`),
    );
  });
});

describe('a model without a network', () => {
  it('is served from instances only', () => {
    const stage = withModel();
    const PrimaryContainer = { Image: IMAGE, ModelDataUrl: `s3://${BUCKET}/${ARTIFACT}` };
    const isolated = { ModelName: 'isolated', ExecutionRoleArn: ROLE, PrimaryContainer, EnableNetworkIsolation: true };
    stage.sagemaker('CreateModel', isolated);
    const refused = () => createConfig(stage, 'lone', { ...SERVERLESS, ModelName: 'isolated' });
    expect(refused).toThrow(/Network isolation is not supported/);
    createConfig(stage, 'lone', { ...INSTANCES, ModelName: 'isolated' });
  });
});

describe('an endpoint', () => {
  it.each([
    ['serverless', SERVERLESS, 150],
    ['on instances', INSTANCES, 360],
  ])('%s comes into service after a while', (_what, variant, seconds) => {
    const stage = withModel();
    createConfig(stage, 'one', variant);
    stage.sagemaker('CreateEndpoint', { ...LAB, EndpointConfigName: 'one' });
    stage.pass(seconds - 1);
    expect(stage.endpoint()).toMatchObject({ EndpointStatus: 'Creating', EndpointConfigName: 'one' });
    expect(() => stage.invoke('1')).toThrow(refusal('ValidationError', `Endpoint lab of account ${TOOLS} not found.`));
    stage.pass(1);
    expect(stage.endpoint()).toMatchObject({
      EndpointArn: ARN,
      EndpointStatus: 'InService',
      ProductionVariants: [{ VariantName: 'AllTraffic', CurrentWeight: 1 }],
    });
  });

  it('changes its model in place, and the old one answers until the new one does', () => {
    const stage = withEndpoint();
    withSecondModel(stage);
    const { rows } = penguins(5, 9);
    const before = stage.invoke(rows);
    stage.sagemaker('UpdateEndpoint', { ...LAB, EndpointConfigName: 'two' });
    expect(stage.endpoint()).toMatchObject({
      EndpointStatus: 'Updating',
      EndpointConfigName: 'one',
      PendingDeploymentSummary: { EndpointConfigName: 'two' },
    });
    expect(stage.invoke(rows)).toBe(before);
    stage.pass(210);
    expect(stage.endpoint()).toMatchObject({ EndpointStatus: 'InService', EndpointConfigName: 'two' });
    expect(stage.endpoint().PendingDeploymentSummary).toBeUndefined();
    expect(stage.invoke(rows)).not.toBe(before);
    stage.sagemaker('UpdateEndpoint', { ...LAB, EndpointConfigName: 'one' });
    stage.pass(210);
    expect(stage.invoke(rows)).toBe(before);
  });

  it('predicts as the model does that was fitted', () => {
    const stage = withEndpoint();
    const { rows, labels } = penguins(84, 5);
    const predictions = predictionsIn(stage.invoke(rows));
    const errors = predictions.map((prediction, row) => Math.abs(prediction / (labels[row] ?? 1) - 1));
    expect(errors.sort((a, b) => a - b)[42]).toBeLessThan(0.05);
  });

  it('goes on when model, configuration and data are deleted', () => {
    const stage = withEndpoint();
    const { rows } = penguins(3);
    const before = stage.invoke(rows);
    stage.sagemaker('DeleteModel', { ModelName: 'one' });
    stage.sagemaker('DeleteEndpointConfig', { EndpointConfigName: 'one' });
    stage.call('s3', 'DeleteObject', { Bucket: 'lab-models', Key: ARTIFACT });
    expect(stage.invoke(rows)).toBe(before);
  });

  it('is refused an update once its configuration is deleted', () => {
    const stage = withEndpoint();
    withSecondModel(stage);
    stage.sagemaker('DeleteEndpointConfig', { EndpointConfigName: 'one' });
    expect(() => stage.sagemaker('UpdateEndpoint', { ...LAB, EndpointConfigName: 'two' })).toThrow(
      refusal('ValidationException', `Could not find endpoint configuration "${CONFIG_ARN}/one".`),
    );
  });

  it('is neither updated nor deleted while something is under way', () => {
    const stage = withModel();
    createConfig(stage, 'one');
    stage.sagemaker('CreateEndpoint', { ...LAB, EndpointConfigName: 'one' });
    const update = () => stage.sagemaker('UpdateEndpoint', { ...LAB, EndpointConfigName: 'one' });
    const remove = () => stage.sagemaker('DeleteEndpoint', LAB);
    const refused = refusal('ValidationException', `Cannot update in-progress endpoint "${ARN}".`);
    expect(update).toThrow(refused);
    expect(remove).toThrow(refused);
    stage.pass(200);
    update();
    expect(update).toThrow(refused);
    expect(remove).toThrow(refused);
  });

  it('exists once, and needs its configuration', () => {
    const stage = withEndpoint();
    const create = (more: object) => () =>
      stage.sagemaker('CreateEndpoint', { ...LAB, EndpointConfigName: 'one', ...more });
    expect(create({})).toThrow(refusal('ValidationException', `Cannot create already existing endpoint "${ARN}".`));
    expect(create({ EndpointName: 'other', EndpointConfigName: 'none' })).toThrow(
      refusal('ValidationException', /^Could not find endpoint configuration/),
    );
  });

  it('goes within a minute when it is deleted', () => {
    const stage = withEndpoint();
    expect(stage.cloud.inventory(TOOLS)).toContain(ARN);
    stage.sagemaker('DeleteEndpoint', LAB);
    expect(stage.endpoint().EndpointStatus).toBe('Deleting');
    expect(() => stage.invoke('1')).toThrow(refusal('ValidationError'));
    stage.pass(60);
    expect(stage.endpoint).toThrow(refusal('ValidationException', `Could not find endpoint "${ARN}".`));
    expect(stage.cloud.inventory(TOOLS)).not.toContain(ARN);
  });

  it('cannot be deleted while its role is gone', () => {
    const stage = withEndpoint();
    stage.call('iam', 'DeleteRolePolicy', { RoleName: 'SageMaker', PolicyName: 'all' });
    stage.call('iam', 'DeleteRole', { RoleName: 'SageMaker' });
    stage.sagemaker('DeleteEndpoint', LAB);
    stage.pass(100);
    expect(stage.endpoint()).toMatchObject({
      EndpointStatus: 'Failed',
      FailureReason: expect.stringContaining('cannot assume the execution role') as string,
    });
  });

  it('is listed by status, and has tags', () => {
    const stage = withEndpoint();
    const list = (StatusEquals: string) =>
      stage.sagemaker<ListEndpointsOutput>('ListEndpoints', { StatusEquals }).Endpoints?.length;
    expect([list('InService'), list('Failed')]).toEqual([1, 0]);
    stage.sagemaker('AddTags', { ResourceArn: ARN, Tags: [{ Key: 'lab', Value: 'x' }] });
    expect(stage.sagemaker('ListTags', { ResourceArn: ARN })).toEqual({ Tags: [{ Key: 'lab', Value: 'x' }] });
  });

  it('is not there before it is made', () => {
    expect(aStage().endpoint).toThrow(refusal('ValidationException', /Could not find endpoint/));
  });
});
