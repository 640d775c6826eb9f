import type { AssumeRoleResponse } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';

import { iamAuthorizer } from '../../../../src/sandbox/authorization/authorizer.ts';
import type { Principal } from '../../../../src/sandbox/kernel/principal.ts';
import { principalOf } from '../../../../src/sandbox/services/sts/credentials.ts';
import { accounts, type Accounts, allowing, refusal, TOOLS } from '../iam/accounts.ts';

const roleArn = (name: string) => `arn:aws:iam::${TOOLS}:role/${name}`;
const ALL_OF_IT = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];
const STAR = [{ Key: 'Star', Value: '1' }];

/** The operator may assume `First`, whose sessions may assume `Second`; each role trusts the account for `actions`. */
function chain({ first = ALL_OF_IT, second = ALL_OF_IT, may = ALL_OF_IT } = {}): Accounts {
  const lab = accounts('sts', [], [], iamAuthorizer);
  for (const [RoleName, Action] of [
    ['First', first],
    ['Second', second],
  ] as const) {
    const statement = { Effect: 'Allow', Principal: { AWS: TOOLS }, Action };
    const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    const Tags = [{ Key: 'team', Value: RoleName }];
    lab.call('CreateRole', { RoleName, AssumeRolePolicyDocument, Tags }, { service: 'iam' });
  }
  const PolicyDocument = allowing(may);
  lab.call('PutRolePolicy', { RoleName: 'First', PolicyName: 'go-on', PolicyDocument }, { service: 'iam' });
  lab.pass(10);
  return lab;
}

function assumed({ call, cloud }: Accounts, name: string, more: object, principal?: Principal): Principal {
  const input = { RoleArn: roleArn(name), RoleSessionName: 'me', ...more };
  const { Credentials } = call<AssumeRoleResponse>('AssumeRole', input, principal && { principal });
  return principalOf(cloud.world, Credentials?.AccessKeyId ?? '', Credentials?.SessionToken);
}

/** Whether policies that ask for a value of the session's find it. */
function meets({ call }: Accounts, principal: Principal, key: string, value: string): boolean {
  const condition = { StringEquals: { [key]: value } };
  const statement = { Effect: 'Allow', Action: 'iam:ListRoles', Resource: '*', Condition: condition };
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const RoleName = principal.roleArn?.split('/').at(-1);
  call('PutRolePolicy', { RoleName, PolicyName: 'look', PolicyDocument }, { service: 'iam' });
  try {
    call('ListRoles', {}, { service: 'iam', principal });
    return true;
  } catch {
    return false;
  }
}

describe('tags of a session', () => {
  it('are the principal’s, before those of its role', () => {
    const lab = chain();
    const plain = assumed(lab, 'First', {});
    expect(meets(lab, plain, 'aws:PrincipalTag/team', 'First')).toBe(true);
    const tagged = assumed(lab, 'First', { Tags: [{ Key: 'Team', Value: 'mine' }] });
    expect(meets(lab, tagged, 'aws:PrincipalTag/team', 'mine')).toBe(true);
    expect(meets(lab, tagged, 'aws:PrincipalTag/team', 'First')).toBe(false);
  });

  it('are inherited along a chain where they are transitive, and cannot be replaced', () => {
    const lab = chain();
    const heart = [...STAR, { Key: 'Heart', Value: '1' }];
    const first = assumed(lab, 'First', { Tags: heart, TransitiveTagKeys: ['Star'] });
    const second = assumed(lab, 'Second', {}, first);
    expect(second.tags).toEqual({ Star: '1' });
    expect(() => assumed(lab, 'Second', { Tags: [{ Key: 'star', Value: '3' }] }, first)).toThrow(
      refusal('InvalidParameterValue', /conflicts with a transitive tag key/),
    );
  });

  it('have to be among those that are handed over to be transitive', () => {
    expect(() => assumed(chain(), 'First', { TransitiveTagKeys: ['Star'] })).toThrow(
      refusal('ValidationError', /Star/),
    );
  });

  it('are not two that differ in case, nor more than fifty', () => {
    const two = [...STAR, { Key: 'STAR', Value: '2' }];
    expect(() => assumed(chain(), 'First', { Tags: two })).toThrow(
      refusal('InvalidParameterValue', /case insensitive/),
    );
    const many = Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: 'v' }));
    expect(() => assumed(chain(), 'First', { Tags: many })).toThrow(refusal('ValidationError', /50/));
  });

  it.each([
    ['the trust policy', { first: ['sts:AssumeRole'] }],
    ['the trust policy of the next role, for inherited ones', { second: ['sts:AssumeRole'] }],
    ['the role that goes on', { may: ['sts:AssumeRole'] }],
  ])('need sts:TagSession from %s', (_, lacking) => {
    const lab = chain(lacking);
    const go = () => assumed(lab, 'Second', {}, assumed(lab, 'First', { Tags: STAR, TransitiveTagKeys: ['Star'] }));
    expect(go).toThrow(refusal('AccessDenied', /not authorized to perform: sts:TagSession on resource/));
  });

  it('can be asked for by the trust policy', () => {
    const lab = chain();
    const statement = {
      Effect: 'Allow',
      Principal: { AWS: TOOLS },
      Action: ALL_OF_IT,
      Condition: { StringEquals: { 'aws:RequestTag/Star': '1', 'aws:ResourceTag/team': 'First' } },
    };
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    lab.call('UpdateAssumeRolePolicy', { RoleName: 'First', PolicyDocument }, { service: 'iam' });
    expect(() => assumed(lab, 'First', {})).toThrow(refusal('AccessDenied'));
    expect(assumed(lab, 'First', { Tags: STAR }).tags).toEqual({ Star: '1' });
  });
});

describe('a source identity', () => {
  it('is seen by policies, goes along a chain and cannot change', () => {
    const lab = chain();
    const first = assumed(lab, 'First', { SourceIdentity: 'ann' });
    expect(meets(lab, first, 'aws:SourceIdentity', 'ann')).toBe(true);
    const second = assumed(lab, 'Second', {}, first);
    expect(second.sourceIdentity).toBe('ann');
    expect(assumed(lab, 'Second', { SourceIdentity: 'ann' }, first).sourceIdentity).toBe('ann');
    expect(() => assumed(lab, 'Second', { SourceIdentity: 'bob' }, first)).toThrow(
      refusal('ValidationError', /source identity ann of the session cannot be changed to bob/),
    );
  });

  it.each([
    ['the trust policy', { first: ['sts:AssumeRole'] }],
    ['the trust policy of the next role', { second: ['sts:AssumeRole'] }],
    ['the role that goes on', { may: ['sts:AssumeRole'] }],
  ])('needs sts:SetSourceIdentity from %s', (_, lacking) => {
    const lab = chain(lacking);
    const go = () => assumed(lab, 'Second', {}, assumed(lab, 'First', { SourceIdentity: 'ann' }));
    expect(go).toThrow(refusal('AccessDenied', /not authorized to perform: sts:SetSourceIdentity on resource/));
  });

  it.each(['a', 'aws:ann', 'ann lee'])('is not %j', (SourceIdentity) => {
    expect(() => assumed(chain(), 'First', { SourceIdentity })).toThrow(refusal('ValidationError', /sourceIdentity/));
  });
});
