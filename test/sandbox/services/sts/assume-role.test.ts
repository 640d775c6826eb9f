import type { AssumeRoleResponse, Credentials } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';

import type { Principal } from '../../../../src/sandbox/kernel/principal.ts';
import { changeWorld, World, type WorldState } from '../../../../src/sandbox/kernel/world.ts';
import { principalOf } from '../../../../src/sandbox/services/sts/credentials.ts';
import { accounts, type Accounts, allowing, refusal, SPOKE, TOOLS, trusting, textLike } from '../iam/accounts.ts';

const LAB = `arn:aws:iam::${SPOKE}:role/LabAdministrator`;
const OPERATOR = `arn:aws:iam::${TOOLS}:user/operator`;
const SESSION = { RoleArn: LAB, RoleSessionName: 'lab' };
const DENIED = refusal(
  'AccessDenied',
  new RegExp(`^User: ${OPERATOR} is not authorized to perform: sts:AssumeRole on resource: ${LAB} `),
);

function sessionOf({ cloud }: Accounts, { Credentials }: AssumeRoleResponse): Principal {
  const { AccessKeyId = '', SessionToken } = Credentials as Credentials;
  return principalOf(cloud.world, AccessKeyId, SessionToken);
}

describe('AssumeRole', () => {
  it('gives temporary keys of another account, for an hour unless said otherwise', () => {
    const lab = accounts('sts', [{ arn: LAB, trusts: [OPERATOR] }]);
    const answer = lab.call<AssumeRoleResponse>('AssumeRole', SESSION);
    expect(answer.Credentials).toMatchObject({
      AccessKeyId: textLike(/^ASIA[A-Z2-7]{16}$/),
      Expiration: new Date(Date.UTC(2026, 0, 5, 1)),
    });
    expect(answer.AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${SPOKE}:assumed-role/LabAdministrator/lab`);
    const principal = sessionOf(lab, answer);
    expect(principal).toMatchObject({ kind: 'assumed-role', account: SPOKE, roleArn: LAB });
    expect(lab.call('GetCallerIdentity', {}, { principal })).toEqual({
      UserId: answer.AssumedRoleUser?.AssumedRoleId,
      Account: SPOKE,
      Arn: `arn:aws:sts::${SPOKE}:assumed-role/LabAdministrator/lab`,
    });
  });

  it('has its keys saved with the world', () => {
    const { call, cloud } = accounts('sts', [{ arn: LAB, trusts: [OPERATOR] }]);
    const state = JSON.parse(cloud.world.snapshot()) as WorldState;
    cloud.world.forgetChanges();
    const { Credentials: keys } = call<AssumeRoleResponse>('AssumeRole', SESSION);
    changeWorld(state, cloud.world.changes() ?? { now: 0, identifiers: 0, changes: [] });
    expect(principalOf(new World(state), keys?.AccessKeyId ?? '', keys?.SessionToken).roleArn).toBe(LAB);
  });

  it.each([
    ['a role that does not exist', { RoleArn: `${LAB}2` }, /on resource: .*LabAdministrator2 /],
    ['a missing external id', {}, /sts:AssumeRole/],
    ['a wrong external id', { ExternalId: 'course-8' }, /sts:AssumeRole/],
  ])('answers %s alike', (_what, input, message) => {
    const { call } = accounts('sts', [{ arn: LAB, trusts: [OPERATOR], externalId: 'course-7' }]);
    expect(() => call('AssumeRole', { ...SESSION, ...input })).toThrow(refusal('AccessDenied', message));
    expect(() => call('AssumeRole', { ...SESSION, ExternalId: 'course-7' })).not.toThrow();
  });

  it('lets a whole account in, but nobody of another', () => {
    const { call } = accounts('sts', [{ arn: LAB, trusts: [`arn:aws:iam::${SPOKE}:root`] }]);
    expect(() => call('AssumeRole', SESSION)).toThrow(DENIED);
  });

  it('does not see a role that was just made', () => {
    const { call, pass } = accounts('sts');
    const RoleArn = `arn:aws:iam::${TOOLS}:role/Fresh`;
    const trust = trusting({ AWS: OPERATOR });
    call('CreateRole', { RoleName: 'Fresh', AssumeRolePolicyDocument: trust }, { service: 'iam' });
    const assume = () => call('AssumeRole', { RoleArn, RoleSessionName: 'lab' });
    expect(assume).toThrow(refusal('AccessDenied'));
    pass(10);
    expect(assume).not.toThrow();
  });

  it.each([
    ['14 minutes', { DurationSeconds: 840 }, /greater than or equal to 900/],
    ['more than twelve hours', { DurationSeconds: 43_201 }, /less than or equal to 43200/],
    ['more than the role allows', { DurationSeconds: 7_200 }, /exceeds the MaxSessionDuration set for this role/],
    ['a session name with a blank', { RoleSessionName: 'a b' }, /regular expression pattern/],
    ['a session name of one letter', { RoleSessionName: 'a' }, /length greater than or equal to 2/],
  ])('refuses %s', (_what, input, message) => {
    const { call } = accounts('sts', [{ arn: LAB, trusts: [OPERATOR] }]);
    expect(() => call('AssumeRole', { ...SESSION, ...input })).toThrow(refusal('ValidationError', message));
  });

  it('lasts an hour at the most from a role to the next', () => {
    const lab = accounts('sts', [{ arn: LAB, trusts: [OPERATOR, SPOKE] }]);
    lab.call(
      'UpdateRole',
      { RoleName: 'LabAdministrator', MaxSessionDuration: 43_200 },
      {
        service: 'iam',
        principal: { ...lab.operator, account: SPOKE },
      },
    );
    const principal = sessionOf(lab, lab.call('AssumeRole', { ...SESSION, DurationSeconds: 43_200 }));
    const chained = (DurationSeconds: number) => lab.call('AssumeRole', { ...SESSION, DurationSeconds }, { principal });
    expect(() => chained(3_601)).toThrow(
      refusal('ValidationError', /1 hour session limit for roles assumed by role chaining/),
    );
    expect(() => chained(3_600)).not.toThrow();
  });

  it('asks for permission to tag a session', () => {
    const { call } = accounts('sts', [{ arn: LAB, trusts: [OPERATOR] }]);
    expect(() => call('AssumeRole', { ...SESSION, Tags: [{ Key: 'team', Value: 'one' }] })).toThrow(
      refusal('AccessDenied', /not authorized to perform: sts:TagSession/),
    );
  });

  it('tells the trail about role and external id, not about keys', () => {
    const { call, cloud } = accounts('sts', [{ arn: LAB, trusts: [OPERATOR], externalId: 'course-7' }]);
    const { Credentials: keys } = call<AssumeRoleResponse>('AssumeRole', { ...SESSION, ExternalId: 'course-7' });
    const [entry] = cloud.trail.entries();
    expect(entry).toMatchObject({ resources: [LAB], context: { 'sts:ExternalId': 'course-7' }, outcome: 'ok' });
    expect(JSON.stringify(cloud.trail.entries())).not.toContain(keys?.SecretAccessKey);
    expect(JSON.stringify(cloud.trail.entries())).not.toContain(keys?.SessionToken);
  });

  it('keeps session policies, and refuses malformed ones', () => {
    const { call } = accounts('sts', [{ arn: LAB, trusts: [OPERATOR] }]);
    expect(() => call('AssumeRole', { ...SESSION, Policy: '{' })).toThrow(refusal('MalformedPolicyDocument'));
    expect(() => call('AssumeRole', { ...SESSION, Policy: allowing('s3:*') })).not.toThrow();
  });
});

describe('services', () => {
  it('assume roles that trust them', () => {
    const { call, pass } = accounts('sts');
    const trust = trusting({ Service: 'lambda.amazonaws.com' });
    call('CreateRole', { RoleName: 'Trainer', AssumeRolePolicyDocument: trust }, { service: 'iam' });
    pass(10);
    const as = (arn: string) => {
      const principal = { kind: 'service', account: TOOLS, arn, userId: arn } as const;
      return call(
        'AssumeRole',
        { RoleArn: `arn:aws:iam::${TOOLS}:role/Trainer`, RoleSessionName: 'fn' },
        { principal },
      );
    };
    expect(() => as('lambda.amazonaws.com')).not.toThrow();
    expect(() => as('ec2.amazonaws.com')).toThrow(refusal('AccessDenied'));
  });
});
