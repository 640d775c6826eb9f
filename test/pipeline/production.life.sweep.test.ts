import { describe, expect, it } from 'vitest';
import { servicePrincipal } from '../../src/sandbox/services/iam/role-use.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import type { Rehearsal } from '../support/rehearsal.ts';
import { drawn } from '../support/sweep.ts';
import {
  begin,
  configurationOf,
  ended,
  endpoint,
  packages,
  pass,
  passUntil,
  predictions,
  QUICK,
  READY,
  rejectedInProduction,
  releasedLab,
  retry,
  STAGING,
  submission,
} from './releases.ts';

async function rejection(): Promise<void> {
  const lab = await continued(await releasedLab());
  const before = { serving: configurationOf(lab, 'production'), predictions: predictions(lab, 'production') };
  const result = await rejectedInProduction(lab, { num_round: 30, max_depth: 2 });
  pass(lab, READY);
  const after = {
    production: endpoint(lab, 'production'),
    predictions: predictions(lab, 'production'),
    nonprod: predictions(lab, 'nonprod'),
    packages: packages(lab),
  };
  const retried = await retry(lab, result);

  it('fails with the cause, and says what serves', () => {
    const { message = '' } = result.release?.failed ?? {};
    expect(result).toMatchObject({ status: 'failed', release: { failed: { action: 'EvaluateProduction' } } });
    expect(message).toMatch(/median absolute percentage error [\d.]+ % \(threshold 0 %\) over 89 rows/);
    expect(message).toContain(`The previous configuration ${before.serving ?? ''} serves again`);
  });

  it('has the previous model serve again', () => {
    expect(after.production).toMatchObject({ EndpointStatus: 'InService', EndpointConfigName: before.serving });
    expect(after.predictions).toEqual(before.predictions);
    expect(after.nonprod).not.toEqual(before.predictions);
  });

  it('is rejected in the registry', () => {
    expect(after.packages).toEqual(['Rejected', 'Approved']);
  });

  it('arrives if its stage is retried', () => {
    expect(retried.release?.outcome).toBe('released');
    pass(lab, READY);
    expect(predictions(lab, 'production')).toEqual(after.nonprod);
    expect(packages(lab)).toEqual(['Approved', 'Approved']);
  });
}

/** Counts an error of the production endpoint, as SageMaker does it. */
function countError({ sandbox }: Rehearsal): void {
  const Dimensions = [
    { Name: 'EndpointName', Value: 'mlops-lab--production' },
    { Name: 'VariantName', Value: 'AllTraffic' },
  ];
  sandbox.cloud.invoke({
    principal: servicePrincipal(STAGING, 'sagemaker.amazonaws.com'),
    account: STAGING,
    region: 'us-east-1',
    service: 'monitoring',
    operation: 'PutMetricData',
    input: { Namespace: 'AWS/SageMaker', MetricData: [{ MetricName: 'Invocation5XXErrors', Dimensions, Value: 1 }] },
  });
}

async function instances(): Promise<void> {
  const world = await deployedLab({ endpointInstanceType: 'ml.m5.large' });
  const lab = await continued(world);
  const standing = () => ({
    serving: configurationOf(lab, 'production'),
    predictions: predictions(lab, 'production'),
  });
  const first = await rejectedInProduction(lab, QUICK);
  const withoutFirst = [endpoint(lab, 'nonprod')?.EndpointStatus, endpoint(lab, 'production')];
  const firstAgain = await retry(lab, first);
  const before = standing();
  const executionId = begin(lab, submission(lab, { num_round: 30 }));
  passUntil(lab, () => endpoint(lab, 'production')?.EndpointStatus === 'Updating');
  passUntil(lab, () => {
    countError(lab);
    return endpoint(lab, 'production')?.EndpointStatus !== 'Updating';
  });
  const second = await ended(lab, executionId);
  const after = standing();
  pass(lab, 600);
  const secondAgain = await retry(lab, second);

  it('are taken down in production where the first release fails its check, which says so', () => {
    expect(first.release?.failed?.message).toContain(
      'There was no configuration before, so endpoint mlops-lab--production was deleted',
    );
    expect(withoutFirst).toEqual(['InService', undefined]);
  });

  it('are made again if the stage is retried', () => {
    expect(firstAgain.release?.outcome).toBe('released');
  });

  it('are rolled back by SageMaker where an alarm goes off during an update, which fails with the alarm', () => {
    expect(second.release?.failed).toMatchObject({
      stage: 'Production',
      action: 'GetProductionStatus',
      message: expect.stringMatching(/was rolled back: .* because: .*mlops-lab--production-errors/) as string,
    });
    expect(after).toEqual(before);
  });

  it('are updated if the stage is retried once the alarm is over', () => {
    expect(secondAgain.release?.outcome).toBe('released');
    expect(configurationOf(lab, 'production')).not.toBe(before.serving);
  });
}

const COURSES = [
  ['a release that fails its check in production', rejection],
  ['endpoints on instances', instances],
] as const;

for (const [name, tests] of drawn(COURSES)) describe(name, tests);
