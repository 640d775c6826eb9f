import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { baseCredentials } from '../../src/aws/base-credentials.ts';
import { networkOf } from '../../src/aws/network/network.ts';
import { readProfiles, type Profile, type Profiles } from '../../src/aws/profiles/files.ts';
import { plainWords } from '../../src/aws/profiles/plain-words.ts';
import { routeTo } from '../../src/aws/profiles/route.ts';
import { LabError } from '../../src/errors.ts';
import { workFolder } from '../support/binary.ts';
import { inWords } from '../support/steps.ts';

const ROLE = 'arn:aws:iam::222222222222:role/LabAdministrator';
const HUB = 'arn:aws:iam::111111111111:role/Hub';
const DEVICE = 'arn:aws:iam::111111111111:mfa/phone';
const KEYS = { aws_access_key_id: 'AKIA1', aws_secret_access_key: 'secret' };

function known(profiles: Record<string, Profile>, ssoSessions: Record<string, Profile> = {}): Profiles {
  return { profiles, ssoSessions, looked: ['/config', '/credentials'] };
}

function route(profiles: Record<string, Profile>, settings: object = {}, env: Record<string, string> = {}) {
  const { source, mfaSerial, roles } = routeTo({ id: '222222222222', ...settings }, known(profiles), env);
  const from = source.kind === 'profile' ? source.profile : source.kind;
  return { from, ...(mfaSerial && { mfaSerial }), roles: roles.map(({ roleArn }) => roleArn) };
}

function refusal(profiles: Record<string, Profile>, profile: string, sessions?: Record<string, Profile>): LabError {
  try {
    routeTo({ id: '222222222222', profile }, known(profiles, sessions), {});
  } catch (error) {
    if (error instanceof LabError) return error;
    throw error;
  }
  throw new Error('not refused');
}

describe('the way into an account', () => {
  const person = KEYS;
  const hub = { role_arn: HUB, source_profile: 'person', mfa_serial: DEVICE };
  const spoke = { role_arn: ROLE, source_profile: 'hub' };
  const all = { person, hub, spoke };

  it.each<[string, Record<string, Profile>, object, Record<string, string>, object]>([
    ['keys', all, { profile: 'person' }, {}, { from: 'person', roles: [] }],
    ['a role with a device', all, { profile: 'hub' }, {}, { from: 'person', mfaSerial: DEVICE, roles: [HUB] }],
    ['a role over a role', all, { profile: 'spoke' }, {}, { from: 'person', mfaSerial: DEVICE, roles: [HUB, ROLE] }],
    [
      'a role of the settings over one of a profile',
      all,
      { profile: 'hub', roleArn: ROLE },
      {},
      { from: 'person', mfaSerial: DEVICE, roles: [HUB, ROLE] },
    ],
    [
      'a device of the settings',
      all,
      { profile: 'person', roleArn: ROLE, mfaSerial: 'mine' },
      {},
      { from: 'person', mfaSerial: 'mine', roles: [ROLE] },
    ],
    ['AWS_PROFILE', all, {}, { AWS_PROFILE: 'hub' }, { from: 'person', mfaSerial: DEVICE, roles: [HUB] }],
    ['[default]', { person, default: hub }, {}, {}, { from: 'person', mfaSerial: DEVICE, roles: [HUB] }],
    [
      'keys of the environment before [default]',
      { person, default: hub },
      {},
      { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' },
      { from: 'chain', roles: [] },
    ],
    ['a [default] of a region only', { default: { region: 'eu-west-1' } }, {}, {}, { from: 'chain', roles: [] }],
    [
      'an AWS_PROFILE of a region only, with keys of the environment',
      { there: { region: 'eu-west-1' } },
      {},
      { AWS_PROFILE: 'there', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' },
      { from: 'environment', roles: [] },
    ],
    [
      'credential_source = Environment',
      { hub: { role_arn: HUB, credential_source: 'Environment', mfa_serial: DEVICE } },
      { profile: 'hub' },
      {},
      { from: 'environment', mfaSerial: DEVICE, roles: [HUB] },
    ],
    [
      'a profile that is its own source',
      { hub: { ...KEYS, role_arn: HUB, source_profile: 'hub' } },
      { profile: 'hub' },
      {},
      { from: 'hub', roles: [HUB] },
    ],
    [
      'credential_source = Ec2InstanceMetadata, left to the SDK',
      { hub: { role_arn: HUB, credential_source: 'Ec2InstanceMetadata' } },
      { profile: 'hub' },
      {},
      { from: 'hub', roles: [] },
    ],
  ])('over %s', (_, profiles, settings, env, expected) => {
    expect(route(profiles, settings, env)).toEqual(expected);
  });

  it.each<[string, Profile]>([
    ['keys', KEYS],
    ['a role for this machine', { role_arn: HUB, credential_source: 'Ec2InstanceMetadata' }],
    ['a program', { credential_process: 'vault' }],
    ['a sign-in of aws login', { login_session: 'arn:aws:iam::111111111111:user/ada' }],
  ])(
    'leads over [default], and over AWS_PROFILE before the keys of the environment, where they give %s',
    (_, profile) => {
      expect(route({ default: profile })).toEqual({ from: 'default', roles: [] });
      const env = { AWS_PROFILE: 'there', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
      expect(route({ there: profile }, {}, env)).toEqual({ from: 'there', roles: [] });
    },
  );

  it('in a rehearsal asks no file for the profiles that settings name', () => {
    expect(routeTo({ id: '222222222222', profile: 'gone' }, undefined, {}).source).toMatchObject({ profile: 'gone' });
  });
});

describe('a profile that leads nowhere is told with what is missing, exit code 3', () => {
  it.each<[string, Record<string, Profile>, string, readonly string[]]>([
    ['a typo', { hub: KEYS, spoke: KEYS }, 'hbu', ['"hbu"', '"hub", "spoke"', '/config and /credentials']],
    ['a source that is not there', { a: { role_arn: ROLE, source_profile: 'gone' } }, 'a', ['"gone"', 'profile "a"']],
    [
      'a circle',
      { a: { role_arn: ROLE, source_profile: 'b' }, b: { role_arn: HUB, source_profile: 'a' } },
      'a',
      ['"a" → "b" → "a"'],
    ],
    ['a role from nothing', { a: { role_arn: ROLE } }, 'a', ['nothing to assume it from']],
    [
      'a role from two',
      { a: { role_arn: ROLE, source_profile: 'b', credential_source: 'Environment' } },
      'a',
      ['both source_profile and credential_source'],
    ],
    ['a source for nothing', { a: { source_profile: 'b' } }, 'a', ['no role_arn']],
    ['half a key', { a: { aws_access_key_id: 'x' } }, 'a', ['no aws_secret_access_key']],
    [
      'no account of single sign-on',
      { a: { sso_start_url: 'x', sso_region: 'y' } },
      'a',
      ['sso_account_id, sso_role_name'],
    ],
    ['an unknown sso-session', { a: { sso_session: 'My Session' } }, 'a', ['"My Session"', 'there is none']],
  ])('%s', (_, profiles, name, words) => {
    const { message, exitCode } = refusal(profiles, name);
    for (const word of words) expect(message).toContain(word);
    expect(exitCode).toBe(3);
  });
});

describe('the files of the AWS CLI', () => {
  let folder: string;

  beforeEach(() => {
    folder = workFolder();
    vi.stubEnv('HOME', folder);
    vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '~/credentials');
    vi.stubEnv('AWS_PROFILE', undefined);
  });

  afterEach(() => {
    vi.unstubAllEnvs();
  });

  const read = (config: string, credentials = '') => {
    writeFileSync(join(folder, 'config'), config);
    writeFileSync(join(folder, 'credentials'), credentials);
    return readProfiles();
  };

  it('are read with every name that the AWS CLI takes', async () => {
    const { profiles, ssoSessions } = await read(
      `[default]\nregion = a\n[profile plain]\nregion = b\n[profile 'My Profile']\nregion = c\n[profile "Zwei Worte"] # mine\nregion = d
[profile Jürgen]\nregion = e\n[profile   wide]\nregion = f\n[sso-session 'My Session']\nsso_region = g\n`,
      `[My Profile]\naws_access_key_id = h\n[Jürgen]\naws_access_key_id = i\n[plain]\naws_access_key_id = j\n`,
    );
    expect(profiles).toMatchObject({
      default: { region: 'a' },
      plain: { region: 'b', aws_access_key_id: 'j' },
      'My Profile': { region: 'c', aws_access_key_id: 'h' },
      'Zwei Worte': { region: 'd' },
      Jürgen: { region: 'e', aws_access_key_id: 'i' },
      wide: { region: 'f' },
    });
    expect(ssoSessions).toEqual({ 'My Session': { sso_region: 'g' } });
  });

  async function told(config: string, profile: string): Promise<LabError> {
    const profiles = await read(config);
    const { requestHandler } = networkOf({});
    const surroundings = { profiles, region: 'us-east-1', requestHandler };
    const failed: unknown = await baseCredentials({ kind: 'profile', profile }, surroundings).catch(
      (error: unknown) => error,
    );
    if (failed instanceof LabError) return failed;
    throw new Error('not refused as an error of the lab');
  }

  const SSO = 'sso_account_id = 111111111111\nsso_role_name = Admin\n';

  it.each<[string, string, string, readonly string[], string]>([
    [
      'single sign-on',
      `[sso-session 'My Session']\nsso_start_url = https://x.example/start\nsso_region = us-east-1
[profile 'My Profile']\nsso_session = My Session\n${SSO}`,
      'My Profile',
      ['SSO'],
      `aws sso login --profile 'My Profile'`,
    ],
    [
      'single sign-on without a session',
      `[profile old]\nsso_start_url = https://x.example/start\nsso_region = us-east-1\n${SSO}`,
      'old',
      ['SSO'],
      'aws sso login --profile old',
    ],
    [
      'aws login',
      '[profile l]\nlogin_session = arn:aws:iam::111111111111:user/ada\nregion = us-east-1\n',
      'l',
      ['token'],
      'aws login --profile l',
    ],
    [
      'a program that fails',
      `[profile p]\ncredential_process = sh -c 'printf "\\033[31mvault is sealed\\033[0m\\007\\n" >&2; exit 7' --token geheim\n`,
      'p',
      ['says: vault is sealed'],
      'credential_process of the profile "p"',
    ],
    ['a program that is silent', '[profile p]\ncredential_process = false\n', 'p', ['without a word'], 'command works'],
    ['a program that babbles', '[profile p]\ncredential_process = echo hi\n', 'p', ['invalid JSON'], 'command works'],
    [
      'a web identity without its token',
      `[profile w]\nrole_arn = ${ROLE}\nweb_identity_token_file = /nowhere/token\n`,
      'w',
      ['/nowhere/token'],
      'web_identity_token_file',
    ],
  ])('say of %s what failed, and its own remedy', async (_, config, profile, words, hint) => {
    const failed = await told(config, profile);
    for (const word of words) expect(failed.message).toContain(word);
    expect(inWords(failed.hints)).toContain(hint);
    expect(failed).toMatchObject({ code: 'no-credentials', exitCode: 3 });
    expect(failed.message).not.toMatch(/geheim|\p{Cc}/u);
  });
});

describe('the words of another program', () => {
  it.each([
    ['\u001b[31mred\u001b[0m\r\n  and\tmore\u0007', 'red and more'],
    ['password=geheim and "SessionToken": "FwoGZXIvYXdzE"', 'password=****** and "SessionToken": "******"'],
    ['key wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY1 is bad', 'key ****** is bad'],
    ['x'.repeat(400), `${'x'.repeat(300)}…`],
  ])('are fit for a message: %j', (text, expected) => {
    expect(plainWords(text)).toBe(expected);
  });
});
