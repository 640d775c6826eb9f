import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { submit } from '../../src/actions/submit/index.ts';
import { SERVERLESS_REGIONS } from '../../src/lab/pipeline.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { isOffered } from '../../src/sandbox/kernel/places/offers.ts';
import { Faults, type Fault } from '../../src/sandbox/kernel/faults.ts';
import { ZONE_TABLE } from '../../src/sandbox/kernel/places/zone-table.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { LAB, rehearse, UNATTENDED } from '../support/rehearsal.ts';
import { quota, WITHOUT_SERVERLESS } from './whole-life.ts';
import { saying } from '../support/steps.ts';

describe('what a region does not have', () => {
  it('is told before the first write: serverless endpoints, with the setting for others', async () => {
    const rehearsal = await rehearse({ lab: { ...LAB, region: WITHOUT_SERVERLESS } });
    await expect(deploy(rehearsal.context, STACK_IDS, UNATTENDED)).rejects.toMatchObject({
      code: 'no-serverless',
      exitCode: 2,
      message: expect.stringContaining(WITHOUT_SERVERLESS) as string,
      hints: saying('--endpoint-instance-type'),
    });
    expect(rehearsal.takeWrites()).toEqual([]);
  });

  it('is told before the first write: an instance type', async () => {
    const pipeline = { ...LAB.pipeline, endpointInstanceType: 'ml.t2.medium' };
    const rehearsal = await rehearse({ lab: { ...LAB, region: 'eu-north-1', pipeline } });
    await expect(deploy(rehearsal.context, STACK_IDS, UNATTENDED)).rejects.toMatchObject({
      code: 'no-instance-type',
      exitCode: 2,
      message: 'pipeline.endpointInstanceType: eu-north-1 has no instances of the type ml.t2.medium',
    });
    expect(rehearsal.takeWrites()).toEqual([]);
  });

  it('is told before the first write: a service that no setting replaces', async () => {
    const faults: Fault[] = [{ kind: 'service', service: 'codepipeline', region: 'us-east-1', offered: false }];
    const rehearsal = await rehearse({ faults });
    await expect(deploy(rehearsal.context, STACK_IDS, UNATTENDED)).rejects.toMatchObject({
      code: 'no-service',
      exitCode: 2,
      message: 'us-east-1 does not have CodePipeline',
    });
    expect(rehearsal.takeWrites()).toEqual([]);
  });

  it('is known to the lab as the sandbox knows it', () => {
    const offered = (region: string) => isOffered('sagemaker:serverless-inference', region, new Faults([]));
    expect(Object.keys(ZONE_TABLE).filter(offered).sort()).toEqual([...SERVERLESS_REGIONS]);
  });
});

describe('a quota that is used up', () => {
  it.each<[string, Fault, RegExp]>([
    [
      'of training instances',
      quota('sagemaker:training-instances:ml.m5.large', 0),
      /'ml\.m5\.large for training job usage' is 0 Instances/,
    ],
    [
      'of serverless concurrency',
      quota('sagemaker:serverless-concurrency', 1),
      /'Maximum total concurrency that can be allocated across all serverless endpoints' is 1/,
    ],
  ])('ends a release at once, in AWS’s words: %s', async (_, fault, reason) => {
    const rehearsal = await continued(await deployedLab(), { faults: [fault], newAccounts: true });
    const result = await submit(rehearsal.context, UNATTENDED, { hyperparameters: [], watch: true });
    expect(result.release?.failed?.message).toMatch(reason);
    const refused = rehearsal.sandbox.cloud.trail
      .entries()
      .filter(({ outcome }) => outcome === 'ResourceLimitExceeded');
    expect(refused).toHaveLength(1);
  });

  it('of VPCs fails the stack with its reason', async () => {
    const rehearsal = await rehearse({ faults: [quota('ec2:vpcs', 1)] });
    await expect(deploy(rehearsal.context, STACK_IDS, UNATTENDED)).rejects.toMatchObject({
      code: 'stack-failed',
      message: expect.stringContaining('The maximum number of VPCs has been reached.') as string,
    });
  });

  it('of stacks ends the run at the first refusal, although the SDK takes it for throttling', async () => {
    const rehearsal = await rehearse({ faults: [quota('cloudformation:stacks', 0)] });
    await expect(deploy(rehearsal.context, ['staging'], UNATTENDED)).rejects.toMatchObject({
      message: expect.stringContaining('LimitExceededException') as string,
    });
    const refused = rehearsal.sandbox.cloud.trail
      .entries()
      .filter(({ outcome }) => outcome === 'LimitExceededException');
    expect(refused).toHaveLength(1);
  });
});
