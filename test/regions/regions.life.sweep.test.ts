import { describe, expect, it } from 'vitest';
import { LAB, rehearse, type RehearsalOptions } from '../support/rehearsal.ts';
import { drawn } from '../support/sweep.ts';
import { quota, WENT_WELL, WITHOUT_SERVERLESS, wholeLife } from './whole-life.ts';

const ON_INSTANCES = { ...LAB.pipeline, endpointInstanceType: 'ml.m5.large' };

const LIVES: readonly (readonly [string, RehearsalOptions])[] = [
  ...['us-east-1', 'us-west-1', 'eu-north-1'].map((region) => [region, { lab: { ...LAB, region } }] as const),
  [
    'a region without serverless endpoints, on instances, once the quota for two endpoints and an update is granted',
    {
      lab: { ...LAB, region: WITHOUT_SERVERLESS, pipeline: ON_INSTANCES },
      faults: [quota('sagemaker:endpoint-instances:ml.m5.large', 3)],
    },
  ],
];

describe('a lab from init to teardown, held to IAM, with the quotas of new accounts', () => {
  it.each(drawn(LIVES))('in %s', async (_, options) => {
    expect(await wholeLife(await rehearse({ ...options, newAccounts: true }))).toEqual(WENT_WELL);
  });
});
