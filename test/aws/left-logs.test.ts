import { describe, expect, it } from 'vitest';
import { leftLogs } from '../../src/aws/leftovers/logs.ts';
import { functionName } from '../../src/lab/functions.ts';
import type { AccountRole } from '../../src/lab/accounts.ts';
import { LAB } from '../support/rehearsal.ts';
import { stage } from './stage.ts';

const ENDPOINTS = '/aws/sagemaker/Endpoints/';
const TRAINING = '/aws/sagemaker/TrainingJobs';
const JOB = 'mlops-lab--0a1b2c3d-0000-4000-8000-000000000001/algo-1';

/** What of these groups and streams a lister finds, seen as those of an account of the lab. */
async function listed(what: string, role: AccountRole, groups: readonly string[], streams: readonly string[] = []) {
  const { sandbox, setup } = stage();
  const account = LAB.accounts.tools.id;
  const principal = { kind: 'root', account, arn: `arn:aws:iam::${account}:root`, userId: 'x' } as const;
  const call = (operation: string, input: object) =>
    sandbox.cloud.answer({ principal, account, region: LAB.region, service: 'logs', operation, input });
  for (const logGroupName of groups) call('CreateLogGroup', { logGroupName });
  for (const logStreamName of streams) call('CreateLogStream', { logGroupName: TRAINING, logStreamName });
  const found = (await leftLogs[what]?.(setup, { ...LAB, role })) ?? expect.fail(`nothing lists ${what}`);
  return found.map(({ kind, name, id, given, alike }) => ({ kind, name, id, given, alike }));
}

describe('what is left of the logs', () => {
  it('of endpoints is told by the whole name of the group', async () => {
    const groups = ['lab--production', 'lab--nb-0a1b2c3d-trial', 'lab-2--production', 'labor'].map(
      (name) => `${ENDPOINTS}mlops-${name}`,
    );
    const about = { kind: 'log group', alike: true };
    const [production, notebooks] = groups;
    expect(await listed('log groups of endpoints', 'staging', groups)).toEqual([
      { ...about, name: notebooks, id: notebooks, given: undefined },
      { ...about, name: production, id: production, given: undefined },
    ]);
    expect(await listed('log groups of endpoints', 'datascience', groups)).toEqual([
      { ...about, name: notebooks, id: undefined, given: true },
      { ...about, name: production, id: undefined, given: false },
    ]);
  });

  it('of functions are the groups of the lab’s own', async () => {
    const own = `/aws/lambda/${functionName(LAB, 'TrainModel')}`;
    const found = await listed('log groups of functions', 'tools', [own, '/aws/lambda/MLOps-BIA-other']);
    expect(found).toEqual([{ kind: 'log group', name: own, id: undefined, given: undefined, alike: true }]);
  });

  it('of training jobs are the streams of executions, and nothing where nobody has trained', async () => {
    const about = { kind: 'log stream', id: undefined, alike: true };
    const streams = [JOB, 'mlops-lab--mine/algo-1', 'others/algo-1'];
    expect(await listed('log streams of training jobs', 'tools', [TRAINING], streams)).toEqual([
      { ...about, name: `${TRAINING} ${JOB}`, given: true },
      { ...about, name: `${TRAINING} mlops-lab--mine/algo-1`, given: false },
    ]);
    expect(await listed('log streams of training jobs', 'tools', [])).toEqual([]);
  });
});
