import { createRequire } from 'node:module';
import type { GetObjectOutput } from '@aws-sdk/client-s3';
import { rolldown } from 'rolldown';
import { beforeAll, describe, expect, it } from 'vitest';

import { iamAuthorizer } from '../../../../src/sandbox/authorization/authorizer.ts';
import { SIGNING_CODE } from '../../../support/signing-code.ts';
import { refusal, textLike, TOOLS } from '../iam/accounts.ts';
import { handler, lambdaStage, RoleArn, type StageOptions } from './stage.ts';

/** Asks STS who it is, without an SDK. `headers` and `status` are there to look at what came back. */
const WHO_AM_I = `
  ${SIGNING_CODE}
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const ask = () => post('sts', form, 'Action=GetCallerIdentity&Version=2011-06-15')
    .then(async (answer) => ({ status: answer.status, text: await answer.text() }));
`;

function asking(body: string, { more = {}, ...options }: StageOptions & { readonly more?: object } = {}) {
  const stage = lambdaStage(options);
  stage.create(`${WHO_AM_I} ${handler(body)}`, more);
  return stage;
}

describe('what a function asks of AWS', () => {
  it('is answered to its role’s session, which bears its name', () => {
    const { run, cloud } = asking('return ask()');
    expect(run().payload).toEqual({
      status: 200,
      text: textLike(new RegExp(`<Arn>arn:aws:sts::${TOOLS}:assumed-role/Function/one</Arn>`)),
    });
    const assumed = cloud.trail.entries().filter(({ operation }) => operation === 'AssumeRole');
    expect(assumed).toMatchObject([
      { principal: { kind: 'service', arn: 'lambda.amazonaws.com' }, resources: [RoleArn] },
    ]);
  });

  it('may be a lot at once', () => {
    const { run } = asking('return (await Promise.all(Array.from({ length: 20 }, ask))).map(({ status }) => status)');
    expect(run().payload).toEqual(Array.from({ length: 20 }, () => 200));
  });

  it('takes the time that a slow answer takes', () => {
    const faults = [{ kind: 'slow', call: 'sts:GetCallerIdentity', seconds: 5 }] as const;
    const { run } = asking('const begun = Date.now(); await Promise.all([ask(), ask()]); return Date.now() - begun', {
      faults,
      more: { Timeout: 60 },
    });
    const { payload, log } = run();
    expect(payload).toBeGreaterThanOrEqual(5000);
    // One after the other they would take twice as long.
    expect(payload).toBeLessThan(10_000);
    expect(Number(/\tDuration: ([\d.]+)/.exec(log)?.[1])).toBeGreaterThanOrEqual(5000);
  });

  it('does not keep a watchdog from acting before the timeout, with an answer of its own', () => {
    const faults = [{ kind: 'slow', call: 'sts:GetCallerIdentity', seconds: 300, times: 1 }] as const;
    const watchdog = `
      const barked = new Promise((go) => setTimeout(async () => go(await ask()), context.getRemainingTimeInMillis() - 1000));
      const { status } = await Promise.race([ask().then(() => ({ status: 'slow' })), barked]);
      return [status, context.getRemainingTimeInMillis()];
    `;
    const [status, left] = asking(watchdog, { faults, more: { Timeout: 30 } }).run().payload as [number, number];
    expect(status).toBe(200);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(1000);
  });

  it.each([
    ['fetch', 'ask()'],
    ['connections that are kept', 'kept()'],
  ])('leaves no connection for which time would not skip (%s)', (_what, asked) => {
    const kept = `
      const { Agent, get } = await import('node:http');
      const agent = new Agent({ keepAlive: true });
      const kept = () => new Promise((go) => get(process.env.AWS_ENDPOINT_URL, { agent }, (answer) => answer.resume().on('end', go)));
    `;
    const wait = 'await new Promise((go) => setTimeout(go, 40000))';
    const { run } = asking(`${kept} await ${asked}; ${wait}; await ${asked}; return 'done'`, { more: { Timeout: 60 } });
    const begun = performance.now();
    expect(run().payload).toBe('done');
    expect(performance.now() - begun).toBeLessThan(40_000);
  });

  it('ends in the timeout where the answer comes after it', () => {
    const faults = [{ kind: 'slow', call: 'sts:GetCallerIdentity', seconds: 300 }] as const;
    const { run } = asking('return ask()', { faults });
    expect(run()).toMatchObject({ functionError: 'Unhandled', payload: { errorType: 'Sandbox.Timedout' } });
  });

  it('may lose its connection', () => {
    const faults = [{ kind: 'drop', call: 'sts:GetCallerIdentity', times: 1 }] as const;
    const { run } = asking(
      'const first = await ask().catch((error) => error.message); return [first, (await ask()).status]',
      {
        faults,
      },
    );
    expect(run().payload).toEqual(['fetch failed', 200]);
  });

  it('ends with its role, for which Lambda cannot run it any more', () => {
    const { run, call } = asking('return ask()');
    run();
    const iam = { service: 'iam' };
    call('DeleteRolePolicy', { RoleName: 'Function', PolicyName: 'all' }, iam);
    call('DeleteRole', { RoleName: 'Function' }, iam);
    expect(() => run()).toThrow(
      refusal('AccessDeniedException', 'The role defined for the function cannot be assumed by Lambda.'),
    );
  });

  it('may be another function, or itself', () => {
    const invokeSelf = `
      if (event.depth === 0) return 'bottom';
      const deeper = JSON.stringify({ depth: event.depth - 1 });
      const answer = await post('lambda', {}, deeper, '/2015-03-31/functions/one/invocations');
      return [event.depth, await answer.json()];
    `;
    expect(asking(invokeSelf).run({ depth: 2 }).payload).toEqual([2, [1, 'bottom']]);
  });
});

describe('a function with clients of the SDK', () => {
  let bundle = '';
  beforeAll(async () => {
    bundle = await bundled(`
      import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
      const s3 = new S3Client({});
      export const handler = async ({ Bucket, Key, text }) => {
        const { ETag } = await s3.send(new PutObjectCommand({ Bucket, Key, Body: text }));
        return { ETag };
      };
    `);
  });

  it('waits in virtual time alone before it tries again', () => {
    const faults = [{ kind: 'throttle', call: 's3:PutObject', times: 2 }] as const;
    const stage = lambdaStage({ faults });
    stage.call('CreateBucket', { Bucket: 'objects' }, { service: 's3' });
    stage.create(bundle, { Timeout: 60, MemorySize: 256 });
    expect(stage.run({ Bucket: 'objects', Key: 'a', text: 'text' })).toMatchObject({ functionError: undefined });
  });

  it('does with them what its role may, and is refused the rest', () => {
    const stage = lambdaStage({ authorize: iamAuthorizer, may: ['s3:PutObject', 'logs:*'] });
    const { call, run, log } = stage;
    const s3 = { service: 's3' };
    call('CreateBucket', { Bucket: 'objects' }, s3);
    stage.create(bundle, { Timeout: 30, MemorySize: 256 });
    expect(run({ Bucket: 'objects', Key: 'a/b', text: 'text' })).toMatchObject({
      functionError: undefined,
      payload: { ETag: textLike(/^"[\da-f]{32}"$/) },
    });
    const { Body } = call<GetObjectOutput>('GetObject', { Bucket: 'objects', Key: 'a/b' }, s3);
    expect(Buffer.from(Body as unknown as Uint8Array).toString()).toBe('text');
    expect(log().join('')).not.toMatch(/warn|NodeVersion/i);
    call(
      'PutRolePolicy',
      { RoleName: 'Function', PolicyName: 'all', PolicyDocument: denying('s3:PutObject') },
      { service: 'iam' },
    );
    expect(run({ Bucket: 'objects', Key: 'c', text: 'text' })).toMatchObject({
      functionError: 'Unhandled',
      payload: { errorType: 'AccessDenied', errorMessage: textLike(/not authorized to perform: s3:PutObject/) },
    });
  });
});

describe('the log of a function', () => {
  const authorize = iamAuthorizer;

  it('is not there where its role may not write it', () => {
    const { run, call } = asking('return 1', { authorize, may: ['s3:*'] });
    expect(run().payload).toBe(1);
    expect(call('DescribeLogGroups', {}, { service: 'logs' })).toMatchObject({ logGroups: [] });
  });

  it('needs a group where its role may not make one', () => {
    const { run, call, log } = asking('return 1', { authorize, may: ['logs:CreateLogStream', 'logs:PutLogEvents'] });
    run();
    expect(call('DescribeLogGroups', {}, { service: 'logs' })).toMatchObject({ logGroups: [] });
    call('CreateLogGroup', { logGroupName: '/aws/lambda/one' }, { service: 'logs' });
    run();
    expect(log()).toHaveLength(3);
  });

  it('goes where the function says, and comes back when somebody deletes it', () => {
    const { run, call, log } = asking('return 1', { more: { LoggingConfig: { LogGroup: 'shared' } } });
    run();
    call('DeleteLogGroup', { logGroupName: 'shared' }, { service: 'logs' });
    run();
    expect(log('shared')).toHaveLength(3);
    const { logStreams } = call<{ logStreams: { logStreamName: string }[] }>(
      'DescribeLogStreams',
      { logGroupName: 'shared' },
      { service: 'logs' },
    );
    expect(logStreams[0]?.logStreamName).toMatch(/^2026\/01\/05\/one\[\$LATEST\]/);
  });
});

describe('who may invoke a function', () => {
  it('is for the function’s policy to say where it is AWS’s services', () => {
    const { call, run } = asking('return 1');
    const principal = {
      kind: 'service',
      account: TOOLS,
      arn: 'events.amazonaws.com',
      userId: 'events.amazonaws.com',
      sourceArn: `arn:aws:events:us-east-1:${TOOLS}:rule/one`,
    } as const;
    const invoked = () => call('Invoke', { FunctionName: 'one' }, { principal });
    expect(invoked).toThrow(
      refusal('AccessDeniedException', /no resource-based policy allows the lambda:InvokeFunction/),
    );
    const permission = { FunctionName: 'one', StatementId: 'events', Action: 'lambda:InvokeFunction' };
    call('AddPermission', { ...permission, Principal: 'events.amazonaws.com', SourceAccount: TOOLS });
    expect(invoked()).toMatchObject({ StatusCode: 200 });
    expect(run().payload).toBe(1);
  });

  it('is for IAM to say within the account', () => {
    const { call, somebodyIn } = asking('return 1', { authorize: iamAuthorizer });
    expect(() => call('Invoke', { FunctionName: 'one' }, { principal: somebodyIn('Guest') })).toThrow(
      refusal(
        'AccessDeniedException',
        /not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:us-east-1:111111111111:function:one/,
      ),
    );
  });
});

function denying(Action: string): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action, Resource: '*' }] });
}

/** One ES module of the source and all that it imports, as functions are deployed. */
async function bundled(source: string): Promise<string> {
  const require = createRequire(import.meta.url);
  const build = await rolldown({
    input: 'entry',
    platform: 'node',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? id : id.startsWith('@aws-sdk/client-') ? require.resolve(id) : null),
        load: (id) => (id === 'entry' ? source : null),
      },
    ],
  });
  const { output } = await build.generate({ format: 'esm', codeSplitting: false });
  await build.close();
  return output[0].code;
}
