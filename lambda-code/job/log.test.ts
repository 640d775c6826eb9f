import { describe, expect, it } from 'vitest';
import { exampleFunction, look, PARAMETERS } from '../../test/functions/example.ts';
import { FakeAws } from '../../test/functions/fake-aws.ts';
import { Refused } from '../../test/functions/fake-wire.ts';
import { action, EXECUTION } from '../../test/functions/pipeline.ts';
import { deployModel } from '../deploy-model/deploy-model.ts';
import { evaluateModel } from '../evaluate-model/evaluate-model.ts';
import { getStatus } from '../get-status/get-status.ts';
import { trainModel } from '../train-model/train-model.ts';
import type { Job } from './job.ts';
import { again, failed, succeeded } from './outcome.ts';
import { nextToken } from './token.ts';

describe('the log', () => {
  it('has a line at the beginning and one at the end', async () => {
    const { log } = await action(
      new FakeAws(),
      exampleFunction(() => failed('ConfigurationError', 'row 3 says 12')),
      PARAMETERS,
    );
    const common = { function: 'Example', jobId: 'job-1', executionId: EXECUTION };
    expect(log.map((line) => JSON.parse(line) as object)).toEqual([
      { event: 'job-started', ...common },
      { event: 'job-ended', ...common, outcome: 'failed: ConfigurationError' },
    ]);
  });

  it.each([
    ['success', () => succeeded('done'), ['succeeded']],
    [
      'continuation',
      (job: Job) => (job.token().attempt === 1 ? again(nextToken(job.token()), 'wait') : succeeded('done')),
      ['again', 'succeeded'],
    ],
  ])('says what a %s was', async (_, run, outcomes) => {
    const { log } = await action(new FakeAws(), exampleFunction(run), PARAMETERS);
    const lines = log.map((line) => JSON.parse(line) as { event: string; outcome?: string });
    expect(lines.flatMap(({ outcome }) => outcome ?? [])).toEqual(outcomes);
  });

  it('does not tell where a refusal of AWS came from, which its message says', async () => {
    const aws = new FakeAws();
    aws.fail('sagemaker:DescribeTrainingJob', new Refused('AccessDeniedException', 'no', 403));
    const { log } = await action(
      aws,
      exampleFunction((job) => look(job).then(() => succeeded('done'))),
      PARAMETERS,
    );
    expect(log.map((line) => JSON.parse(line) as object)[1]).toEqual({
      event: 'job-ended',
      function: 'Example',
      jobId: 'job-1',
      executionId: EXECUTION,
      outcome: 'failed: PermissionError',
    });
  });

  it('has each function by the name that its users know', () => {
    const names = [trainModel, getStatus, evaluateModel, deployModel].map(({ name }) => name);
    expect(names).toEqual(['TrainModel', 'GetStatus', 'EvaluateModel', 'DeployModel']);
  });

  it('tells where an unforeseen error came from, and nothing of keys or data', async () => {
    const throwing = exampleFunction(() => {
      throw new TypeError('cannot read 3750.5 of row 3');
    });
    const { log } = await action(new FakeAws(), throwing, PARAMETERS);
    const text = log.join('\n');
    expect(text).toMatch(/"at":\["TypeError","at /);
    expect(text).not.toMatch(/TOPSECRET|ARTIFACT|3750|UserParameters/);
  });
});
