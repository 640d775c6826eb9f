import { GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { clientOf } from '../../src/aws/clients.ts';
import { ACCOUNT_ROLES } from '../../src/lab/accounts.ts';
import { LAB } from '../support/rehearsal.ts';
import { lab, stage, type Stage } from './stage.ts';
import { saying } from '../support/steps.ts';

const SERIAL = 'arn:aws:iam::111111111111:mfa/phone';
const { tools, datascience, staging } = LAB.accounts;
const LAB_ACCOUNTS = [tools, datascience, staging].map(({ id }) => ({
  id,
  roleArn: `arn:aws:iam::${id}:role/LabAdministrator`,
}));

function everyIdentity({ cloud }: Stage): Promise<unknown> {
  return Promise.all(ACCOUNT_ROLES.map((role) => cloud[role].identity()));
}

/** Codes of a device, each good once, and which devices were asked for one. */
function device() {
  const asked: string[] = [];
  const mfaCode = (serial: string) => Promise.resolve(String(100_000 + asked.push(serial)));
  return { asked, mfaCode };
}

describe('an MFA device', () => {
  it('is asked once for three accounts: one session of the device, then plain roles', async () => {
    const { asked, mfaCode } = device();
    const secured = lab({
      tools: { ...tools, mfaSerial: SERIAL },
      datascience: { ...datascience, mfaSerial: SERIAL },
      staging: { ...staging, mfaSerial: SERIAL },
    });
    const staged = stage({ lab: secured, mfaCode });
    await everyIdentity(staged);
    expect(asked).toEqual([SERIAL]);
    expect(staged.requests.filter((name) => name === 'GetSessionToken')).toHaveLength(1);
    expect(staged.requests.filter((name) => name === 'AssumeRole')).toHaveLength(3);
  });

  it('is asked once even if each account names a profile of its own', async () => {
    const { asked, mfaCode } = device();
    const secured = lab({
      tools: { ...tools, profile: 'a', mfaSerial: SERIAL },
      datascience: { ...datascience, profile: 'b', mfaSerial: SERIAL },
    });
    await everyIdentity(stage({ lab: secured, mfaCode }));
    expect(asked).toEqual([SERIAL]);
  });

  it('is asked only for the accounts that want it, two devices each once', async () => {
    const { asked, mfaCode } = device();
    const other = 'arn:aws:iam::111111111111:mfa/token';
    const secured = lab({
      datascience: { ...datascience, mfaSerial: SERIAL },
      staging: { ...staging, mfaSerial: other },
    });
    await everyIdentity(stage({ lab: secured, mfaCode }));
    expect(asked.sort()).toEqual([SERIAL, other]);
  });

  it('is not asked again within a day’s work', async () => {
    const { asked, mfaCode } = device();
    const staged = stage({ lab: lab({ datascience: { ...datascience, mfaSerial: SERIAL } }), mfaCode });
    for (let hour = 0; hour < 8; hour += 1) {
      await staged.cloud.datascience.identity();
      staged.pass(3600);
    }
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['of another account', 'arn:aws:iam::999999999999:mfa/phone', '123456'],
    ['with letters for a code', SERIAL, 'abcdef'],
  ])('%s is refused with exit code 3', async (_, mfaSerial, code) => {
    const secured = lab({ staging: { ...staging, mfaSerial } });
    const { cloud } = stage({ lab: secured, mfaCode: () => Promise.resolve(code) });
    await expect(cloud.staging.identity()).rejects.toMatchObject({
      code: 'mfa-failed',
      exitCode: 3,
      message: expect.not.stringContaining(code) as string,
    });
  });

  it('is not asked where there are no credentials that a code could go with', async () => {
    const { asked, mfaCode } = device();
    const nothing = Object.assign(new Error('Could not load credentials from any providers'), {
      name: 'CredentialsProviderError',
    });
    const secured = lab({ staging: { ...staging, mfaSerial: SERIAL } });
    const { cloud } = stage({ lab: secured, mfaCode, baseCredentials: () => () => Promise.reject(nothing) });
    await expect(cloud.staging.identity()).rejects.toMatchObject({ code: 'no-credentials', exitCode: 3 });
    expect(asked).toEqual([]);
  });
});

describe('an external id', () => {
  const accounts = [tools, { ...datascience, externalId: 'course-7' }, staging];

  it('goes along with the role', async () => {
    const { cloud, sandbox } = stage({ lab: lab({ datascience: { ...datascience, externalId: 'course-7' } }) });
    await cloud.datascience.identity();
    const assumed = sandbox.cloud.trail.entries().find(({ operation }) => operation === 'AssumeRole');
    expect(assumed?.context).toMatchObject({ 'sts:ExternalId': 'course-7' });
  });

  it.each([['course-8'], [undefined]])('that is %s is refused with exit code 3, and what to check', async (id) => {
    const mistaken = lab({ datascience: { ...datascience, externalId: id } });
    const { cloud } = stage({ lab: mistaken, accounts });
    await expect(cloud.datascience.identity()).rejects.toMatchObject({
      code: 'role-refused',
      exitCode: 3,
      hints: saying(/externalId.*arn:aws:iam::222222222222:role\/LabAdministrator/),
    });
  });
});

it('an identity with nobody in it is not from AWS, and no wrong account', async () => {
  const staged = stage({
    between: async (_, answer) => {
      const response = await answer();
      response.body = Readable.from([Buffer.from('<Portal/>')]);
      return response;
    },
  });
  await expect(everyIdentity(staged)).rejects.toMatchObject({ code: 'not-aws' });
});

describe('a session of a role', () => {
  it('is shared by all clients of the account, and made anew before its hour is over', async () => {
    const staged = stage();
    const { stacks, objects, identity } = staged.cloud.datascience;
    const work = () => Promise.all([identity(), stacks.find('pre-reqs'), objects.exists('nowhere', 'key'), identity()]);
    const sessions = () => staged.requests.filter((name) => name === 'AssumeRole').length;
    await work();
    expect(sessions()).toBe(1);
    staged.pass(54 * 60);
    await work();
    expect(sessions()).toBe(1);
    staged.pass(2 * 60);
    await work();
    expect(sessions()).toBe(2);
  });

  it('that could not be made is tried anew at the next call', async () => {
    const fault = { kind: 'error', call: 'sts:AssumeRole', code: 'AccessDenied', status: 403, times: 1 } as const;
    const { cloud } = stage({ faults: [fault] });
    await expect(cloud.staging.identity()).rejects.toMatchObject({ code: 'role-refused' });
    expect(await cloud.staging.identity()).toMatchObject({ account: '333333333333' });
  });

  it('cannot be renewed from base credentials that have expired: exit code 3', async () => {
    const staged = stage({
      baseCredentials: (sandbox) => async (account) => {
        const credentials = Object.assign(() => Promise.resolve(sandbox.credentialsFor(account)), {
          memoized: true as const,
        });
        const { requestHandler, clock } = sandbox;
        const sts = clientOf(STSClient, { region: LAB.region, credentials, requestHandler, clock });
        const { Credentials } = await sts.send(new GetSessionTokenCommand({ DurationSeconds: 900 }));
        const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
        return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
      },
    });
    await staged.cloud.tools.identity();
    staged.pass(3600);
    await expect(staged.cloud.tools.identity()).rejects.toMatchObject({ code: 'credentials-expired', exitCode: 3 });
  });
});

describe('a region that the accounts have not enabled', () => {
  const faults = [{ kind: 'disabled-region', region: 'me-south-1' }] as const;

  it.each(['tools', 'staging'] as const)('is told as such, and not as bad keys: %s', async (role) => {
    const { cloud } = stage({ lab: { ...LAB, region: 'me-south-1' }, faults });
    await expect(cloud[role].identity()).rejects.toMatchObject({
      code: 'region-disabled',
      exitCode: 3,
      message: expect.stringContaining('me-south-1') as string,
      hints: saying('enable-region'),
    });
  });

  it('is not suspected where the keys are known nowhere', async () => {
    const nobody = () => () => Promise.resolve({ accessKeyId: 'AKIANOBODYNOBODY0000', secretAccessKey: 'x' });
    const { cloud } = stage({ lab: { ...LAB, region: 'me-south-1' }, faults, baseCredentials: nobody });
    await expect(cloud.tools.identity()).rejects.toMatchObject({ code: 'credentials-invalid' });
  });
});

describe('a profile with a device', () => {
  const role = (id: string) => `arn:aws:iam::${id}:role/LabAdministrator`;
  const profiles = {
    person: { aws_access_key_id: 'a', aws_secret_access_key: 'b' },
    hub: { role_arn: role(tools.id), source_profile: 'person', mfa_serial: SERIAL, role_session_name: 'Jürgen Groß' },
    spoke: { role_arn: role(datascience.id), source_profile: 'hub' },
  };

  it('asks for one code on whatever ways lead over it, and assumes each role in the region of the lab', async () => {
    const { asked, mfaCode } = device();
    const regions = new Set<string>();
    const secured = lab({
      tools: { id: tools.id, profile: 'hub' },
      datascience: { id: datascience.id, profile: 'spoke' },
      staging: { ...staging, profile: 'hub' },
    });
    const staged = stage({
      lab: { ...secured, region: 'eu-north-1' },
      accounts: LAB_ACCOUNTS,
      mfaCode,
      profiles: { profiles, ssoSessions: {}, looked: [] },
      baseCredentials: (sandbox) => () => Promise.resolve(sandbox.credentialsFor({ id: tools.id })),
      between: ({ hostname }, answer) => (regions.add(hostname), answer()),
    });
    const identities = await Promise.all(ACCOUNT_ROLES.map((each) => staged.cloud[each].identity()));
    expect(identities.map(({ account }) => account)).toEqual([tools.id, datascience.id, staging.id]);
    expect(identities[0]?.arn).toContain('LabAdministrator/Jurgen.Gross');
    expect(asked).toEqual([SERIAL]);
    expect([...regions]).toEqual(['sts.eu-north-1.amazonaws.com']);
    expect(staged.requests.filter((name) => name === 'AssumeRole')).toHaveLength(3);
  });
});
