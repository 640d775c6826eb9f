import { afterEach, describe, expect, it, vi } from 'vitest';
import { NONE } from '../../src/lab/release.ts';
import type { FakeAws } from '../../test/functions/fake-aws.ts';
import { packageArn } from '../../test/functions/fake-sagemaker.ts';
import { Refused } from '../../test/functions/fake-wire.ts';
import {
  cloud,
  evaluate,
  COURSE,
  HOLDOUT,
  IN_PRODUCTION,
  PARAMETERS,
  prediction,
  PRODUCTION,
} from '../../test/functions/judging.ts';
import { EXECUTION } from '../../test/functions/pipeline.ts';

/** What is told of a model that is wrong by 5 % everywhere, over birds of 3400 g to 4580 g. */
const TOLD_OF_5 =
  'median absolute percentage error 5 % (threshold 10 %) over 230 rows, 95 % interval 5 % to 5 %, 7.04 % by guessing; ' +
  'root mean squared error 199.13 g; largest errors 229 g, 5 %';

describe('a model that is good enough', () => {
  it('passes with its metrics, measured over all rows in batches', async () => {
    const aws = cloud(0.05);
    const end = await evaluate(aws);
    expect(end).toMatchObject({
      kind: 'success',
      message: TOLD_OF_5,
      outputVariables: {
        Summary: TOLD_OF_5,
        Question: 'How heavy is a penguin, by its measures, its sex and its species?',
        Label: 'body mass',
        Task: 'regression',
        Metric: 'mdape',
        Threshold: '10',
        MedianAbsolutePercentageError: '5',
        RootMeanSquaredError: '199.128',
        Unit: 'g',
        LargestError: '229',
        LargestPercentageError: '5',
        Rows: '230',
        ModelPackageArn: packageArn(2),
      },
    });
    expect(aws.calls.filter((call) => call.startsWith('sagemaker:InvokeEndpoint'))).toHaveLength(3);
  });

  it('is registered as approved, with a report', async () => {
    const aws = cloud(0.05);
    await evaluate(aws);
    const url = `mlops-artifacts/evaluations/${EXECUTION}/nonprod.json`;
    expect(aws.sagemaker.packages[1]).toMatchObject({
      status: 'Approved',
      input: {
        ModelPackageGroupName: 'mlops-lab',
        ModelMetrics: { ModelQuality: { Statistics: { S3Uri: `s3://${url}` } } },
        ModelPackageDescription: TOLD_OF_5,
        CustomerMetadataProperties: {
          execution: EXECUTION,
          metric: 'mdape',
          medianAbsolutePercentageError: '5',
          rootMeanSquaredError: '199.128',
          largestError: '229',
          largestPercentageError: '5',
          plausibility: '3',
          impossiblePredictions: '0',
        },
      },
    });
    expect(JSON.parse(aws.objects.text(url))).toMatchObject({
      verdict: {
        passed: true,
        metric: 'mdape',
        threshold: 10,
        rows: 230,
        largestErrors: { absolute: 229 },
        plausibility: { factor: 3, most: 13_740, impossible: { count: 0 } },
      },
    });
  });

  it('is registered once, however often it is evaluated', async () => {
    const aws = cloud(0.05);
    const first = await evaluate(aws);
    expect(await evaluate(aws)).toMatchObject({ kind: first.kind });
    expect(aws.sagemaker.packages).toHaveLength(2);
  });

  it('exactly at the threshold passes', async () => {
    const environment = { METRIC: 'rmse', THRESHOLD: '0' };
    expect(await evaluate(cloud(0), PARAMETERS, { environment })).toMatchObject({
      kind: 'success',
      outputVariables: { Metric: 'rmse', RootMeanSquaredError: '0' },
    });
  });

  it('stays in production, and is approved there even if an earlier try was not', async () => {
    const aws = cloud(0.05);
    const [known] = aws.sagemaker.packages;
    if (known) known.status = 'Rejected';
    expect(await evaluate(aws, IN_PRODUCTION)).toMatchObject({
      kind: 'success',
      invocations: 1,
      outputVariables: { ModelPackageArn: packageArn(1) },
    });
    expect(aws.sagemaker.endpoints.get(PRODUCTION)?.serving).toBe('new');
    expect(aws.sagemaker.packages).toMatchObject([{ status: 'Approved' }]);
  });
});

describe('a model that is not good enough', () => {
  it('is stopped in non-production, with metric and threshold, and registered as rejected', async () => {
    const aws = cloud(0.18);
    const end = await evaluate(aws);
    expect(end).toMatchObject({ kind: 'failure', type: 'JobFailed' });
    expect(end.message).toContain('median absolute percentage error 18 % (threshold 10 %) over 230 rows');
    expect(aws.sagemaker.packages[1]?.status).toBe('Rejected');
    expect(aws.sagemaker.endpoints.get(PRODUCTION)).toEqual({ status: 'InService', serving: 'new' });
  });

  it('gets another registration where a retry judges otherwise', async () => {
    const aws = cloud(0.18);
    await evaluate(aws);
    expect((await evaluate(aws, PARAMETERS, { environment: { THRESHOLD: '20' } })).kind).toBe('success');
    expect(aws.sagemaker.packages.map(({ status }) => status)).toEqual(['Approved', 'Rejected', 'Approved']);
  });

  it('gives way in production to what was served before, which answers again', async () => {
    const aws = cloud(0.18);
    expect(prediction(aws)).toBe('4720');
    const end = await evaluate(aws, IN_PRODUCTION);
    expect(end).toMatchObject({ kind: 'failure', type: 'JobFailed', invocations: 2 });
    expect(end.message).toMatch(
      /18 % \(threshold 10 %\) over 230 rows, .*, 18 %\. The previous configuration old serves again$/,
    );
    expect(prediction(aws)).toBe('4000');
    expect(aws.sagemaker.packages).toMatchObject([{ status: 'Rejected' }]);
  });

  it('goes into production though it is registered nowhere', async () => {
    const aws = cloud(0.05);
    const end = await evaluate(aws, { ...IN_PRODUCTION, modelPackageArn: NONE });
    expect(end).toMatchObject({ kind: 'success', outputVariables: { ModelPackageArn: NONE } });
    expect(aws.sagemaker.packages).toMatchObject([{ status: 'Approved', token: 'any' }]);
  });

  it('is deleted in production where nothing was served before', async () => {
    const aws = cloud(0.18);
    const end = await evaluate(aws, { ...IN_PRODUCTION, previousEndpointConfigName: NONE });
    expect(end.message).toContain(`There was no configuration before, so endpoint ${PRODUCTION} was deleted`);
    expect(aws.sagemaker.endpoints.has(PRODUCTION)).toBe(false);
  });
});

describe('a check in production that cannot be made', () => {
  afterEach(() => vi.useRealTimers());

  it.each<[string, (aws: FakeAws) => void, string]>([
    [
      'the endpoint fails',
      ({ sagemaker }) => void (sagemaker.predict = () => '!Unable to evaluate'),
      'Unable to evaluate',
    ],
    [
      'the endpoint answers nonsense',
      ({ sagemaker }) => void (sagemaker.predict = () => 'heavy'),
      '"heavy", which is no number',
    ],
    ['the hold-out data is missing', ({ objects }) => objects.delete(HOLDOUT), 'the hold-out data is missing'],
    [
      'the report cannot be written',
      (aws) => aws.fail('s3:PutObject', new Refused('AccessDenied', 'no', 403)),
      'evaluations/',
    ],
  ])('because %s puts the previous configuration back', async (_, trouble, cause) => {
    const aws = cloud(0.05);
    trouble(aws);
    const end = await evaluate(aws, IN_PRODUCTION);
    expect(end.kind).toBe('failure');
    expect(end.message).toContain(cause);
    expect(end.message).toContain('The previous configuration old serves again');
    expect(aws.sagemaker.endpoints.get(PRODUCTION)).toMatchObject({ status: 'InService', serving: 'old' });
  });

  it.each([
    ['a minute', 600_000, 60_000],
    ['half', 60_000, 30_000],
  ])('because the endpoint does not answer puts the previous configuration back with %s left', async (_, of, left) => {
    const aws = cloud(0.05);
    aws.fail('sagemaker:InvokeEndpoint', 'hang');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const ended = evaluate(aws, IN_PRODUCTION, { remaining: of });
    await vi.advanceTimersByTimeAsync(of - left - 1);
    expect(aws.sagemaker.endpoints.get(PRODUCTION)).toMatchObject({ serving: 'new', status: 'InService' });
    await vi.advanceTimersByTimeAsync(1);
    const end = await ended;
    expect(end.message).toContain(`ran out of time while waiting for InvokeEndpoint of ${PRODUCTION}`);
    expect(end.message).toContain('The previous configuration old serves again');
  });
});

describe('a model that is not ready yet', () => {
  const NOT_READY = new Refused('ModelNotReadyException', 'still being provisioned', 429);

  it('is waited for, in production too', async () => {
    const aws = cloud(0.05);
    aws.fail('sagemaker:InvokeEndpoint', NOT_READY, 5);
    const end = await evaluate(aws, IN_PRODUCTION, { maxAttempts: 1 });
    expect(end).toMatchObject({ kind: 'success', invocations: 6 });
    expect(end.said).toContain(`the model of ${PRODUCTION} is not ready yet`);
  });

  it('is not waited for longer than for an endpoint, and then production gets its time to go back', async () => {
    const aws = cloud(0.05);
    aws.fail('sagemaker:InvokeEndpoint', NOT_READY, 500);
    const environment = { ENDPOINT_MAX_SECONDS: '300' };
    const end = await evaluate(aws, IN_PRODUCTION, { maxAttempts: 1, environment });
    expect(end.message).toMatch(/not ready after more than 300 s\. The previous configuration old serves again/);
  });
});

describe('an evaluation that cannot be made', () => {
  it.each([
    ['is rolled back already', { status: 'InService', serving: 'old' }, 'is InService with old'],
    ['is being updated', { status: 'Updating', serving: 'old', pending: 'new' }, 'is Updating with old'],
  ])('because the endpoint %s says so, and changes nothing', async (_, endpoint, found) => {
    const aws = cloud(0.05);
    aws.sagemaker.endpoints.set(PRODUCTION, { ...endpoint });
    const end = await evaluate(aws, IN_PRODUCTION);
    expect(end.message).toContain(`endpoint ${PRODUCTION} ${found}, so that new cannot be evaluated`);
    expect(aws.sagemaker.endpoints.get(PRODUCTION)).toEqual(endpoint);
  });

  it.each<[string, (aws: FakeAws) => void, string]>([
    ['hold-out data is missing', ({ objects }) => objects.delete(HOLDOUT), 'the hold-out data is missing'],
    [
      'course is missing, in a bucket that may not be listed',
      (aws) => aws.fail('s3:GetObject', new Refused('AccessDenied', 'Access Denied', 403)),
      'the course is missing or cannot be read',
    ],
    [
      'course is broken',
      ({ objects }) => objects.put(COURSE, '{"name": "penguins"}'),
      `the course s3://${COURSE} cannot be used: title is missing; write a line of text`,
    ],
    [
      'hold-out data is broken',
      ({ objects }) => objects.put(HOLDOUT, 'hello'),
      `the hold-out data s3://${HOLDOUT} cannot be used: it has no column`,
    ],
  ])('because the %s says so, and how to mend it', async (_, trouble, problem) => {
    const aws = cloud(0.05);
    trouble(aws);
    const end = await evaluate(aws);
    expect(end).toMatchObject({ kind: 'failure', type: 'ConfigurationError' });
    expect(end.message).toContain(problem);
    expect(end.message).toContain('run "mlops-lab init"');
    expect(aws.sagemaker.packages).toHaveLength(1);
  });

  it('because the course was changed since says so', async () => {
    const end = await evaluate(cloud(0.05), { ...PARAMETERS, course: 'courses/4567/course.json' });
    expect(end).toMatchObject({ kind: 'failure', type: 'ConfigurationError' });
    expect(end.message).toContain('the course of the lab was changed since this was submitted');
  });

  it('because of a metric that there is not names those that there are', async () => {
    const end = await evaluate(cloud(0.05), PARAMETERS, { environment: { METRIC: 'accuracy' } });
    expect(end.message).toContain('METRIC is "accuracy"; write one of mdape, rmse');
  });
});
