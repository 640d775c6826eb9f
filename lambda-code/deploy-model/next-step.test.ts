import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../job/endpoint.ts';
import { nextStep } from './next-step.ts';
import type { Release } from './release.ts';

const [OURS, OTHER] = ['mlops-lab--production-0123456789ab', 'mlops-lab--production-ba9876543210'];

function endpoint(status: string, serving: string, pending?: string): Endpoint {
  const arn = 'arn:aws:sagemaker:us-east-1:333333333333:endpoint/mlops-lab--production';
  const facts = { name: 'mlops-lab--production', arn, serving, pending, reason: '', serverless: true };
  return { ...facts, status: status as Endpoint['status'] };
}

const release: Release = {
  environment: 'production',
  modelData: 's3://mlops-artifacts/models/1/model.tar.gz',
  endpointName: 'mlops-lab--production',
  name: OURS,
  modelKey: 'production/0123456789ab/model.tar.gz',
  image: 'image',
  role: 'role',
  hosting: { kind: 'serverless', memory: 2048, concurrency: 5 },
};

describe('what brings an endpoint to a configuration', () => {
  it('is its creation where there is none', () => {
    expect(nextStep(undefined, release)).toBe('create');
  });

  it.each([
    ['InService', OURS, undefined, 'done'],
    ['InService', OTHER, undefined, 'update'],
    // What it is being brought to counts, not what it serves meanwhile.
    ['Updating', OTHER, OURS, 'done'],
    ['Updating', OURS, OTHER, 'wait'],
    ['Updating', OTHER, 'mlops-lab--production-aaaaaaaaaaaa', 'wait'],
    // SageMaker tells of a deployment that is pending a little after it began.
    ['Updating', OTHER, undefined, 'wait'],
    // One that is being created is brought to what it says it serves.
    ['Creating', OURS, undefined, 'done'],
    ['Creating', OTHER, undefined, 'wait'],
    ['RollingBack', OTHER, OURS, 'wait'],
    ['SystemUpdating', OURS, undefined, 'wait'],
    ['Deleting', OURS, undefined, 'wait'],
    ['Failed', OURS, undefined, 'recreate'],
    ['Failed', OTHER, undefined, 'recreate'],
    ['OutOfService', OURS, undefined, 'update'],
    ['UpdateRollbackFailed', OURS, undefined, 'update'],
    ['a status of the future', OTHER, undefined, 'wait'],
  ])('%s, serving %s, brought to %s: %s', (status, serving, pending, step) => {
    expect(nextStep(endpoint(status, serving, pending), release)).toBe(step);
  });

  it('is to be made anew where it is on instances and shall be serverless', () => {
    const onInstances = { ...endpoint('InService', OTHER), serverless: false };
    expect(nextStep(onInstances, release)).toBe('replace');
    const instances = { kind: 'instances', type: 'ml.m5.large', count: 1, alarms: [] } as const;
    expect(nextStep(onInstances, { ...release, hosting: instances })).toBe('update');
  });
});
