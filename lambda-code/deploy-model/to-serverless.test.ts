import { describe, expect, it } from 'vitest';
import type { DeployParameters } from '../../src/lab/release.ts';
import { FakeAws } from '../../test/functions/fake-aws.ts';
import { Refused } from '../../test/functions/fake-wire.ts';
import { action, EXECUTION } from '../../test/functions/pipeline.ts';
import { deployModel } from './deploy-model.ts';

const ENDPOINT = 'mlops-lab--production';
const INSTANCES = { INSTANCE_TYPE: 'ml.m5.large', INSTANCE_COUNT: '2', ROLLBACK_ALARMS: 'errors, latency' };

function cloud(): FakeAws {
  const aws = new FakeAws();
  aws.objects.put('mlops-artifacts/models/1/model.tar.gz', 'trees');
  return aws;
}

function release(number: number): DeployParameters {
  const executionId = EXECUTION.replace(/1$/, String(number));
  return { environment: 'production', executionId, modelData: 's3://mlops-artifacts/models/1/model.tar.gz' };
}

async function deploy(aws: FakeAws, parameters: DeployParameters, environment: Record<string, string> = {}) {
  const end = await action(aws, deployModel, parameters, { environment });
  const outputs = end.kind === 'success' ? end.outputVariables : {};
  return { ...end, name: outputs.EndpointConfigName ?? '', previous: outputs.PreviousEndpointConfigName };
}

/** Production serves on instances; gives the configuration. */
async function onInstances(aws: FakeAws): Promise<string> {
  const { name } = await deploy(aws, release(1), INSTANCES);
  aws.sagemaker.settle();
  return name;
}

describe('an endpoint that goes from instances to serverless', () => {
  it('is deleted and created anew under its name, and what it served before is known', async () => {
    const aws = cloud();
    const old = await onInstances(aws);
    const end = await deploy(aws, release(2));
    expect(end).toMatchObject({ kind: 'success', previous: old, invocations: 2 });
    expect(end.said[0]).toContain('does not update to serverless: it is deleted, to be created anew');
    aws.sagemaker.settle();
    expect(aws.sagemaker.endpoints.get(ENDPOINT)).toMatchObject({ status: 'InService', serving: end.name });
  });

  it('is still there where model or configuration cannot be had', async () => {
    const aws = cloud();
    const old = await onInstances(aws);
    aws.fail('sagemaker:CreateEndpointConfig', new Refused('ValidationException', 'concurrency is 5, and 0 are left'));
    expect((await deploy(aws, release(2))).kind).toBe('failure');
    expect(aws.sagemaker.endpoints.get(ENDPOINT)).toMatchObject({ status: 'InService', serving: old });
  });

  it('serves in production what it served before where no new endpoint can be had', async () => {
    const aws = cloud();
    const old = await onInstances(aws);
    aws.fail('sagemaker:CreateEndpoint', new Refused('ResourceLimitExceeded', 'limit is 0'));
    const end = await deploy(aws, release(2));
    expect(end.kind).toBe('failure');
    expect(end.message).toMatch(/limit is 0.*\. The previous configuration \S+ serves again/);
    expect(aws.sagemaker.endpoints.get(ENDPOINT)).toMatchObject({ status: 'InService', serving: old });
  });
});
