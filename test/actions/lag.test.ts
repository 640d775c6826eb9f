import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { submit } from '../../src/actions/submit/index.ts';
import { status } from '../../src/actions/status/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { rehearse, UNATTENDED } from '../support/rehearsal.ts';
import { lagging } from '../support/lag.ts';

describe.each([1, 2, 3])('a lab whose cloud lags, by seed %i', (seed) => {
  it('is deployed, serves a release, stays as it is, and is torn down', async () => {
    const rehearsal = await rehearse({ faults: lagging(seed) });
    const before = rehearsal.inventory();
    const { context } = rehearsal;
    expect((await deploy(context, STACK_IDS, UNATTENDED)).status).toBe('succeeded');
    expect((await deploy(context, STACK_IDS, UNATTENDED)).status).toBe('unchanged');
    for (const rounds of ['20', '25']) {
      const { release } = await submit(context, UNATTENDED, { hyperparameters: [`num_round=${rounds}`], watch: true });
      expect(release).toMatchObject({ outcome: 'released' });
    }
    expect((await status(context)).status).toBe('succeeded');
    const result = await teardown(context, UNATTENDED);
    expect(result.leftovers?.filter(({ expected }) => !expected)).toEqual([]);
    expect(result.status).toBe('succeeded');
    const after = Object.values(rehearsal.inventory()).flat().filter((arn) => !arn.includes('log-group:/aws/sagemaker/TrainingJobs'));
    expect(after).toEqual(Object.values(before).flat());
  });
});
