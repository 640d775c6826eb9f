import type { InvocationResponse } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';

import { World } from '../../../../src/sandbox/kernel/world.ts';
import { refusal } from '../iam/accounts.ts';
import { handler, lambdaStage, zipOf, type LambdaStage, type StageOptions } from './stage.ts';

const FAILING = handler('console.log("try", context.awsRequestId); throw new Error("no")');

function withFunction(source: string, options: StageOptions = {}) {
  const stage = lambdaStage(options);
  stage.create(source);
  return stage;
}

function send({ call }: LambdaStage, event: unknown = {}) {
  const Payload = Buffer.from(JSON.stringify(event));
  return call<InvocationResponse>('Invoke', { FunctionName: 'one', InvocationType: 'Event', Payload });
}

/** When the function was run, in seconds since `begun`. */
function runs({ call, cloud }: LambdaStage, begun: number): number[] {
  const input = { logGroupName: '/aws/lambda/one', filterPattern: 'START' };
  const groups = call<{ logGroups: unknown[] }>('DescribeLogGroups', {}, { service: 'logs' }).logGroups;
  if (groups.length === 0) return [];
  const { events } = call<{ events: { timestamp: number }[] }>('FilterLogEvents', input, { service: 'logs' });
  expect(begun).toBeLessThanOrEqual(cloud.world.now);
  return events.map(({ timestamp }) => (timestamp - begun) / 1000);
}

describe('an event', () => {
  it('is taken at once and handled a moment later, once', () => {
    const stage = withFunction(handler('console.log("event", event.n)'));
    expect(send(stage, { n: 5 })).toEqual({ StatusCode: 202 });
    expect(runs(stage, 0)).toEqual([]);
    stage.passUntilIdle();
    expect(stage.log().join('')).toContain('INFO\tevent 5\n');
    expect(stage.cloud.nextDue()).toBeUndefined();
  });

  it('is tried three times where it fails, after one and two minutes, as the same request', () => {
    const stage = withFunction(FAILING);
    const begun = stage.cloud.world.now;
    send(stage);
    stage.passUntilIdle();
    const [first = 0, second = 0, third = 0, ...more] = runs(stage, begun);
    expect([first, second - first, third - second]).toEqual([0.1, expect.closeTo(60, 0), expect.closeTo(120, 0)]);
    expect(more).toEqual([]);
    const ids = stage.log().flatMap((line) => /\ttry ([\w-]+)/.exec(line)?.[1] ?? []);
    expect([ids.length, new Set(ids).size]).toEqual([3, 1]);
  });

  it('is tried once where retries are off, and for as long as it may age', () => {
    const stage = withFunction(FAILING);
    const config = (input: object) => stage.call('PutFunctionEventInvokeConfig', { FunctionName: 'one', ...input });
    config({ MaximumRetryAttempts: 0 });
    send(stage);
    stage.passUntilIdle();
    expect(runs(stage, 0)).toHaveLength(1);
    config({ MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 100 });
    send(stage);
    stage.passUntilIdle();
    expect(runs(stage, 0)).toHaveLength(3);
  });

  it('waits while its function is throttled, until it is too old', () => {
    const stage = withFunction(handler('return 1'));
    const concurrency = { FunctionName: 'one', ReservedConcurrentExecutions: 0 };
    stage.call('PutFunctionConcurrency', concurrency);
    expect(() => stage.run()).toThrow(refusal('TooManyRequestsException', 'Rate Exceeded.'));
    send(stage);
    stage.pass(600);
    expect(runs(stage, 0)).toEqual([]);
    stage.call('DeleteFunctionConcurrency', { FunctionName: 'one' });
    stage.passUntilIdle();
    expect(runs(stage, 0)).toHaveLength(1);
    stage.call('PutFunctionConcurrency', concurrency);
    send(stage);
    stage.passUntilIdle();
    expect(runs(stage, 0)).toHaveLength(1);
  });

  it('goes with its function', () => {
    const stage = withFunction(handler('return 1'));
    send(stage);
    stage.call('DeleteFunction', { FunctionName: 'one' });
    stage.passUntilIdle();
    expect(runs(stage, 0)).toEqual([]);
  });

  it('outlives the process', () => {
    const before = withFunction(handler('console.log("handled", event.n)'));
    send(before, { n: 7 });
    const after = lambdaStage({ world: World.restore(before.cloud.world.snapshot()) });
    after.cloud.blobs.put(zipOf(handler('console.log("handled", event.n)')));
    after.passUntilIdle();
    expect(after.log().join('')).toContain('handled 7');
    expect(after.cloud.nextDue()).toBeUndefined();
  });
});

describe('faults of functions', () => {
  it.each([
    ['timeout', 'Sandbox.Timedout', /Task timed out after 3\.00 seconds/],
    ['crash', 'Runtime.ExitError', /Runtime exited with error: exit status 1/],
  ] as const)('have a run end in a %s', (outcome, errorType, message) => {
    const { run, log } = withFunction(handler('return 1'), {
      faults: [{ kind: 'function', function: 'o*', outcome, times: 1 }],
    });
    expect(run()).toMatchObject({ functionError: 'Unhandled', payload: { errorType } });
    expect(log().join('')).toMatch(message);
    expect(run()).toMatchObject({ functionError: undefined, payload: 1 });
  });

  it('have an invocation throttled, and an event come back', () => {
    const stage = withFunction(handler('return 1'), {
      faults: [{ kind: 'function', function: 'one', outcome: 'throttle', times: 2 }],
    });
    expect(() => stage.run()).toThrow(refusal('TooManyRequestsException'));
    const begun = stage.cloud.world.now;
    send(stage);
    stage.passUntilIdle();
    expect(runs(stage, begun)).toEqual([1.1]);
  });
});
