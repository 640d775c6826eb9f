import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { submit } from '../../src/actions/submit/index.ts';
import { status } from '../../src/actions/status/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import type { Fault } from '../../src/sandbox/kernel/faults.ts';
import { rehearse, UNATTENDED } from '../support/rehearsal.ts';
import { lagging } from '../support/lag.ts';
import { drawn } from '../support/sweep.ts';

/** By each the copies of the world that answer reads are behind at other moments. */
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

/** More attempts in a row than a call has, and more than other calls of a function have. */
const BUSY: readonly Fault[] = [
  { kind: 'throttle', call: 'sagemaker:InvokeEndpoint', times: 20 },
  { kind: 'throttle', call: 'codepipeline:PutJobSuccessResult', times: 8 },
];

describe.each(drawn(SEEDS))(
  'a lab whose cloud lags, and has no time for its first release for a while, by seed %i',
  (seed) => {
    it('is deployed, serves a release, stays as it is, and is torn down', async () => {
      const rehearsal = await rehearse({ faults: [...lagging(seed), ...BUSY] });
      const before = rehearsal.inventory();
      const { context } = rehearsal;
      expect((await deploy(context, STACK_IDS, UNATTENDED)).status).toBe('succeeded');
      expect((await deploy(context, STACK_IDS, UNATTENDED)).status).toBe('unchanged');
      for (const rounds of ['20', '25']) {
        const { release } = await submit(context, UNATTENDED, {
          hyperparameters: [`num_round=${rounds}`],
          watch: true,
        });
        expect(release).toMatchObject({ outcome: 'released' });
      }
      expect((await status(context)).status).toBe('succeeded');
      const result = await teardown(context, UNATTENDED);
      expect(result.leftovers?.filter(({ expected }) => !expected)).toEqual([]);
      expect(result.status).toBe('succeeded');
      const after = Object.values(rehearsal.inventory())
        .flat()
        .filter((arn) => !arn.includes('log-group:/aws/sagemaker/TrainingJobs'));
      expect(after).toEqual(Object.values(before).flat());
    });
  },
);
