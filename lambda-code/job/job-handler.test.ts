import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { exampleFunction, look, PARAMETERS } from '../../test/functions/example.ts';
import { FakeAws } from '../../test/functions/fake-aws.ts';
import { Refused } from '../../test/functions/fake-wire.ts';
import { action, jobEvent, logged } from '../../test/functions/pipeline.ts';
import { jobHandler } from './job-handler.ts';
import { again, failed, succeeded } from './outcome.ts';
import { nextToken } from './token.ts';

describe('the answer of a job', () => {
  it('is success, with output variables', async () => {
    const end = await action(
      new FakeAws(),
      exampleFunction(() => succeeded('done', { Color: 'blue' })),
      PARAMETERS,
    );
    expect(end).toMatchObject({ kind: 'success', message: 'done', outputVariables: { Color: 'blue' } });
  });

  it('is a continuation, and the next invocation knows how the one before ended', async () => {
    const countdown = exampleFunction((job) => {
      const token = job.token();
      return token.attempt === 3
        ? succeeded(`after ${token.notes.last}`)
        : again(nextToken(token, { last: 'two' }), 'wait');
    });
    const end = await action(new FakeAws(), countdown, PARAMETERS);
    expect(end).toMatchObject({ kind: 'success', message: 'after two', invocations: 3, said: ['wait', 'wait'] });
  });

  it('is failure, cut to what CodePipeline takes', async () => {
    const end = await action(
      new FakeAws(),
      exampleFunction(() => failed('ConfigurationError', 'x'.repeat(9000))),
      PARAMETERS,
    );
    expect(end).toMatchObject({ kind: 'failure', type: 'ConfigurationError' });
    expect(end.message).toHaveLength(5000);
  });

  it('is failure when the function throws, whatever that is', async () => {
    for (const thrown of [new TypeError('x is undefined'), 'text']) {
      const throwing = exampleFunction(() => {
        throw thrown as Error;
      });
      expect(await action(new FakeAws(), throwing, PARAMETERS)).toMatchObject({ kind: 'failure', type: 'JobFailed' });
    }
  });

  it('names operation, resource and cause of a call that AWS refuses', async () => {
    const aws = new FakeAws();
    aws.fail('sagemaker:DescribeTrainingJob', new Refused('AccessDeniedException', 'User x may not', 403));
    const end = await action(
      aws,
      exampleFunction((job) => look(job).then(() => succeeded('done'))),
      PARAMETERS,
    );
    expect(end).toMatchObject({ kind: 'failure', type: 'PermissionError' });
    expect(end.message).toContain('DescribeTrainingJob of example: AccessDeniedException: User x may not');
  });

  it('is given once although its receipt was lost', async () => {
    const aws = new FakeAws();
    aws.fail('codepipeline:PutJobSuccessResult', 'receipt lost');
    const end = await action(
      aws,
      exampleFunction(() => succeeded('done')),
      PARAMETERS,
      { maxAttempts: 3 },
    );
    expect(end.kind).toBe('success');
  });

  it('is given again while CodePipeline is unwell', async () => {
    const aws = new FakeAws();
    aws.fail('codepipeline:PutJobFailureResult', new Refused('InternalFailure', 'unwell', 500), 2);
    const end = await action(
      aws,
      exampleFunction(() => failed('JobFailed', 'no')),
      PARAMETERS,
      { maxAttempts: 3 },
    );
    expect(end).toMatchObject({ kind: 'failure', message: 'no' });
  });

  it('is failure when CodePipeline refuses the success', async () => {
    const aws = new FakeAws();
    aws.fail('codepipeline:PutJobSuccessResult', new Refused('OutputVariablesSizeExceededException', 'too many'));
    const end = await action(
      aws,
      exampleFunction(() => succeeded('done')),
      PARAMETERS,
    );
    expect(end.kind).toBe('failure');
    expect(end.message).toContain('OutputVariablesSizeExceededException: too many');
  });

  it('is left to Lambda when it cannot be given at all', async () => {
    const aws = new FakeAws();
    aws.fail('codepipeline:PutJobFailureResult', new Refused('AccessDeniedException', 'no', 403));
    await expect(
      action(
        aws,
        exampleFunction(() => failed('JobFailed', 'no')),
        PARAMETERS,
      ),
    ).rejects.toThrow('no');
  });
});

describe('a function that runs out of time', () => {
  afterEach(() => vi.useRealTimers());

  it('answers five seconds before Lambda ends it, saying what it waited for', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const aws = new FakeAws();
    aws.fail('sagemaker:DescribeTrainingJob', 'hang');
    const hanging = exampleFunction((job) => look(job).then(() => succeeded('done')));
    const end = action(aws, hanging, PARAMETERS, { remaining: 900_000 });
    await vi.advanceTimersByTimeAsync(894_999);
    expect(aws.answers.size).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(await end).toMatchObject({
      kind: 'failure',
      message: 'the function ran out of time (900 s) while waiting for DescribeTrainingJob of example; retry the stage',
    });
  });

  it('calls nothing any more', async () => {
    const aws = new FakeAws();
    let rest: Promise<unknown> | undefined;
    let goOn: () => void = () => undefined;
    const slow = exampleFunction((job) => {
      const pause = new Promise<void>((done) => (goOn = done));
      rest = pause.then(() => look(job));
      return rest.then(() => succeeded('done'));
    });
    await action(aws, slow, PARAMETERS, { remaining: 40 });
    goOn();
    await expect(rest).rejects.toThrow();
    expect(aws.calls.filter((call) => call.startsWith('sagemaker'))).toEqual([]);
  });
});

describe('an event', () => {
  const done = exampleFunction(() => succeeded('done'));

  async function answerTo(event: object) {
    const aws = new FakeAws();
    await logged(() => jobHandler(done, aws.surroundings())(event, { getRemainingTimeInMillis: () => 60_000 }));
    expect(aws.answers.size).toBe(1);
    return aws.answers.get('job-1');
  }

  it.each([
    ['no JSON', "the action's user parameters are not JSON"],
    ['[]', "the action's user parameters are not a JSON object"],
    ['{}', 'the user parameter executionId is missing or empty'],
    ['{"executionId":7}', 'the user parameter executionId is 7'],
  ])('whose user parameters are %s is answered with failure', async (parameters, problem) => {
    const answer = await answerTo(jobEvent('job-1', parameters));
    expect(answer).toMatchObject({ kind: 'failure', type: 'ConfigurationError' });
    expect(answer?.message).toContain(problem);
  });

  it.each(['bucketName', 'objectKey', 'accessKeyId', 'secretAccessKey', 'sessionToken'])(
    'without %s has no artifact, and nothing is read with half of the keys',
    async (missing) => {
      const aws = new FakeAws();
      const reading = jobHandler(
        exampleFunction((job) => job.artifact(1).then(() => succeeded('read'))),
        aws.surroundings(),
      );
      const whole = jobEvent('job-1', JSON.stringify(PARAMETERS));
      const text = JSON.stringify(whole, (key, value: unknown) => (key === missing ? undefined : value));
      await logged(() => reading(JSON.parse(text), { getRemainingTimeInMillis: () => 60_000 }));
      const answer = aws.answers.get('job-1');
      expect(answer).toMatchObject({ kind: 'failure', type: 'ConfigurationError' });
      expect(answer?.message).toMatch(/^the action has no input artifact/);
      expect(aws.calls).toEqual(['codepipeline:PutJobFailureResult as FUNCTION']);
    },
  );

  it('that holds nothing but a job id is answered with failure', async () => {
    expect(await answerTo({ 'CodePipeline.job': { id: 'job-1' } })).toMatchObject({ kind: 'failure' });
  });

  it('whose continuation token is no text is a first one', async () => {
    const attempts: number[] = [];
    const counting = exampleFunction((job) => {
      attempts.push(job.token().attempt);
      return succeeded('done');
    });
    const whole = jobEvent('job-1', JSON.stringify(PARAMETERS), 'a token');
    for (const token of [7, null, {}, '']) {
      const text = JSON.stringify(whole, (key, value: unknown) => (key === 'continuationToken' ? token : value));
      const handler = jobHandler(counting, new FakeAws().surroundings());
      await logged(() => handler(JSON.parse(text), { getRemainingTimeInMillis: () => 60_000 }));
    }
    expect(attempts).toEqual([1, 1, 1, 1]);
  });

  it('without a job id is nobody to answer', async () => {
    const handler = jobHandler(done, new FakeAws().surroundings());
    await expect(handler({ hello: 1 }, { getRemainingTimeInMillis: () => 1 })).rejects.toThrow(
      'is no job of CodePipeline',
    );
  });

  it('is answered exactly once, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.string(), async (data, token) => {
        await answerTo({ 'CodePipeline.job': { id: 'job-1', data } });
        await answerTo(jobEvent('job-1', JSON.stringify({ data }), token));
      }),
      { numRuns: 50 },
    );
  });
});

describe('a job for which AWS has no time', () => {
  const THROTTLED = new Refused('ThrottlingException', 'Rate exceeded');
  const DESCRIBED = 'sagemaker:DescribeTrainingJob';
  const looking = exampleFunction((job) => look(job).then(() => succeeded('done')));

  it('fails once that has been so for ten minutes, and says that it passes', async () => {
    const aws = new FakeAws();
    aws.fail(DESCRIBED, THROTTLED, 200);
    const end = await action(aws, looking, PARAMETERS, { interval: 60 });
    expect(end).toMatchObject({ kind: 'failure', type: 'SystemUnavailable', invocations: 12 });
    expect(end.message).toContain('Rate exceeded. This passes: retry the stage in a few minutes');
  });

  it('counts from the first refusal in a row, and keeps what the job has noted', async () => {
    const aws = new FakeAws();
    const longer = exampleFunction(async (job) => {
      const token = job.token();
      const notes = { ...token.notes, seen: 'a lot' };
      if (token.attempt > 1 && token.attempt < 30) return again(nextToken(token, notes), 'wait');
      if (token.attempt === 30) aws.fail(DESCRIBED, THROTTLED);
      await look(job);
      return succeeded(token.notes['seen'] ?? 'nothing');
    });
    aws.sagemaker.trainingJobs.set('example', { status: 'InProgress', request: {} });
    aws.fail(DESCRIBED, THROTTLED);
    const end = await action(aws, longer, PARAMETERS, { interval: 60 });
    expect(end).toMatchObject({ kind: 'success', message: 'a lot', invocations: 31 });
  });
});
