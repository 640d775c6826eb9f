import type { AssumeRoleResponse, GetSessionTokenResponse } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';

import { World } from '../../../../src/sandbox/kernel/world.ts';
import { principalOf } from '../../../../src/sandbox/services/sts/credentials.ts';
import { operatorCredentials, seedAccounts } from '../../../../src/sandbox/services/sts/seed.ts';
import { accounts, refusal, SPOKE, TOOLS } from '../iam/accounts.ts';

const ROLE = `arn:aws:iam::${SPOKE}:role/lab/LabAdministrator`;
const OPERATOR = `arn:aws:iam::${TOOLS}:user/operator`;
const DEVICE = `arn:aws:iam::${TOOLS}:mfa/phone`;
const INVALID = refusal('InvalidClientTokenId', 'The security token included in the request is invalid.');

function withSession() {
  const made = accounts('sts', [{ arn: ROLE, trusts: [OPERATOR] }]);
  const input = { RoleArn: ROLE, RoleSessionName: 'lab', DurationSeconds: 900 };
  const { AccessKeyId = '', SessionToken } = made.call<AssumeRoleResponse>('AssumeRole', input).Credentials ?? {};
  return { ...made, AccessKeyId, SessionToken };
}

describe('temporary credentials', () => {
  it('need their token', () => {
    const { cloud, AccessKeyId, SessionToken } = withSession();
    expect(principalOf(cloud.world, AccessKeyId, SessionToken).account).toBe(SPOKE);
    expect(() => principalOf(cloud.world, AccessKeyId, undefined)).toThrow(INVALID);
    expect(() => principalOf(cloud.world, AccessKeyId, 'another')).toThrow(INVALID);
  });

  it('expire, and are forgotten later', () => {
    const { cloud, call, pass, AccessKeyId, SessionToken } = withSession();
    const signing = () => principalOf(cloud.world, AccessKeyId, SessionToken);
    pass(899);
    expect(signing).not.toThrow();
    pass(1);
    expect(signing).toThrow(refusal('ExpiredToken', 'The security token included in the request is expired'));
    pass(90_000);
    call('AssumeRole', { RoleArn: ROLE, RoleSessionName: 'lab' });
    expect(signing).toThrow(INVALID);
  });

  it('that have ended do not pile up, and the latest are still known as ended', () => {
    const { cloud, call, pass } = withSession();
    const sessions = Array.from({ length: 300 }, () => {
      pass(1);
      const input = { RoleArn: ROLE, RoleSessionName: 'lab', DurationSeconds: 900 };
      return call<AssumeRoleResponse>('AssumeRole', input).Credentials;
    });
    pass(1000);
    call('AssumeRole', { RoleArn: ROLE, RoleSessionName: 'lab' });
    const signing = (session: (typeof sessions)[number]) => () =>
      principalOf(cloud.world, session?.AccessKeyId ?? '', session?.SessionToken);
    expect(signing(sessions.at(-1))).toThrow(refusal('ExpiredToken'));
    expect(signing(sessions[0])).toThrow(INVALID);
    expect(cloud.world.snapshot().match(/"ASIA/g)?.length).toBeLessThan(500);
  });

  it('end with their role', () => {
    const { call, cloud, operator, AccessKeyId, SessionToken } = withSession();
    const how = { service: 'iam', principal: { ...operator, account: SPOKE } };
    const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    call('DetachRolePolicy', { RoleName: 'LabAdministrator', PolicyArn }, how);
    call('DeleteRole', { RoleName: 'LabAdministrator' }, how);
    expect(() => principalOf(cloud.world, AccessKeyId, SessionToken)).toThrow(INVALID);
  });
});

describe('the operator of an account', () => {
  it('has a key of its own, whose secret is another one in each sandbox and stays in it', () => {
    const worlds = [1, 2].map(() => accounts('sts', [{ arn: ROLE, trusts: [OPERATOR] }]).cloud.world);
    const keys = worlds.map((world) => operatorCredentials(world, TOOLS));
    const [one, other] = keys;
    expect(one?.accessKeyId).toMatch(/^AKIASANDBOX[A-Z2-7]{9}$/);
    expect(new Set(keys.map(({ secretAccessKey }) => secretAccessKey)).size).toBe(2);
    expect(keys.every(({ secretAccessKey }) => /^[\w+/]{40}$/.test(secretAccessKey))).toBe(true);
    const again = World.restore(worlds[0]?.snapshot() ?? '');
    expect(operatorCredentials(again, TOOLS)).toEqual(one);
    expect(operatorCredentials(again, SPOKE).accessKeyId).not.toBe(other?.accessKeyId);
  });

  it('is left alone when a sandbox is opened again', () => {
    const { cloud } = accounts('sts', [{ arn: ROLE, trusts: [OPERATOR] }]);
    const before = cloud.world.snapshot();
    seedAccounts(cloud.world, [
      { account: TOOLS, administratorRoles: [] },
      { account: SPOKE, administratorRoles: [{ arn: ROLE, trusts: [OPERATOR] }] },
    ]);
    expect(cloud.world.snapshot()).toBe(before);
    expect(cloud.inventory(SPOKE)).toEqual([ROLE, `arn:aws:iam::${SPOKE}:user/operator`]);
  });
});

describe('multi-factor authentication', () => {
  const withMfa = () => accounts('sts', [{ arn: ROLE, trusts: [OPERATOR], mfa: true }]);
  const session = { RoleArn: ROLE, RoleSessionName: 'lab' };

  it('is needed where the role asks for it', () => {
    const { call } = withMfa();
    expect(() => call('AssumeRole', session)).toThrow(refusal('AccessDenied', /not authorized/));
    expect(() => call('AssumeRole', { ...session, SerialNumber: DEVICE, TokenCode: '123456' })).not.toThrow();
  });

  it('accepts each code once', () => {
    const { call } = withMfa();
    const assume = (TokenCode: string) => call('AssumeRole', { ...session, SerialNumber: DEVICE, TokenCode });
    assume('123456');
    expect(() => assume('123456')).toThrow(
      refusal('AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code.'),
    );
    expect(() => assume('654321')).not.toThrow();
  });

  it.each([
    ['a code of five digits', { SerialNumber: DEVICE, TokenCode: '12345' }, 'ValidationError'],
    ['a code without its device', { TokenCode: '123456' }, 'AccessDenied'],
    [
      'a device of another account',
      { SerialNumber: `arn:aws:iam::${SPOKE}:mfa/phone`, TokenCode: '123456' },
      'AccessDenied',
    ],
  ])('refuses %s', (_what, input, code) => {
    const { call } = withMfa();
    expect(() => call('AssumeRole', { ...session, ...input })).toThrow(refusal(code));
  });

  it('given once for a session token serves for several roles', () => {
    const { call, cloud } = withMfa();
    const { Credentials: keys } = call<GetSessionTokenResponse>('GetSessionToken', {
      SerialNumber: DEVICE,
      TokenCode: '123456',
    });
    expect(keys?.Expiration).toEqual(new Date(Date.UTC(2026, 0, 5, 12)));
    const principal = principalOf(cloud.world, keys?.AccessKeyId ?? '', keys?.SessionToken);
    expect(principal.arn).toBe(OPERATOR);
    expect(() => call('AssumeRole', session, { principal })).not.toThrow();
    expect(() => call('AssumeRole', session, { principal })).not.toThrow();
  });
});

describe('GetSessionToken', () => {
  it('is for long-term keys only', () => {
    const { call, cloud, AccessKeyId, SessionToken } = withSession();
    const principal = principalOf(cloud.world, AccessKeyId, SessionToken);
    expect(() => call('GetSessionToken', {}, { principal })).toThrow(
      refusal('AccessDenied', 'Cannot call GetSessionToken with session credentials'),
    );
  });
});
