import { describe, expect, it } from 'vitest';
import { cloud, deploy, ENDPOINT, INSTANCES, release, released } from '../../test/functions/deploying.ts';

describe('an endpoint on instances', () => {
  it('shifts its traffic in two steps, guarded by the alarms of production', async () => {
    const aws = cloud();
    await released(aws, release(1), { environment: INSTANCES });
    const end = await deploy(aws, release(2), { environment: INSTANCES });
    expect(aws.sagemaker.configurations.get(end.name)?.variant).toMatchObject({
      InstanceType: 'ml.m5.large',
      InitialInstanceCount: 2,
    });
    expect(aws.sagemaker.endpoints.get(ENDPOINT)?.deployment).toMatchObject({
      BlueGreenUpdatePolicy: {
        TrafficRoutingConfiguration: { Type: 'CANARY', CanarySize: { Type: 'INSTANCE_COUNT', Value: 1 } },
      },
      AutoRollbackConfiguration: { Alarms: [{ AlarmName: 'errors' }, { AlarmName: 'latency' }] },
    });
  });

  it('has no canary of a single instance', async () => {
    const environment = { ...INSTANCES, INSTANCE_COUNT: '1' };
    const aws = cloud();
    await released(aws, release(1), { environment });
    await deploy(aws, release(2), { environment });
    expect(aws.sagemaker.endpoints.get(ENDPOINT)?.deployment).toMatchObject({
      BlueGreenUpdatePolicy: { TrafficRoutingConfiguration: { Type: 'ALL_AT_ONCE' } },
    });
  });

  it.each([
    ['in non-production', release(1, 'nonprod'), release(2, 'nonprod'), INSTANCES],
    ['without alarms', release(1), release(2), { ...INSTANCES, ROLLBACK_ALARMS: undefined }],
    ['that was serverless before', release(1), release(2), undefined],
  ])('has no guardrails %s', async (_, one, other, before) => {
    const aws = cloud();
    await released(aws, one, before && { environment: before });
    expect((await deploy(aws, other, { environment: before ?? INSTANCES })).kind).toBe('success');
    expect(aws.sagemaker.endpoints.get(`mlops-lab--${one.environment}`)?.deployment).toBeUndefined();
  });
});
