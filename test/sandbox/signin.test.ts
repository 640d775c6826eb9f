import {
  AssumeRoleCommand,
  GetSessionTokenCommand,
  STSClient,
  type AssumeRoleCommandInput,
  type Credentials,
} from '@aws-sdk/client-sts';
import { CreateRoleCommand, DeleteRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../src/sandbox/kernel/faults.ts';
import { openSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { serveSandbox, type RunningServer } from '../../src/sandbox/server.ts';
import { memoryStorage } from '../../src/sandbox/storage/index.ts';
import { send as sendSigned, sign } from '../support/signing.ts';

const ACCOUNT = '111111111111';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/Administrator`;
const PEOPLE = `arn:aws:iam::${ACCOUNT}:role/People`;
const CONSOLE = 'https://us-east-1.console.aws.amazon.com/servicecatalog/home?region=us-east-1';
const MINUTE = 60_000;

type Keys = Credentials | undefined;

/** An account whose role `Administrator` can be assumed, and from there another one. */
async function lab(faults: readonly Fault[] = []) {
  const storage = memoryStorage();
  const accounts = [{ id: ACCOUNT, roleArn: ROLE }];
  const sandbox = openSandbox({ storage, accounts, faults, begin: Date.UTC(2026, 0, 5) });
  const operator = sandbox.credentialsFor({ id: ACCOUNT });
  const { requestHandler } = sandbox;
  const config = (keys?: Keys) => ({
    region: 'us-east-1',
    credentials: keys ? sdkKeys(keys) : operator,
    requestHandler,
  });
  const assume = async (input: Partial<AssumeRoleCommandInput> = {}, by?: Keys) => {
    const command = new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'ada', ...input });
    return (await new STSClient(config(by)).send(command)).Credentials;
  };
  const trust = { Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole' };
  const iam = new IAMClient(config());
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'People',
      MaxSessionDuration: 14_400,
      AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [trust] }),
    }),
  );
  await sandbox.clock.sleep(10_000);
  const ask = (form: Record<string, string>) => sandbox.postForm('https://signin.aws.amazon.com/federation', form);
  const tokenFor = (keys: Keys, more: Record<string, string> = {}) =>
    ask({ Action: 'getSigninToken', Session: sessionOf(keys), ...more });
  const login = (token: string, more: Record<string, string> = {}) =>
    ask({ Action: 'login', Issuer: 'test', Destination: CONSOLE, SigninToken: token, ...more });
  return { sandbox, operator, iam, config, assume, ask, tokenFor, login };
}

function sdkKeys(keys: Keys) {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = keys ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

function sessionOf(keys: Keys, more: object = {}): string {
  const { accessKeyId, secretAccessKey, sessionToken } = sdkKeys(keys);
  return JSON.stringify({ sessionId: accessKeyId, sessionKey: secretAccessKey, sessionToken, ...more });
}

function tokenIn({ body }: { readonly body: string }): string {
  return (JSON.parse(body) as { SigninToken: string }).SigninToken;
}

describe('sign-in by federation', async () => {
  const { sandbox, operator, config, assume, ask, tokenFor, login, iam } = await lab();

  it('lets the session of a role into the console, for as long as its credentials last', async () => {
    const keys = await assume();
    const answer = await tokenFor(keys);
    expect(answer).toMatchObject({ status: 200, contentType: 'application/json' });
    const page = await login(tokenIn(answer));
    expect(page).toMatchObject({ status: 200, contentType: 'text/html; charset=utf-8' });
    expect(page.body).toContain(`arn:aws:sts::${ACCOUNT}:assumed-role/Administrator/ada`);
    expect(page.body).toContain(keys?.Expiration?.toISOString());
    expect(page.body).toContain(CONSOLE);
  });

  it('takes a duration below what the role allows from who has long-term keys', async () => {
    const keys = await assume({ RoleArn: PEOPLE });
    const answer = await tokenFor(keys, { SessionDuration: '14399' });
    const page = await login(tokenIn(answer));
    expect(page.body).toContain(new Date(sandbox.clock.now() + 14_399_000).toISOString());
  });

  it.each([
    ['too short', '899', 'from 900 to 43200'],
    ['too long', '43201', 'from 900 to 43200'],
    ['no number', '1h', 'from 900 to 43200'],
    ['as long as the role allows', '14400', 'not less than the MaxSessionDuration'],
  ])('refuses a duration that is %s', async (_, SessionDuration, why) => {
    const answer = await tokenFor(await assume({ RoleArn: PEOPLE }), { SessionDuration });
    expect(answer).toMatchObject({ status: 400, body: expect.stringContaining(why) as string });
  });

  it('takes chained roles as long as nobody speaks of durations', async () => {
    const first = await assume();
    const [plain, timed] = [
      await assume({ RoleArn: PEOPLE }, first),
      await assume({ RoleArn: PEOPLE, DurationSeconds: 900 }, first),
    ];
    expect((await tokenFor(plain)).status).toBe(200);
    expect(await tokenFor(plain, { SessionDuration: '900' })).toMatchObject({
      status: 400,
      body: expect.stringContaining('assumed with long-term credentials only') as string,
    });
    expect(await tokenFor(timed)).toMatchObject({
      status: 400,
      body: expect.stringContaining('DurationSeconds was given') as string,
    });
  });

  it('counts a session with a second factor as temporary credentials too', async () => {
    const { Credentials: mfa } = await new STSClient(config()).send(new GetSessionTokenCommand({}));
    const keys = await assume({ RoleArn: PEOPLE }, mfa);
    expect((await tokenFor(keys, { SessionDuration: '900' })).status).toBe(400);
    expect((await tokenFor(keys)).status).toBe(200);
    expect(await tokenFor(mfa)).toMatchObject({
      status: 400,
      body: 'Invalid credentials parameter: only sessions of roles lead into the console',
    });
  });

  it('refuses credentials that are no good', async () => {
    const keys = await assume();
    const longTerm = JSON.stringify({ sessionId: operator.accessKeyId, sessionKey: operator.secretAccessKey });
    const sessions = [
      '',
      'null',
      longTerm,
      sessionOf(keys, { sessionKey: 'x' }),
      sessionOf(keys, { sessionToken: 'x' }),
      sessionOf(keys, { sessionId: 'ASIANOBODY' }),
    ];
    const answers = await Promise.all(sessions.map((Session) => ask({ Action: 'getSigninToken', Session })));
    expect(answers.map(({ status }) => status)).toEqual(sessions.map(() => 400));
    expect((await ask({ Action: 'getFederationToken' })).status).toBe(400);
  });

  it('ends with the credentials and with the role', async () => {
    const expired = await assume({ DurationSeconds: 900 });
    await sandbox.clock.sleep(16 * MINUTE);
    expect(await tokenFor(expired)).toMatchObject({
      status: 400,
      body: expect.stringContaining('expired') as string,
    });
    const trust = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole' }],
    });
    await iam.send(new CreateRoleCommand({ RoleName: 'Guests', AssumeRolePolicyDocument: trust }));
    await sandbox.clock.sleep(10_000);
    const token = tokenIn(await tokenFor(await assume({ RoleArn: `arn:aws:iam::${ACCOUNT}:role/Guests` })));
    expect((await login(token)).status).toBe(200);
    await iam.send(new DeleteRoleCommand({ RoleName: 'Guests' }));
    expect((await login(token)).status).toBe(403);
  });

  it('keeps a link alive for 15 minutes', async () => {
    const token = tokenIn(await tokenFor(await assume()));
    await sandbox.clock.sleep(15 * MINUTE - 1);
    expect((await login(token)).status).toBe(200);
    await sandbox.clock.sleep(1);
    expect(await login(token)).toMatchObject({
      status: 400,
      body: expect.stringContaining('older than 15 minutes') as string,
    });
    expect((await login('nobody-gave-this')).status).toBe(400);
  });

  it.each(['', 'https://evil.example/', 'https://aws.amazon.com.evil.example/', 'javascript:alert(1)'])(
    'does not lead to %j',
    async (Destination) => {
      const token = tokenIn(await tokenFor(await assume()));
      expect((await login(token, { Destination })).status).toBe(400);
    },
  );

  it('shows what it was given as text', async () => {
    const token = tokenIn(await tokenFor(await assume()));
    const page = await login(token, { Destination: `${CONSOLE}#"><script>alert(1)</script>` });
    expect(page.body).toContain('#&quot;&gt;&lt;script&gt;');
    expect(page.body).not.toContain('<script>');
  });

  it('leaves no token in the state, and is in the trail without one', async () => {
    const keys = await assume();
    const token = tokenIn(await tokenFor(keys));
    await login(token);
    expect(sandbox.cloud.world.snapshot()).not.toContain(token);
    const entries = sandbox.cloud.trail.entries();
    const told = JSON.stringify(entries);
    expect([token, keys?.SessionToken ?? ''].filter((secret) => told.includes(secret))).toEqual([]);
    expect(entries.slice(-2)).toMatchObject(
      ['GetSigninToken', 'ConsoleLogin'].map((operation) => ({
        service: 'signin',
        operation,
        mutating: false,
        outcome: 'ok',
        principal: { arn: `arn:aws:sts::${ACCOUNT}:assumed-role/Administrator/ada` },
      })),
    );
  });
});

describe('faults', () => {
  it.each([
    [{ kind: 'error', call: 'signin:GetSigninToken', code: 'Busy', status: 503 } as const, 503],
    [{ kind: 'throttle', call: 'signin:*' } as const, 400],
  ])('%j strike sign-in like any other call', async (fault, status) => {
    const { assume, tokenFor } = await lab([{ ...fault, times: 1 }]);
    const keys = await assume();
    expect((await tokenFor(keys)).status).toBe(status);
    expect((await tokenFor(keys)).status).toBe(200);
  });

  it('break the connection, and take their time', async () => {
    const call = 'signin:GetSigninToken';
    const { assume, tokenFor, sandbox } = await lab([
      { kind: 'drop', call, times: 1 },
      { kind: 'slow', call, seconds: 5, times: 1 },
    ]);
    const keys = await assume();
    await expect(tokenFor(keys)).rejects.toThrow('dropped the connection');
    const before = sandbox.clock.now();
    expect((await tokenFor(keys)).status).toBe(200);
    expect(sandbox.clock.now() - before).toBe(5000);
  });
});

describe('on loopback', () => {
  let [sandbox, server]: [Sandbox?, RunningServer?] = [];
  let keys: Keys;
  beforeAll(async () => {
    const stage = await lab();
    sandbox = stage.sandbox;
    keys = await stage.assume();
    server = await serveSandbox(sandbox, { port: 0, pace: 'jump' });
  });
  afterAll(() => server?.close());

  it.each(['GET', 'POST'])('answers %s, with nothing that a cache may keep', async (method) => {
    const url = `${server?.url ?? ''}/federation`;
    const send = (form: Record<string, string>) => {
      const body = new URLSearchParams(form);
      return method === 'POST' ? fetch(url, { method, body }) : fetch(`${url}?${body.toString()}`);
    };
    const answer = await send({ Action: 'getSigninToken', Session: sessionOf(keys) });
    const { SigninToken } = (await answer.json()) as { SigninToken: string };
    const page = await send({ Action: 'login', Destination: CONSOLE, SigninToken });
    expect(await page.text()).toContain('assumed-role/Administrator/ada');
    const told = ['cache-control', 'referrer-policy', 'content-security-policy'].map((name) => page.headers.get(name));
    expect(told).toEqual(['no-store', 'no-referrer', "default-src 'none'; style-src 'unsafe-inline'"]);
  });

  it('leaves a bucket of that name to S3', async () => {
    const credentials = sandbox?.credentialsFor({ id: ACCOUNT });
    if (!credentials || !server) throw new Error('there is no sandbox');
    const s3 = new S3Client({ region: 'us-east-1', endpoint: server.url, credentials });
    expect((await s3.send(new ListBucketsCommand({}))).Buckets).toEqual([]);
    const url = `${server.url}/federation`;
    const answer = await sendSigned(await sign({ url }, { keys: credentials, service: 's3' }));
    expect(await answer.text()).toContain('NoSuchBucket');
  });
});
