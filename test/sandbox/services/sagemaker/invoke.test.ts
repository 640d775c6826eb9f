import { describe, expect, it } from 'vitest';

import type { Call, Service } from '../../../../src/sandbox/kernel/service.ts';
import { refusal, TOOLS } from '../iam/accounts.ts';
import { penguins } from './penguins.ts';
import type { AwsError } from '../../../../src/sandbox/kernel/aws-error.ts';
import { createConfig, INSTANCES, predictionsIn, SERVERLESS, withEndpoint, withModel, type Stage } from './stage.ts';

const { rows } = penguins(4, 3);
const CSV = rows.map((row) => row.join(',')).join('\n');

describe('an endpoint answers', () => {
  it('a line a row, or JSON where that is asked for', () => {
    const stage = withEndpoint();
    const lines = stage.invoke(rows);
    expect(lines).toMatch(/^(\d+(\.\d+)?\n){4}$/);
    const scores = predictionsIn(lines).map((score) => ({ score }));
    expect(JSON.parse(stage.invoke(rows, { Accept: 'application/json' }))).toEqual({ predictions: scores });
    expect(stage.invoke(`${CSV}\r\n`, { ContentType: 'text/csv; charset=utf-8' })).toBe(lines);
    const answer = stage.sagemaker('InvokeEndpoint', {
      EndpointName: 'lab',
      ContentType: 'text/csv',
      Body: Buffer.from(CSV),
    });
    expect(answer).toMatchObject({ ContentType: 'text/csv', InvokedProductionVariant: 'AllTraffic' });
  });

  it('for a missing value too', () => {
    const [prediction] = predictionsIn(withEndpoint().invoke('40,,200,1,0,0'));
    expect(prediction).toBeGreaterThan(2000);
  });

  it('for columns that are missing at the end as for missing values', () => {
    const { invoke } = withEndpoint();
    expect(invoke('40,18,200,1')).toBe(invoke('40,18,200,1,,'));
  });

  it.each([
    ['text', 'a,b,c,d,e,f', {}, /client error \(415\).*could not convert string to float: 'a'/s],
    ['a column too many', '1,2,3,4,5,6,7', {}, /client error \(400\).*\(6 vs\. 7\) : Number of columns does not match/],
    ['rows of several lengths', '1,2,3,4,5,6\n1,2', {}, /client error \(415\)/],
    [
      'another type',
      CSV,
      { ContentType: 'application/json' },
      /client error \(415\).*application\/json is not supported/,
    ],
    ['a type that it does not speak', CSV, { Accept: 'text/html' }, /client error \(406\).*Accept type text\/html/],
    ['a type that it accepts and cannot write', CSV, { Accept: 'application/jsonlines' }, /server error \(500\)/],
  ])('%s with the error of its container', (_what, body, more, message) => {
    const { invoke } = withEndpoint();
    expect(() => invoke(body, more)).toThrow(
      expect.objectContaining({ code: 'ModelError', status: 424, message: expect.stringMatching(message) as string }),
    );
    expect(() => invoke(body, more)).toThrow(
      refusal('ModelError', /group=\/aws\/sagemaker\/Endpoints\/lab in account \d+ for more information\.$/),
    );
  });

  it.each([
    ['serverless', undefined, 4, 'ValidationError'],
    ['on instances', INSTANCES, 6, 'ValidationException'],
  ])('%s no more than its payload allows', (_what, variant, megabytes, code) => {
    const { invoke } = withEndpoint({}, variant);
    const body = (bytes: number) => '1,2,3,4,5,6\n'.padEnd(bytes, ' ');
    expect(predictionsIn(invoke(body(megabytes * 1024 * 1024)))).toHaveLength(1);
    expect(() => invoke(body(megabytes * 1024 * 1024 + 1))).toThrow(expect.objectContaining({ code }));
  });

  it('only where it is', () => {
    const { invoke } = withEndpoint();
    expect(() => invoke(rows, { EndpointName: 'other' })).toThrow(
      refusal('ValidationError', `Endpoint other of account ${TOOLS} not found.`),
    );
  });
});

describe('an endpoint that just came up', () => {
  const answer = ({ invoke }: Stage) => {
    try {
      return predictionsIn(invoke(rows)).length;
    } catch (error) {
      return [(error as AwsError).code, (error as AwsError).status];
    }
  };

  it.each([
    ['serverless', SERVERLESS, 150, ['ModelNotReadyException', 429]],
    ['on instances', INSTANCES, 360, 4],
  ])('%s, first and after an update, answers in the beginning', (_what, variant, seconds, first) => {
    const stage = withModel();
    createConfig(stage, 'one', variant);
    createConfig(stage, 'two', variant);
    stage.sagemaker('CreateEndpoint', { EndpointName: 'lab', EndpointConfigName: 'one' });
    stage.pass(seconds);
    const answers = [answer(stage)];
    stage.pass(60);
    answers.push(answer(stage));
    stage.sagemaker('UpdateEndpoint', { EndpointName: 'lab', EndpointConfigName: 'two' });
    answers.push(answer(stage));
    stage.pass(seconds);
    answers.push(answer(stage));
    expect(answers).toEqual([first, 4, 4, first]);
  });
});

it('counts invocations and errors in its own name', () => {
  const counted: Record<string, number> = {};
  const PutMetricData = (
    { MetricData }: { readonly MetricData: readonly { MetricName: string; Value: number }[] },
    { principal }: Call,
  ) => {
    expect(principal).toMatchObject({ kind: 'service', arn: 'sagemaker.amazonaws.com' });
    for (const { MetricName, Value } of MetricData) counted[MetricName] = (counted[MetricName] ?? 0) + Value;
    return {};
  };
  const service: Service = { name: 'monitoring', operations: { PutMetricData } };
  const { invoke } = withEndpoint({ more: [service] });
  invoke(rows);
  expect(() => invoke('x')).toThrow();
  expect(counted).toMatchObject({ Invocations: 2, Invocation4XXErrors: 1, Invocation5XXErrors: 0 });
});
