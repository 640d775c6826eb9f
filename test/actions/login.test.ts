import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { formatted } from '../../src/actions/login/formats.ts';
import { login, type LoginRequest } from '../../src/actions/login/index.ts';
import { awsCloud } from '../../src/aws/cloud.ts';
import type { Federation, FederationAnswer } from '../../src/aws/federation.ts';
import type { LabSettings } from '../../src/lab/accounts.ts';
import type { Browser } from '../../src/ports/browser.ts';
import { LAB, rehearse, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';
import { saying } from '../support/steps.ts';

/** Access keys of a user of the account itself lead to the role directly. */
const OWN_KEYS = { id: LAB.accounts.datascience.id, profile: 'datascience' };
const DIRECT: LabSettings = { ...LAB, accounts: { ...LAB.accounts, datascience: OWN_KEYS } };
const ROLE = 'arn:aws:iam::222222222222:role/mlops-lab--DataScientist-us-east-1';
const LINK: LoginRequest = { open: false };

let [chained, direct]: Rehearsal[] = [];

beforeAll(async () => {
  [chained, direct] = await Promise.all([LAB, DIRECT].map(deployed));
});

async function deployed(lab: LabSettings): Promise<Rehearsal> {
  const rehearsal = await rehearse({ lab });
  await deploy(rehearsal.context, ['prerequisites', 'staging', 'network', 'catalog', 'selfService'], UNATTENDED);
  return rehearsal;
}

function stage(rehearsal: Rehearsal | undefined, answers?: readonly (FederationAnswer | Error)[], browser?: Browser) {
  if (!rehearsal) throw new Error('nothing is deployed');
  const { sandbox, context, revealed, events } = rehearsal;
  revealed.length = events.length = 0;
  const forms: Readonly<Record<string, string>>[] = [];
  const federation: Federation = {
    url: 'https://signin.example/federation',
    post: async (url, form) => {
      forms.push(form);
      const answer = answers?.[forms.length - 1];
      if (answer instanceof Error) throw answer;
      return answer ?? (await sandbox.postForm(url, form));
    },
  };
  const cloud = awsCloud({
    lab: context.lab,
    clock: sandbox.clock,
    requestHandler: sandbox.requestHandler,
    baseCredentials: (account) => Promise.resolve(sandbox.credentialsFor(account)),
    mfaCode: () => Promise.resolve('123456'),
    federation,
  });
  const own = { ...context, command: 'login', cloud, ...(browser && { browser }) };
  return {
    ...rehearsal,
    forms,
    login: (request: LoginRequest, as?: string) => login({ ...own, ...(as && { as }) }, request),
  };
}

const refusal = (body: string, status = 400): FederationAnswer => ({ status, contentType: 'text/plain', body });

describe('a link into the console', () => {
  it('signs in as the data scientist, and is handed out nowhere but on stdout', async () => {
    const { sandbox, login: run, revealed, events } = stage(chained);
    const before = sandbox.clock.now();
    const result = await run(LINK);
    expect(result).toMatchObject({
      status: 'succeeded',
      login: { accountId: '222222222222', role: ROLE, way: 'link', opened: false },
    });
    expect(Date.parse(result.login?.openUntil ?? '') - before).toBe(15 * 60_000);
    expect(revealed).toMatchObject([{ name: 'console-link' }]);
    const link = new URL(revealed[0]?.text ?? '');
    const token = link.searchParams.get('SigninToken') ?? '';
    const page = await sandbox.postForm(link.href, Object.fromEntries(link.searchParams));
    expect(page.body).toContain(`assumed-role/${ROLE.split('/')[1] ?? ''}/`);
    expect(page.body).toContain('https://us-east-1.console.aws.amazon.com/servicecatalog/home?region=us-east-1');
    const elsewhere = [events, result, sandbox.cloud.trail.entries(), sandbox.cloud.world.snapshot()];
    expect(token.length).toBeGreaterThan(20);
    expect(elsewhere.map((each) => JSON.stringify(each).includes(token))).toEqual([false, false, false, false]);
  });

  it('tells who goes by a name that everybody goes by', async () => {
    const { login: run, events } = stage(chained);
    expect((await run(LINK)).login?.person).toBe('mlops-lab-lab');
    expect(events).toContainEqual(
      expect.objectContaining({ level: 'warning', message: expect.stringContaining('--as NAME') as string }),
    );
    expect((await stage(direct).login(LINK)).login?.person).toBe('operator');
  });

  it.each([
    ['a role', () => chained, 3600, undefined],
    ['access keys', () => direct, 13_500, '13500'],
  ])('by way of %s lasts as long as that allows', async (_, rehearsal, seconds, asked) => {
    const { sandbox, forms, login: run } = stage(rehearsal());
    const result = await run(LINK);
    expect(forms.map(({ SessionDuration }) => SessionDuration)).toEqual([asked]);
    expect(Date.parse(result.login?.expires ?? '') - sandbox.clock.now()).toBe(seconds * 1000);
  });

  it('is asked for without a duration where AWS does not want to hear of one', async () => {
    const { forms, login: run } = stage(direct, [refusal('Invalid credentials parameter')]);
    expect((await run(LINK)).login?.way).toBe('link');
    expect(forms.map(({ SessionDuration }) => SessionDuration)).toEqual(['13500', undefined]);
  });

  it('that is refused gives way to the link that switches roles, and says why', async () => {
    const { events, revealed, forms, login: run } = stage(chained, [refusal('Invalid credentials parameter')]);
    const result = await run(LINK);
    expect(result).toMatchObject({ status: 'succeeded', login: { way: 'switch-role' } });
    expect(forms).toHaveLength(1);
    expect(revealed).toEqual([
      {
        name: 'switch-role-link',
        text: 'https://signin.aws.amazon.com/switchrole?account=222222222222&roleName=mlops-lab--DataScientist-us-east-1&displayName=mlops-lab',
      },
    ]);
    expect(events.at(-1)).toMatchObject({
      level: 'warning',
      message: 'there is no sign-in link: signin.example answered with status 400: Invalid credentials parameter',
    });
  });

  it.each([
    ['is busy', refusal('slow down', 503), 'signin.example answered with status 503: slow down'],
    ['is out of reach', new Error('connect ECONNREFUSED'), 'signin.example does not answer (connect ECONNREFUSED)'],
    ['speaks of something else', { ...refusal('<html>', 200), contentType: 'text/html' }, 'answered with status 200'],
  ])('gives way too where the endpoint %s', async (_, answer, reason) => {
    const { events, login: run } = stage(chained, [answer, answer, answer]);
    expect((await run(LINK)).login?.way).toBe('switch-role');
    expect(events.at(-1)).toMatchObject({ message: expect.stringContaining(reason) as string });
  });

  it('comes in the end where the endpoint only stumbled', async () => {
    const { login: run } = stage(chained, [refusal('', 500), new Error('reset')]);
    expect((await run(LINK)).login?.way).toBe('link');
  });

  it('is opened instead of printed if asked for', async () => {
    const { login: run, revealed, opened } = stage(chained);
    expect((await run({ open: true })).login).toMatchObject({ way: 'link', opened: true });
    expect([revealed, opened]).toEqual([[], [expect.stringContaining('SigninToken=')]]);
  });

  it('is printed where no browser can be opened, with the reason', async () => {
    const { login: run, revealed, events } = stage(chained, [], { open: () => Promise.resolve('nobody sits here') });
    expect((await run({ open: true })).login?.opened).toBe(false);
    expect(revealed).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({
      message: 'no browser was opened: nobody sits here; open the link yourself',
    });
  });
});

describe('credentials for other tools', () => {
  it.each([
    ['a role', () => chained, 3600],
    ['access keys', () => direct, 14_400],
  ])('by way of %s work in the role and last as long as that allows', async (_, rehearsal, seconds) => {
    const { sandbox, login: run, revealed } = stage(rehearsal());
    const result = await run({ format: 'process', open: false });
    const keys = JSON.parse(revealed[0]?.text ?? '') as Record<string, string>;
    expect(Object.keys(keys)).toEqual(['Version', 'AccessKeyId', 'SecretAccessKey', 'SessionToken', 'Expiration']);
    expect(keys).toMatchObject({ Version: 1, Expiration: result.login?.expires });
    expect(Date.parse(keys.Expiration ?? '') - sandbox.clock.now()).toBe(seconds * 1000);
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = keys;
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    const sts = new STSClient({ region: LAB.region, credentials, requestHandler: sandbox.requestHandler });
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Arn: expect.stringContaining('assumed-role/mlops-lab--DataScientist-us-east-1/') as string,
    });
  });

  it('stand in no event, no result and no trail', async () => {
    const { sandbox, login: run, revealed, events } = stage(chained);
    const result = await run({ format: 'json', open: false });
    const { SecretAccessKey = '', SessionToken = '' } = JSON.parse(revealed[0]?.text ?? '') as Record<string, string>;
    const told = JSON.stringify([events, result, sandbox.cloud.trail.entries()]);
    expect([SecretAccessKey, SessionToken].map((secret) => secret.length > 20 && told.includes(secret))).toEqual([
      false,
      false,
    ]);
  });

  const KEYS = { accessKeyId: 'ASIA1', secretAccessKey: "it's/+=", sessionToken: 't', expires: Date.UTC(2026, 0, 5) };

  it('are quoted for a shell, with the region', () => {
    expect(formatted(KEYS, 'env', 'eu-west-1').split('\n')).toEqual([
      "export AWS_ACCESS_KEY_ID='ASIA1'",
      `export AWS_SECRET_ACCESS_KEY='it'\\''s/+='`,
      "export AWS_SESSION_TOKEN='t'",
      "export AWS_CREDENTIAL_EXPIRATION='2026-01-05T00:00:00.000Z'",
      "export AWS_REGION='eu-west-1'",
      "export AWS_DEFAULT_REGION='eu-west-1'",
    ]);
  });

  it.each([
    ['fish', String.raw`set -gx AWS_SECRET_ACCESS_KEY 'it\'s/+='`],
    ['powershell', "$Env:AWS_SECRET_ACCESS_KEY = 'it''s/+='"],
    ['cmd', "set AWS_SECRET_ACCESS_KEY=it's/+="],
  ] as const)('are quoted for %s in its own way', (format, line) => {
    const lines = formatted(KEYS, format, 'eu-west-1').split('\n');
    expect(lines).toHaveLength(6);
    expect(lines).toContain(line);
  });

  it('say nothing of an end that is not known', () => {
    const { expires: _, ...endless } = KEYS;
    expect(JSON.parse(formatted(endless, 'json', 'eu-west-1'))).not.toHaveProperty('Expiration');
    expect(formatted(endless, 'env', 'eu-west-1')).not.toContain('EXPIRATION');
  });
});

describe('in the name of somebody else', () => {
  it.each([
    ['a role', () => chained],
    ['access keys', () => direct],
  ])('signs them in, by way of %s', async (_, rehearsal) => {
    const { sandbox, login: run, revealed, events } = stage(rehearsal());
    expect((await run(LINK, 'ada@example.com')).login).toMatchObject({ way: 'link', person: 'ada@example.com' });
    const link = new URL(revealed[0]?.text ?? '');
    const page = await sandbox.postForm(link.href, Object.fromEntries(link.searchParams));
    expect(page.body).toContain(`assumed-role/${ROLE.split('/')[1] ?? ''}/ada@example.com`);
    expect(events.filter((event) => event.type === 'notice' && event.level === 'warning')).toEqual([]);
  });

  it('gives keys that say whose they are, for good', async () => {
    const { sandbox, login: run } = stage(direct);
    await run({ format: 'json', open: false }, 'grace');
    const asked = sandbox.cloud.trail.entries().filter(({ operation }) => operation === 'AssumeRole');
    expect(JSON.stringify(asked.at(-1))).toContain('"sts:SourceIdentity":"grace"');
  });

  it('says that the link which switches roles is of no use for that', async () => {
    const { events, login: run } = stage(chained, [refusal('no')]);
    expect((await run(LINK, 'ada')).login?.way).toBe('switch-role');
    expect(events.at(-1)).toMatchObject({
      message: expect.stringContaining('by the name that they are signed in with, whatever --as says') as string,
    });
  });

  it.each(['a', 'ada lovelace', 'ada/admin', 'x'.repeat(65), '', 'ada*'])(
    'refuses "%s" before it asks AWS',
    async (as) => {
      const { sandbox, context } = stage(direct);
      const before = sandbox.cloud.trail.entries().length;
      await expect(login({ ...context, as }, LINK)).rejects.toMatchObject({
        code: 'invalid-person',
        exitCode: 2,
        message: `--as is "${as}", which cannot be the name of a data scientist`,
      });
      expect(sandbox.cloud.trail.entries()).toHaveLength(before);
    },
  );

  it('is refused to a data scientist, who is told that it takes an administrator', async () => {
    const { sandbox, context, login: run, revealed } = stage(direct);
    await run({ format: 'json', open: false });
    const keys = JSON.parse(revealed[0]?.text ?? '') as Record<
      'AccessKeyId' | 'SecretAccessKey' | 'SessionToken',
      string
    >;
    const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = keys;
    const cloud = awsCloud({
      lab: context.lab,
      clock: sandbox.clock,
      requestHandler: sandbox.requestHandler,
      baseCredentials: () => Promise.resolve({ accessKeyId, secretAccessKey, sessionToken }),
      mfaCode: () => Promise.resolve('123456'),
      federation: { url: 'https://signin.example/federation', post: sandbox.postForm },
    });
    await expect(login({ ...context, cloud, as: 'ada' }, LINK)).rejects.toMatchObject({
      code: 'role-refused',
      exitCode: 3,
      message: 'you are signed in as the data scientist operator, who cannot act as ada',
      hints: saying('administrator'),
    });
    expect((await login({ ...context, cloud, as: 'operator' }, { format: 'json', open: false })).login?.person).toBe(
      'operator',
    );
  });
});

describe('without a lab', () => {
  it('names the command that makes one', async () => {
    const { context } = await rehearse();
    await expect(login(context, LINK)).rejects.toMatchObject({
      code: 'role-refused',
      exitCode: 3,
      hints: saying('mlops-lab datascience'),
    });
  });
});
