import type { DescribeLogStreamsResponse, FilterLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

import { packModel } from '../../../../src/sandbox/xgboost/model-archive.ts';
import { refusal, TOOLS } from '../iam/accounts.ts';
import { penguins } from './penguins.ts';
import { BUCKET, createConfig, createModel, INSTANCES, withEndpoint, withModel, type Stage } from './stage.ts';

const LAB = { EndpointName: 'lab' };
const PING =
  'The primary container for production variant AllTraffic did not pass the ping health check. ' +
  'Please check CloudWatch logs for this endpoint.';

/** A configuration of a model with these data. */
function configOf(stage: Stage, name: string, body: string | Uint8Array): { EndpointConfigName: string } {
  stage.put(`bad/${name}`, body);
  createModel(stage, name, `bad/${name}`);
  createConfig(stage, name, {
    VariantName: 'AllTraffic',
    ModelName: name,
    ServerlessConfig: { MemorySizeInMB: 1024, MaxConcurrency: 1 },
  });
  return { EndpointConfigName: name };
}

const BAD = [
  ['no archive', 'no archive', /^Failed to extract model data archive for container "container_1"/],
  ['an empty archive', gzipSync(Buffer.alloc(1024)), /^Failed to extract model data archive/],
  ['a model that is none', packModel(Buffer.from('{"learner":{}}')), PING],
  ['a pickle', packModel(Buffer.from([0x80, 0x04, 0x95])), PING],
] as const;

describe('an endpoint that is created', () => {
  it.each(BAD)('fails with %s', (_what, body, reason) => {
    const stage = withModel();
    stage.sagemaker('CreateEndpoint', { ...LAB, ...configOf(stage, 'bad', body) });
    stage.pass(200);
    const { EndpointStatus, FailureReason } = stage.endpoint();
    expect(EndpointStatus).toBe('Failed');
    expect(FailureReason).toMatch(reason);
    expect(() => stage.sagemaker('UpdateEndpoint', { ...LAB, EndpointConfigName: 'bad' })).toThrow(
      refusal('ValidationException', /status Failed/),
    );
    stage.sagemaker('DeleteEndpoint', LAB);
    stage.pass(100);
    expect(stage.endpoint).toThrow(refusal('ValidationException'));
  });

  it('fails where the data are gone meanwhile', () => {
    const stage = withModel();
    createConfig(stage, 'one');
    stage.sagemaker('CreateEndpoint', { ...LAB, EndpointConfigName: 'one' });
    stage.call('s3', 'DeleteObject', { Bucket: BUCKET, Key: 'models/fit-1/output/model.tar.gz' });
    stage.pass(200);
    expect(stage.endpoint().FailureReason).toMatch(/^Failed to download model data for container "container_1"/);
  });

  it('fails where its role is gone meanwhile', () => {
    const stage = withModel();
    createConfig(stage, 'one');
    stage.sagemaker('CreateEndpoint', { ...LAB, EndpointConfigName: 'one' });
    stage.call('iam', 'DeleteRolePolicy', { RoleName: 'SageMaker', PolicyName: 'all' });
    stage.call('iam', 'DeleteRole', { RoleName: 'SageMaker' });
    stage.pass(200);
    expect(stage.endpoint().FailureReason).toMatch(/^Could not assume role/);
  });

  it('fails by a fault of the sandbox', () => {
    const stage = withModel({
      faults: [{ kind: 'sagemaker', resource: 'endpoint/l*', phase: 'create', reason: 'no room' }],
    });
    createConfig(stage, 'one');
    stage.sagemaker('CreateEndpoint', { ...LAB, EndpointConfigName: 'one' });
    stage.pass(200);
    expect(stage.endpoint()).toMatchObject({ EndpointStatus: 'Failed', FailureReason: 'no room' });
  });

  it('says in its log why the model does not load', () => {
    const stage = withModel();
    stage.sagemaker('CreateEndpoint', { ...LAB, ...configOf(stage, 'bad', packModel(Buffer.from('pickle'))) });
    stage.pass(200);
    const logGroupName = '/aws/sagemaker/Endpoints/lab';
    const { logStreams } = stage.call<DescribeLogStreamsResponse>('logs', 'DescribeLogStreams', { logGroupName });
    expect(logStreams?.[0]?.logStreamName).toMatch(/^AllTraffic\//);
    const { events } = stage.call<FilterLogEventsResponse>('logs', 'FilterLogEvents', { logGroupName });
    expect(events?.map(({ message }) => message).join('\n')).toMatch(/cannot be loaded: it is no model of XGBoost/);
  });
});

describe('an endpoint that is updated', () => {
  it.each(BAD)('rolls back from %s, and the old model answers all the time', (_what, body, reason) => {
    const stage = withEndpoint();
    const { rows } = penguins(3);
    const before = stage.invoke(rows);
    stage.sagemaker('UpdateEndpoint', { ...LAB, ...configOf(stage, 'bad', body) });
    stage.pass(150);
    expect(stage.endpoint()).toMatchObject({ EndpointStatus: 'RollingBack', EndpointConfigName: 'one' });
    expect(stage.invoke(rows)).toBe(before);
    expect(() => stage.sagemaker('DeleteEndpoint', LAB)).toThrow(refusal('ValidationException', /in-progress/));
    stage.pass(120);
    const { EndpointStatus, EndpointConfigName, FailureReason } = stage.endpoint();
    expect([EndpointStatus, EndpointConfigName]).toEqual(['InService', 'one']);
    expect(FailureReason).toMatch(reason);
    expect(stage.invoke(rows)).toBe(before);
  });

  it('rolls back by a fault of the sandbox, and can fail at that too', () => {
    const fault = { kind: 'sagemaker', resource: 'endpoint/lab', reason: 'no room' } as const;
    const stage = withEndpoint({
      faults: [
        { ...fault, phase: 'update' },
        { ...fault, phase: 'rollback', reason: 'stuck', times: 1 },
      ],
    });
    const update = () => {
      stage.sagemaker('UpdateEndpoint', { ...LAB, EndpointConfigName: 'one' });
      stage.pass(300);
      const { EndpointStatus, FailureReason } = stage.endpoint();
      return [EndpointStatus, FailureReason];
    };
    expect(update()).toEqual(['UpdateRollbackFailed', 'stuck']);
    expect(update()).toEqual(['InService', 'no room']);
  });

  it('forgets an old failure when an update succeeds', () => {
    const fault = {
      kind: 'sagemaker',
      resource: 'endpoint/lab',
      phase: 'update',
      reason: 'no room',
      times: 1,
    } as const;
    const stage = withEndpoint({ faults: [fault] });
    for (const reason of ['no room', undefined]) {
      stage.sagemaker('UpdateEndpoint', { ...LAB, EndpointConfigName: 'one' });
      stage.pass(300);
      expect(stage.endpoint().FailureReason).toBe(reason);
    }
  });

  it('cannot go from instances to serverless, only the other way', () => {
    const stage = withEndpoint({}, INSTANCES);
    createConfig(stage, 'serverless');
    const update = (EndpointConfigName: string) => stage.sagemaker('UpdateEndpoint', { ...LAB, EndpointConfigName });
    expect(() => update('serverless')).toThrow(refusal('ValidationException', /serverless/));
    const other = withEndpoint();
    createConfig(other, 'instances', INSTANCES);
    other.sagemaker('UpdateEndpoint', { ...LAB, EndpointConfigName: 'instances' });
    other.pass(400);
    expect(other.endpoint()).toMatchObject({ EndpointStatus: 'InService', EndpointConfigName: 'instances' });
  });

  it('needs a configuration that exists', () => {
    const stage = withEndpoint();
    expect(() => stage.sagemaker('UpdateEndpoint', { ...LAB, EndpointConfigName: 'none' })).toThrow(
      refusal(
        'ValidationException',
        `Could not find endpoint configuration "arn:aws:sagemaker:us-east-1:${TOOLS}:endpoint-config/none".`,
      ),
    );
  });
});
