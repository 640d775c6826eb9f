import { describe, expect, it } from 'vitest';
import type { Guard } from '../../../../src/sandbox/kernel/authorization.ts';
import { decide, type ApplicablePolicies } from '../../../../src/sandbox/kernel/policy/decide.ts';
import type { NamedPolicy } from '../../../../src/sandbox/kernel/policy/request.ts';
import type { PolicyStatement } from '../../../../src/sandbox/kernel/policy/document.ts';
import type { Principal } from '../../../../src/sandbox/kernel/principal.ts';

const HOME = '111111111111';
const ABROAD = '222222222222';
const ROLE = `arn:aws:iam::${HOME}:role/lab/Builder`;
const session: Principal = {
  kind: 'assumed-role',
  account: HOME,
  arn: `arn:aws:sts::${HOME}:assumed-role/Builder/run`,
  roleArn: ROLE,
  userId: 'AROABUILDER:run',
};
const user: Principal = { kind: 'user', account: HOME, arn: `arn:aws:iam::${HOME}:user/ann`, userId: 'AIDAANN' };
const root: Principal = { kind: 'root', account: HOME, arn: `arn:aws:iam::${HOME}:root`, userId: HOME };
const service: Principal = { kind: 'service', account: HOME, arn: 'events.amazonaws.com', userId: 'events' };

function policy(name: string, ...statements: Partial<PolicyStatement>[]): NamedPolicy {
  const Statement = statements.map((statement) => ({
    Effect: 'Allow',
    ...(statement.NotAction === undefined && { Action: '*' }),
    ...(statement.NotResource === undefined && { Resource: '*' }),
    ...statement,
  }));
  return { name, document: JSON.stringify({ Version: '2012-10-17', Statement }) };
}

/** A resource whose policy lets somebody in. */
function guard(account: string, Principal: PolicyStatement['Principal'] & {}, more: Partial<Guard> = {}): Guard {
  return { account, policy: policy('', { Principal }).document, ...more };
}

const ALL = policy('all', {});
const NOTHING = policy('other', { Action: 'ec2:*' });
const KEY = { exclusive: true };

function decided(policies: ApplicablePolicies, principal: Principal = session, context = {}): string {
  const request = { principal, action: 's3:GetObject', resource: 'arn:aws:s3:::models/a', context };
  const decision = decide(request, policies);
  if (decision.allowed) return 'allowed';
  return decision.explicit
    ? `${decision.policyKind} ${decision.policy} ${decision.statement}`
    : `no ${decision.policyKind}`;
}

describe('within an account', () => {
  it.each<[string, ApplicablePolicies, string]>([
    ['an identity policy', { identity: [NOTHING, ALL] }, 'allowed'],
    ['no policy', { identity: [] }, 'no identity-based policy'],
    ['a boundary without it', { identity: [ALL], boundary: NOTHING }, 'no permissions boundary'],
    ['a boundary alone', { identity: [], boundary: ALL }, 'no identity-based policy'],
    ['session policies, one with it', { identity: [ALL], session: [NOTHING, ALL] }, 'allowed'],
    ['session policies without it', { identity: [ALL], session: [NOTHING] }, 'no session policy'],
    ['a resource that names nobody', { identity: [ALL], resource: { account: HOME } }, 'allowed'],
    [
      'a resource that names the account',
      { identity: [], resource: guard(HOME, { AWS: HOME }) },
      'no identity-based policy',
    ],
    ['a resource that names the role', { identity: [], resource: guard(HOME, { AWS: ROLE }) }, 'allowed'],
    [
      'the same within a boundary',
      { identity: [], boundary: NOTHING, resource: guard(HOME, { AWS: ROLE }) },
      'no permissions boundary',
    ],
    [
      'the same with session policies',
      { identity: [], session: [NOTHING], resource: guard(HOME, { AWS: ROLE }) },
      'no session policy',
    ],
    [
      'a resource that names the session',
      { identity: [], boundary: NOTHING, session: [NOTHING], resource: guard(HOME, { AWS: session.arn }) },
      'allowed',
    ],
    ['a resource open to everybody', { identity: [], boundary: NOTHING, resource: guard(HOME, '*') }, 'allowed'],
    ['a key that names nobody', { identity: [ALL], resource: { account: HOME, ...KEY } }, 'no resource-based policy'],
    ['a key that leaves it to the account', { identity: [ALL], resource: guard(HOME, { AWS: HOME }, KEY) }, 'allowed'],
    [
      'the same without leave there',
      { identity: [], resource: guard(HOME, { AWS: HOME }, KEY) },
      'no identity-based policy',
    ],
    ['a key that names the role', { identity: [], resource: guard(HOME, { AWS: ROLE }, KEY) }, 'allowed'],
    ['an endpoint without it', { identity: [ALL], endpoint: NOTHING }, 'no VPC endpoint policy'],
    [
      'an endpoint for others',
      { identity: [ALL], endpoint: policy('e', { Principal: { AWS: ABROAD } }) },
      'no VPC endpoint policy',
    ],
    [
      'an endpoint that lets the account through',
      { identity: [ALL], endpoint: policy('e', { Principal: { AWS: HOME } }) },
      'allowed',
    ],
    ['no policies to be held to', {}, 'allowed'],
  ])('%s', (_, policies, expected) => {
    expect(decided(policies)).toBe(expected);
  });

  it.each<[keyof ApplicablePolicies, string]>([
    ['identity', 'identity-based policy one Keep'],
    ['boundary', 'permissions boundary one Keep'],
    ['session', 'session policy one Keep'],
    ['resource', 'resource-based policy resource-based policy Keep'],
    ['endpoint', 'VPC endpoint policy one Keep'],
  ])('a deny of the %s wins and is named', (layer, expected) => {
    const denying = policy('one', { Principal: '*' }, { Sid: 'Keep', Effect: 'Deny', Principal: '*' });
    const layers = { identity: [denying], boundary: denying, session: [denying], endpoint: denying };
    const denied = { ...layers, resource: { account: HOME, policy: denying.document } };
    expect(decided({ identity: [ALL], [layer]: denied[layer] })).toBe(expected);
  });

  it('a statement without a Sid is called by its place', () => {
    expect(decided({ identity: [policy('one', {}, { Effect: 'Deny' })] })).toBe('identity-based policy one #2');
  });

  it('a Deny with NotPrincipal denies whoever has a boundary', () => {
    const text = policy('', { Effect: 'Deny', NotPrincipal: { AWS: [ROLE, HOME] } }).document;
    const resource = { account: HOME, policy: text };
    expect(decided({ identity: [ALL], resource })).toBe('allowed');
    expect(decided({ identity: [ALL], boundary: ALL, resource })).toMatch(/^resource-based policy .* #1$/);
  });

  it('a user who is named is held to no boundary', () => {
    const resource = guard(HOME, { AWS: user.arn });
    expect(decided({ identity: [], boundary: NOTHING, resource }, user)).toBe('allowed');
  });

  it('root and the services have no policies of their own, and keys let neither in unnamed', () => {
    expect(decided({ identity: [] }, root)).toBe('allowed');
    expect(decided({ identity: [], resource: { account: HOME, ...KEY } }, root)).toBe('no resource-based policy');
    expect(decided({ resource: guard(HOME, { AWS: HOME }, KEY) }, root)).toBe('allowed');
    expect(decided({ resource: { account: HOME } }, service)).toBe('no resource-based policy');
    expect(decided({ resource: guard(HOME, { AWS: HOME }) }, service)).toBe('no resource-based policy');
    expect(decided({ resource: guard(HOME, { Service: service.arn }) }, service)).toBe('allowed');
  });
});

describe('between accounts', () => {
  it.each<[string, ApplicablePolicies, string]>([
    ['the identity alone', { identity: [ALL], resource: { account: ABROAD } }, 'no resource-based policy'],
    ['the resource alone', { identity: [], resource: guard(ABROAD, { AWS: session.arn }) }, 'no identity-based policy'],
    ['both', { identity: [ALL], resource: guard(ABROAD, { AWS: HOME }) }, 'allowed'],
    [
      'both, not the boundary',
      { identity: [ALL], boundary: NOTHING, resource: guard(ABROAD, '*') },
      'no permissions boundary',
    ],
    [
      'both, not the session',
      { identity: [ALL], session: [NOTHING], resource: guard(ABROAD, '*') },
      'no session policy',
    ],
    [
      'a role that trusts nobody',
      { identity: [ALL], resource: { account: ABROAD, ...KEY, kind: 'role trust policy' } },
      'no role trust policy',
    ],
  ])('%s', (_, policies, expected) => {
    expect(decided(policies)).toBe(expected);
  });
});

describe('what is known of a request', () => {
  const where = (Condition: PolicyStatement['Condition'] & {}) => ({ identity: [policy('one', { Condition })] });

  it.each<[string, PolicyStatement['Condition'] & {}, Partial<Principal>]>([
    ['aws:PrincipalArn', { ArnEquals: { 'aws:PrincipalArn': ROLE } }, {}],
    ['aws:PrincipalAccount', { StringEquals: { 'aws:PrincipalAccount': HOME } }, {}],
    ['aws:PrincipalTag', { StringEquals: { 'aws:PrincipalTag/Team': 'blue' } }, { tags: { team: 'blue' } }],
    ['aws:userid', { StringLike: { 'aws:userid': '*:run' } }, {}],
    ['aws:SourceIdentity', { StringEquals: { 'aws:SourceIdentity': 'ann' } }, { sourceIdentity: 'ann' }],
    ['aws:ResourceAccount', { StringEquals: { 'aws:ResourceAccount': HOME } }, {}],
    ['aws:PrincipalIsAWSService', { Bool: { 'aws:PrincipalIsAWSService': 'false' } }, {}],
  ])('%s follows from the principal', (_, Condition, more) => {
    expect(decided(where(Condition), { ...session, ...more })).toBe('allowed');
    expect(decided({ identity: [policy('one', {}, { Effect: 'Deny', Condition })] }, { ...session, ...more })).not.toBe(
      'allowed',
    );
  });

  it('has keys that are names, whatever they are called', () => {
    for (const key of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      const Condition = JSON.parse(`{"Null": {"${key}": "false"}}`) as NonNullable<PolicyStatement['Condition']>;
      expect(decided(where(Condition))).toBe('no identity-based policy');
    }
    const tags = JSON.parse('{"__proto__": "blue"}') as Record<string, string>;
    expect(decided(where({ StringEquals: { 'aws:PrincipalTag/__proto__': 'blue' } }), { ...session, tags })).toBe(
      'allowed',
    );
  });

  it('takes variables of resources for their values after the fifth colon, and for plain text before', () => {
    const on = (Resource: string) =>
      decide(
        { principal: session, action: 'sqs:SendMessage', resource: `arn:aws:sqs:us-east-1:${HOME}:${HOME}` },
        { identity: [policy('one', { Resource })] },
      ).allowed;
    expect(on(`arn:aws:sqs:us-east-1:${HOME}:\${aws:PrincipalAccount}`)).toBe(true);
    expect(on('arn:aws:sqs:us-east-1:${aws:PrincipalAccount}:*')).toBe(false);
  });
});

describe('a refusal for want of an allow', () => {
  it.each<[string, Partial<PolicyStatement>, string | undefined]>([
    ['resource', { Resource: 'arn:aws:s3:::other/*' }, 'resource'],
    ['condition', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, 'Bool aws:SecureTransport'],
    ['action', { Action: 's3:PutObject' }, undefined],
  ])('names the statement that comes closest and its %s', (_, statement, misses) => {
    const request = { principal: session, action: 's3:GetObject', resource: 'arn:aws:s3:::models/a' };
    const identity = [policy('far', { Action: 'ec2:*' }), policy('near', { Sid: 'Near', ...statement })];
    expect(decide(request, { identity })).toEqual({
      allowed: false,
      explicit: false,
      policyKind: 'identity-based policy',
      ...(misses && { nearest: { policy: 'near', statement: 'Near', misses } }),
    });
  });
});
