import { describe, expect, it } from 'vitest';
import { cloud, deploy, ENDPOINT, INSTANCES, release, released } from '../../test/functions/deploying.ts';
import type { FakeAws } from '../../test/functions/fake-aws.ts';
import { Refused } from '../../test/functions/fake-wire.ts';

/** Production serves on instances; gives the configuration. */
async function onInstances(aws: FakeAws): Promise<string> {
  return (await released(aws, release(1), { environment: INSTANCES })).name;
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
