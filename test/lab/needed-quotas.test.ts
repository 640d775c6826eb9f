import { describe, expect, it } from 'vitest';
import { neededQuotas } from '../../src/lab/needed-quotas.ts';
import { DEFAULT_PIPELINE } from '../../src/lab/pipeline.ts';
import { LAB } from '../support/rehearsal.ts';

/** What two labs of one Tools account, three of one Data Scientist account and five of one Staging account take. */
function needed(pipeline: Partial<typeof LAB.pipeline> = {}) {
  const lab = { ...LAB, pipeline: { ...LAB.pipeline, ...DEFAULT_PIPELINE, ...pipeline } };
  return neededQuotas(lab, { tools: 2, datascience: 3, staging: 5 }, 4).map(
    ({ account, service, name, needed: count, usual }) => [account, service, name, count, usual],
  );
}

describe('the quotas that labs need', () => {
  it('are those of the account in which it is taken, for all of its labs', () => {
    expect(needed()).toEqual([
      ['datascience', 'vpc', 'VPCs per Region', 3, 5],
      ['datascience', 'sagemaker', 'ml.t3.medium for notebook instance usage', 12, 20],
      ['tools', 'sagemaker', 'ml.m5.large for training job usage', 2, 15],
      // Two endpoints a lab, each of them beside the one that it replaces.
      ['staging', 'sagemaker', expect.stringMatching(/^Maximum total concurrency/), 5 * 4 * 2, 10],
    ]);
  });

  it('of other instances are none in a new account', () => {
    const [, , training, endpoints] = needed({
      trainingInstanceType: 'ml.m5.xlarge',
      endpointInstanceType: 'ml.c5.large',
    });
    expect(training).toEqual(['tools', 'sagemaker', 'ml.m5.xlarge for training job usage', 2, 0]);
    expect(endpoints).toEqual(['staging', 'sagemaker', 'ml.c5.large for endpoint usage', 20, 0]);
  });
});
