import { describe, expect, it } from 'vitest';

import { refusal, textLike } from '../iam/accounts.ts';
import { invoke, KEY, PipelineLab, ROLE, SOURCE, SUBMISSIONS, type Stages } from './pipeline-lab.ts';

const STAGES: Stages = [
  ['Source', [SOURCE]],
  ['Work', [invoke('work')]],
];
const MINUTE = 60;

function lab(stages = STAGES): PipelineLab {
  const made = new PipelineLab();
  made.silent('work');
  made.pipeline(stages);
  return made;
}

/** A pipeline whose function has its job. */
function working(): { lab: PipelineLab; id: string } {
  const made = lab();
  made.submit();
  const id = made.start();
  made.pass(10);
  return { lab: made, id };
}

function errorOf(made: PipelineLab, stage: string, action: string) {
  return made.action(stage, action).latestExecution?.errorDetails;
}

describe('a source action fails', () => {
  it('without an object', () => {
    const made = lab();
    expect(made.executions()).toMatchObject([{ status: 'Failed' }]);
    expect(errorOf(made, 'Source', 'Submission')).toEqual({
      code: 'ConfigurationError',
      message: `The object with key '${KEY}' does not exist.`,
    });
  });

  it('without versioning', () => {
    const made = lab();
    const VersioningConfiguration = { Status: 'Suspended' };
    made.call('PutBucketVersioning', { Bucket: SUBMISSIONS, VersioningConfiguration }, 's3');
    made.start();
    made.pass(10);
    expect(errorOf(made, 'Source', 'Submission')?.message).toMatch(/^Versioning is not enabled for .* submissions\./);
  });

  it('without a bucket', () => {
    const configuration = { ...SOURCE.configuration, S3Bucket: 'elsewhere' };
    const made = lab([['Source', [{ ...SOURCE, configuration }]], ...STAGES.slice(1)]);
    expect(errorOf(made, 'Source', 'Submission')?.message).toBe('The Amazon S3 bucket named elsewhere does not exist.');
  });

  it('without the version it was told', () => {
    const made = lab();
    made.submit();
    const revision = { actionName: 'Submission', revisionType: 'S3_OBJECT_VERSION_ID', revisionValue: 'none' };
    made.start({ sourceRevisions: [revision] });
    made.pass(10);
    expect(errorOf(made, 'Source', 'Submission')?.code).toBe('RevisionUnavailable');
  });

  it('where the bucket does not let the role in', () => {
    const made = lab();
    made.submit();
    const statement = { Effect: 'Deny', Principal: { AWS: ROLE }, Action: 's3:GetObject*', Resource: '*' };
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ ...statement, Resource: `arn:aws:s3:::${SUBMISSIONS}/*` }],
    });
    made.call('PutBucketPolicy', { Bucket: SUBMISSIONS, Policy }, 's3');
    made.start();
    made.pass(10);
    expect(errorOf(made, 'Source', 'Submission')).toEqual({
      code: 'PermissionError',
      message: textLike(
        /^The service role .* access the Amazon S3 object submission.zip in bucket submissions\. .* deny/,
      ),
    });
  });

  it('when the role is gone', () => {
    const made = lab();
    made.submit();
    made.call('DeleteRolePolicy', { RoleName: 'pipeline', PolicyName: 'all' }, 'iam');
    made.call('DeleteRole', { RoleName: 'pipeline' }, 'iam');
    made.start();
    made.pass(10);
    expect(errorOf(made, 'Source', 'Submission')).toEqual({
      code: 'PermissionError',
      message: `CodePipeline is not authorized to perform AssumeRole on role ${ROLE}`,
    });
  });
});

describe('an invocation fails', () => {
  it('at once where there is no such function', () => {
    const made = lab();
    made.lambda.functions.delete('work');
    made.submit();
    const id = made.start();
    made.pass(10);
    expect(made.status(id)).toBe('Failed');
    expect(errorOf(made, 'Work', 'work')?.message).toMatch(
      /^The AWS Lambda function work cannot be found\. Function not/,
    );
  });

  it('with the message of the function', () => {
    const { lab: made, id } = working();
    made.fail(made.lastJob(), 'the model is bad');
    made.pass(5);
    expect(made.status(id)).toBe('Failed');
    expect(made.stage('Work').latestExecution?.status).toBe('Failed');
    expect(errorOf(made, 'Work', 'work')).toEqual({ code: 'JobFailed', message: 'the model is bad' });
    expect(made.runs(id).at(-1)?.output?.executionResult).toMatchObject({
      externalExecutionSummary: 'the model is bad',
      errorDetails: { code: 'JobFailed', message: 'the model is bad' },
    });
  });

  it('when no result comes for 20 minutes', () => {
    const { lab: made, id } = working();
    made.pass(19 * MINUTE);
    expect(made.status(id)).toBe('InProgress');
    made.pass(2 * MINUTE);
    expect(made.status(id)).toBe('Failed');
    expect(errorOf(made, 'Work', 'work')?.message).toMatch(/^The AWS Lambda function work failed to return a result\./);
    expect(() => made.succeed(made.lastJob())).toThrow(refusal('InvalidJobStateException'));
  });

  it('when a variable has no value', () => {
    const made = lab([
      ['Source', [SOURCE]],
      ['Work', [invoke('work', { namespace: 'W' }), invoke('more', { runOrder: 2 }, '#{W.Name}')]],
    ]);
    made.succeeding('work');
    made.submit();
    made.start();
    made.pass(10);
    expect(errorOf(made, 'Work', 'more')).toEqual({
      code: 'ConfigurationError',
      message: textLike(/Unable to resolve the variable #{W\.Name} in the configuration UserParameters of action more/),
    });
  });
});

describe('a continuation', () => {
  it('has the function invoked again, with another job', () => {
    const { lab: made, id } = working();
    const first = made.lastJob();
    made.succeed(first, { continuationToken: 'attempt 1' });
    made.pass(29);
    expect(made.lambda.invocations).toHaveLength(1);
    made.pass(2);
    const second = made.lastJob();
    expect(second.data.continuationToken).toBe('attempt 1');
    expect(second.id).not.toBe(first.id);
    made.succeed(second);
    made.pass(5);
    expect(made.status(id)).toBe('Succeeded');
  });

  it('begins the 20 minutes anew, but for no longer than a day', () => {
    const { lab: made, id } = working();
    const begun = made.cloud.world.now;
    for (let minutes = 0; minutes < 23 * 60; minutes += 19) {
      made.pass(19 * MINUTE - 30);
      made.succeed(made.lastJob(), { continuationToken: 'go on' });
      made.pass(30);
    }
    expect(made.status(id)).toBe('InProgress');
    made.lambda.functions.set('work', (job) => made.succeed(job, { continuationToken: 'go on' }));
    made.succeed(made.lastJob(), { continuationToken: 'go on' });
    made.pass(60 * MINUTE);
    expect(made.status(id)).toBe('Failed');
    const ended = made.runs(id).at(-1)?.lastUpdateTime?.getTime() ?? 0;
    expect((ended - begun) / 3_600_000).toBeCloseTo(24, 1);
  });

  it('cannot have output variables', () => {
    const { lab: made } = working();
    const result = { continuationToken: 'x', outputVariables: { A: 'b' } };
    expect(() => made.succeed(made.lastJob(), result)).toThrow(refusal('ValidationException'));
  });
});

describe('a job', () => {
  it('is answered once', () => {
    const { lab: made } = working();
    made.succeed(made.lastJob());
    expect(() => made.succeed(made.lastJob())).toThrow(refusal('InvalidJobStateException'));
    expect(() => made.fail(made.lastJob())).toThrow(refusal('InvalidJobStateException'));
  });

  it('has to exist', () => {
    const { lab: made } = working();
    expect(() => made.succeed({ id: '11111111-2222-3333-4444-555555555555' })).toThrow(refusal('JobNotFoundException'));
  });

  it('hands on so many bytes and no more', () => {
    const { lab: made } = working();
    const outputVariables = (size: number) => ({ outputVariables: { A: 'x'.repeat(size) } });
    expect(() => made.succeed(made.lastJob(), outputVariables(122_880))).toThrow(
      refusal('OutputVariablesSizeExceededException'),
    );
    made.succeed(made.lastJob(), outputVariables(122_879));
  });

  it('may say no more than 5000 characters about a failure', () => {
    const { lab: made } = working();
    expect(() => made.fail(made.lastJob(), 'x'.repeat(5001))).toThrow(refusal('ValidationException'));
    made.fail(made.lastJob(), 'x'.repeat(5000));
  });
});
