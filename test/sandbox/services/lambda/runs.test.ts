import type { GetMetricStatisticsOutput } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';

import { refusal, textLike, TOOLS } from '../iam/accounts.ts';
import { handler, lambdaStage, type Files } from './stage.ts';

const ARN = `arn:aws:lambda:us-east-1:${TOOLS}:function:one`;

function withFunction(source: Files | string, more: object = {}, options: Parameters<typeof lambdaStage>[0] = {}) {
  const stage = lambdaStage(options);
  stage.create(source, more);
  return stage;
}

function durationIn(log: string): number {
  return Number(/\tDuration: ([\d.]+) ms/.exec(log)?.[1]);
}

describe('a function', () => {
  it('gets its event and its context, and answers what it returns', () => {
    const { run } = withFunction(handler('return { event, context, left: context.getRemainingTimeInMillis() }'), {
      MemorySize: 256,
    });
    const { payload, functionError } = run({ a: [1, 'ü'] });
    expect(functionError).toBeUndefined();
    expect(payload).toMatchObject({
      event: { a: [1, 'ü'] },
      context: {
        functionName: 'one',
        functionVersion: '$LATEST',
        invokedFunctionArn: ARN,
        memoryLimitInMB: '256',
        awsRequestId: textLike(/^[\da-f-]{36}$/),
        logGroupName: '/aws/lambda/one',
        logStreamName: textLike(/^2026\/01\/05\/\[\$LATEST\][\da-f]{32}$/),
      },
      left: expect.toSatisfy((left: number) => left > 2000 && left <= 3000) as number,
    });
    expect(run()).toMatchObject({ payload: { event: null } });
  });

  it('finds the environment that Lambda gives it, and nothing of this process', () => {
    process.env['OF_THIS_PROCESS'] = 'secret';
    const { run } = withFunction(handler('return process.env'), { Environment: { Variables: { COLOUR: 'red' } } });
    const { payload } = run();
    expect(payload).toMatchObject({
      COLOUR: 'red',
      AWS_REGION: 'us-east-1',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_NAME: 'one',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_ACCESS_KEY_ID: textLike(/^ASIA/),
      TZ: ':UTC',
      _HANDLER: 'index.handler',
    });
    expect(payload).not.toHaveProperty('OF_THIS_PROCESS');
    delete process.env['OF_THIS_PROCESS'];
  });

  it('has what it prints in its log, between the lines of Lambda', () => {
    const { run, log } = withFunction(
      handler('console.log("saw %s", event.name, { deep: 1 }); console.error("bad"); process.stdout.write("raw")'),
    );
    const tail = run({ name: 'x' }).log;
    expect(log().join('')).toBe(tail);
    const [id = ''] = /[\da-f-]{36}/.exec(tail) ?? [];
    expect(log()).toEqual([
      `START RequestId: ${id} Version: $LATEST\n`,
      textLike(new RegExp(`^2026-01-05T00:00:1\\d\\.\\d{3}Z\t${id}\tINFO\tsaw x \\{ deep: 1 \\}\n$`)),
      textLike(new RegExp(`\t${id}\tERROR\tbad\n$`)),
      'raw',
      `END RequestId: ${id}\n`,
      textLike(
        /^REPORT RequestId: [\da-f-]+\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\tInit Duration: [\d.]+ ms\t\n$/,
      ),
    ]);
  });

  it('stays warm: its modules keep their state, and load once', () => {
    const { run } = withFunction(`let calls = 0; ${handler('calls += 1; return calls')}`);
    const answers = [run(), run(), run()];
    expect(answers.map(({ payload }) => payload)).toEqual([1, 2, 3]);
    expect(answers.map(({ log }) => log.includes('Init Duration'))).toEqual([true, false, false]);
  });

  it('is loaded anew after its code or its settings changed', () => {
    const { run, call, create, pass } = withFunction(`let calls = 0; ${handler('calls += 1; return calls')}`);
    run();
    const settings = { FunctionName: 'one', Environment: { Variables: { NEW: 'yes' } } };
    call('UpdateFunctionConfiguration', settings);
    expect(run().payload).toBe(1);
    pass(5);
    expect(run().payload).toBe(2);
    call('DeleteFunction', { FunctionName: 'one' });
    create(handler('return process.env.NEW ?? "old"'));
    expect(run().payload).toBe('old');
  });

  it('is loaded anew before its credentials end', () => {
    const { run, pass } = withFunction(
      `let calls = 0; ${handler('calls += 1; return [calls, process.env.AWS_ACCESS_KEY_ID]')}`,
    );
    const [before] = [run().payload as [number, string]];
    pass(50 * 60);
    const after = run().payload as [number, string];
    expect([before[0], after[0]]).toEqual([1, 1]);
    expect(after[1]).not.toBe(before[1]);
  });

  it.each([
    [
      'CommonJS',
      { 'index.js': 'exports.handler = async () => require("./lib/more").more;', 'lib/more.js': 'exports.more = 7;' },
      'index.handler',
    ],
    [
      'several ES modules',
      {
        'index.mjs': 'import { more } from "./more.mjs"; export const handler = async () => more;',
        'more.mjs': 'export const more = 7;',
      },
      'index.handler',
    ],
    ['modules in folders', { 'src/app.cjs': 'exports.api = { get: async () => 7 };' }, 'src/app.api.get'],
    ['handlers that just return', { 'index.mjs': 'export const handler = () => 7;' }, 'index.handler'],
  ])('may consist of %s', (_what, files, Handler) => {
    expect(withFunction(files as Files, { Handler }).run()).toMatchObject({ payload: 7, functionError: undefined });
  });

  it('may call back on runtimes before Node.js 24', () => {
    const source = {
      'index.js': 'exports.handler = (event, context, done) => { setTimeout(() => done(null, "back"), 50) };',
    };
    expect(withFunction(source, { Runtime: 'nodejs22.x' }).run().payload).toBe('back');
    expect(withFunction(source).run()).toMatchObject({
      functionError: 'Unhandled',
      payload: { errorType: 'Runtime.CallbackHandlerDeprecated' },
    });
  });

  it('is counted and measured', () => {
    const { run, call, cloud } = withFunction(handler('if (event.fail) throw new Error("no"); return 1'));
    for (const fail of [false, true, false]) run({ fail });
    const sum = (MetricName: string, Statistic: 'Sum' | 'SampleCount') => {
      const StartTime = new Date(cloud.world.now - 60_000);
      const period = { StartTime, EndTime: new Date(cloud.world.now + 60_000), Period: 60, Statistics: [Statistic] };
      const Dimensions = [{ Name: 'FunctionName', Value: 'one' }];
      const input = { Namespace: 'AWS/Lambda', MetricName, Dimensions, ...period };
      const how = { service: 'monitoring' };
      const { Datapoints = [] } = call<GetMetricStatisticsOutput>('GetMetricStatistics', input, how);
      return Datapoints.reduce((total, point) => total + (point[Statistic] ?? 0), 0);
    };
    expect([sum('Invocations', 'Sum'), sum('Errors', 'Sum'), sum('Duration', 'SampleCount')]).toEqual([3, 1, 3]);
  });

  it('that is not of Node.js is refused with what to do', () => {
    const { run } = withFunction({ 'index.py': '' }, { Runtime: 'python3.13' });
    expect(() => run()).toThrow(
      refusal('NotImplemented', /one is one of python3\.13: give it a runtime such as nodejs24/),
    );
  });
});

describe('a function that fails', () => {
  it('answers the error that it threw, and is there for the next event', () => {
    const { run, log } = withFunction(
      `let calls = 0; class Wrong extends Error { name = "Wrong"; detail = 5 } ${handler('calls += 1; if (event.fail) throw new Wrong("no good"); return calls')}`,
    );
    expect(run({ fail: true })).toMatchObject({
      functionError: 'Unhandled',
      payload: {
        errorType: 'Wrong',
        errorMessage: 'no good',
        trace: [textLike(/no good/), textLike(/at .*file:\/\/\/var\/task\/index\.mjs:1:\d+/)],
      },
    });
    expect(log().join('')).toMatch(
      /\tERROR\tInvoke Error \t\{"errorType":"Wrong","errorMessage":"no good",.*"detail":5,.*"stack":\[/,
    );
    expect(run({})).toMatchObject({ functionError: undefined, payload: 2 });
  });

  const FAILURES: [string, Files | string, { errorType: string; errorMessage?: unknown }][] = [
    ['throws no error', handler('throw "text"'), { errorType: 'string', errorMessage: 'text' }],
    [
      'cannot be loaded',
      { 'other.mjs': '' },
      { errorType: 'Runtime.ImportModuleError', errorMessage: textLike(/Cannot find module 'index'/) },
    ],
    [
      'lacks a module',
      'import "./gone.mjs"; export const handler = () => 1;',
      { errorType: 'Runtime.ImportModuleError' },
    ],
    ['is no JavaScript', 'export const handler = ;', { errorType: 'Runtime.UserCodeSyntaxError' }],
    [
      'fails while it loads',
      'throw new TypeError("at once"); export const handler = 1;',
      { errorType: 'TypeError', errorMessage: 'at once' },
    ],
    [
      'has no handler',
      'export const other = () => 1;',
      { errorType: 'Runtime.HandlerNotFound', errorMessage: 'index.handler is undefined or not exported' },
    ],
    ['waits for nothing', handler('await new Promise(() => undefined)'), { errorType: 'Runtime.NodeJsExit' }],
    [
      'exits',
      handler('process.exit(3)'),
      {
        errorType: 'Runtime.ExitError',
        errorMessage: textLike(/^RequestId: [\da-f-]+ Error: Runtime exited with error: exit status 3$/),
      },
    ],
    [
      'exits in peace',
      handler('process.exit()'),
      { errorType: 'Runtime.ExitError', errorMessage: textLike(/without providing a reason$/) },
    ],
    [
      'lets a promise fail',
      handler('Promise.reject(new Error("lost")); await new Promise((go) => setTimeout(go, 10))'),
      { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'Error: lost' },
    ],
    [
      'throws out of a timer',
      handler('setTimeout(() => { throw new RangeError("late") }, 5); await new Promise(() => undefined)'),
      { errorType: 'RangeError', errorMessage: 'late' },
    ],
    [
      'answers what is no JSON',
      handler('const a = {}; a.a = a; return a'),
      { errorType: 'Runtime.JSONStringifyError' },
    ],
    ['answers too much', handler('return "x".repeat(7e6)'), { errorType: 'Function.ResponseSizeTooLarge' }],
    [
      'takes too much memory',
      handler('const all = []; for (;;) all.push(new Array(1e5).fill(all.length + 0.5))'),
      { errorType: 'Runtime.ExitError', errorMessage: textLike(/signal: killed$/) },
    ],
  ];

  it.each(FAILURES)('answers so when it %s', (_how, source, payload) => {
    const { run } = withFunction(source);
    expect(run()).toMatchObject({ functionError: 'Unhandled', payload });
  });

  it('is cut off when it hangs', () => {
    const { run } = withFunction(
      `let calls = 0; ${handler('calls += 1; while (event.hang); return calls')}`,
      {},
      { patience: 300 },
    );
    expect(run({}).payload).toBe(1);
    const { payload, log } = run({ hang: true });
    expect(payload).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: textLike(/^RequestId: [\da-f-]+ Error: Task timed out after 3\.00 seconds$/),
    });
    expect(log).toMatch(/Z [\da-f-]+ Task timed out after 3\.00 seconds\n\n/);
    expect(log).toMatch(/\tDuration: 3000\.00 ms\tBilled Duration: 3000 ms\t.*\tStatus: timeout\t\n$/);
    expect(run({}).payload).toBe(1);
  });
});

describe('time in a function', () => {
  it('is the world’s, and goes on at once where there is only waiting', () => {
    const wait = 'await new Promise((go) => setTimeout(go, 20000))';
    const modules = 'const { setTimeout: sleep } = await import("node:timers/promises"); await sleep(10000)';
    const { run } = withFunction(
      handler(
        `const begun = new Date(); ${wait}; ${modules}; return [begun.toISOString(), (Date.now() - begun) / 1000]`,
      ),
      { Timeout: 60 },
    );
    const begun = performance.now();
    const { payload, log } = run();
    const took = performance.now() - begun;
    const [begins, seconds] = payload as [string, number];
    expect(begins).toMatch(/^2026-01-05T00:00:[1-5]/);
    expect(seconds).toBeGreaterThanOrEqual(30);
    expect(durationIn(log)).toBeGreaterThanOrEqual(30_000);
    // However busy the machine is, which takes some of both.
    expect(took).toBeLessThan(30_000);
  });

  it('cuts it off at its timeout', () => {
    const { run } = withFunction(handler('await new Promise((go) => setTimeout(go, 10000)); return "late"'), {
      Timeout: 4,
    });
    expect(run()).toMatchObject({
      functionError: 'Unhandled',
      payload: { errorMessage: textLike(/Task timed out after 4\.00 seconds$/) },
    });
  });

  it('has intervals and timers that are taken back', () => {
    const source = handler(`
      const seen = [];
      const ticks = setInterval(() => seen.push('tick'), 1000);
      const never = setTimeout(() => seen.push('never'), 2500);
      setTimeout(() => clearTimeout(never), 1500);
      setTimeout(() => seen.push('loose'), 60000).unref();
      await new Promise((go) => setTimeout(go, 3500));
      clearInterval(ticks);
      return seen;
    `);
    expect(withFunction(source, { Timeout: 60 }).run().payload).toEqual(['tick', 'tick', 'tick']);
  });

  it('waits for work that is none of a timer', () => {
    const source = `
      import { gzip } from 'node:zlib'; import { promisify } from 'node:util';
      ${handler('const alarm = setTimeout(() => { throw new Error("too early") }, 30000); const packed = await promisify(gzip)(Buffer.alloc(2e7)); clearTimeout(alarm); return packed.length > 0')}
    `;
    expect(withFunction(source, { Timeout: 60, MemorySize: 512 }).run().payload).toBe(true);
  });
});
