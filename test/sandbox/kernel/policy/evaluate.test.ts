import { describe, expect, it } from 'vitest';

import type { PolicyStatement } from '../../../../src/sandbox/kernel/policy/document.ts';
import { evaluatePolicy, type PolicyRequest } from '../../../../src/sandbox/kernel/policy/evaluate.ts';
import { policyFault } from '../../../../src/sandbox/kernel/policy/grammar.ts';
import type { Principal } from '../../../../src/sandbox/kernel/principal.ts';

const session: Principal = {
  kind: 'assumed-role',
  account: '111111111111',
  arn: 'arn:aws:sts::111111111111:assumed-role/Builder/run-1',
  roleArn: 'arn:aws:iam::111111111111:role/lab/Builder',
  userId: 'AROAEXAMPLE:run-1',
};
const lambda: Principal = { kind: 'service', account: '111111111111', arn: 'lambda.amazonaws.com', userId: 'lambda' };

const request: PolicyRequest = {
  principal: session,
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::models/a/b.zip',
  context: { 'aws:SecureTransport': 'true', 'aws:PrincipalAccount': '111111111111', 's3:max-keys': '10' },
};

function verdict(statement: Partial<PolicyStatement>, changes: Partial<PolicyRequest> = {}) {
  const whole: PolicyStatement = {
    Effect: 'Allow',
    ...(!statement.NotPrincipal && { Principal: '*' }),
    ...(!statement.NotAction && { Action: '*' }),
    ...(!statement.NotResource && { Resource: '*' }),
    ...statement,
  };
  return evaluatePolicy({ Version: '2012-10-17', Statement: [whole] }, { ...request, ...changes });
}

describe('principals', () => {
  it.each([
    ['everybody', '*', 'allow'],
    ['everybody in AWS', { AWS: '*' }, 'allow'],
    ['the account', { AWS: '111111111111' }, 'allow'],
    ["the account's root", { AWS: 'arn:aws:iam::111111111111:root' }, 'allow'],
    ['the role', { AWS: ['arn:aws:iam::222222222222:root', 'arn:aws:iam::111111111111:role/lab/Builder'] }, 'allow'],
    ['the session', { AWS: 'arn:aws:sts::111111111111:assumed-role/Builder/run-1' }, 'allow'],
    ['another session', { AWS: 'arn:aws:sts::111111111111:assumed-role/Builder/run-2' }, 'none'],
    ['another account', { AWS: '222222222222' }, 'none'],
    ['a service', { Service: 'lambda.amazonaws.com' }, 'none'],
  ] as const)('%s', (_, Principal, expected) => {
    expect(verdict({ Principal })).toBe(expected);
  });

  it('lets a service in by its name, not by the account it works in', () => {
    expect(verdict({ Principal: { Service: ['lambda.amazonaws.com'] } }, { principal: lambda })).toBe('allow');
    expect(verdict({ Principal: { AWS: '111111111111' } }, { principal: lambda })).toBe('none');
  });

  it('denies all but those that NotPrincipal names', () => {
    const deny = (name: string) => verdict({ Effect: 'Deny', NotPrincipal: { AWS: name } });
    expect(deny('arn:aws:iam::111111111111:role/lab/Builder')).toBe('none');
    expect(deny('arn:aws:iam::222222222222:root')).toBe('deny');
  });
});

describe('actions and resources', () => {
  it('compares actions without regard to case, resources with', () => {
    expect(verdict({ Action: 'S3:get*' })).toBe('allow');
    expect(verdict({ Resource: 'arn:aws:s3:::Models/*' })).toBe('none');
    expect(verdict({ Resource: ['arn:aws:s3:::models/a/?.zip'] })).toBe('allow');
    expect(verdict({ Resource: 'arn:aws:s3:::models' })).toBe('none');
  });

  it('knows what is left out', () => {
    expect(verdict({ NotAction: ['s3:Put*', 's3:Delete*'] })).toBe('allow');
    expect(verdict({ NotAction: 's3:*' })).toBe('none');
    expect(verdict({ NotResource: 'arn:aws:s3:::models/*' })).toBe('none');
  });

  it('takes variables for their values, and for plain text in policies of the older version', () => {
    const statement: PolicyStatement = {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:*',
      Resource: 'arn:aws:s3:::${aws:PrincipalAccount}/*',
    };
    const own = { ...request, resource: 'arn:aws:s3:::111111111111/key' };
    expect(evaluatePolicy({ Version: '2012-10-17', Statement: statement }, own)).toBe('allow');
    expect(evaluatePolicy({ Version: '2012-10-17', Statement: statement }, request)).toBe('none');
    expect(evaluatePolicy({ Statement: statement }, own)).toBe('none');
  });

  it('lets Deny win', () => {
    const allow: PolicyStatement = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
    expect(evaluatePolicy({ Statement: [allow, { ...allow, Effect: 'Deny' }] }, request)).toBe('deny');
  });

  it('reads trust policies, which name no resource', () => {
    const trust: PolicyStatement = { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' };
    const { resource: _, ...assuming } = { ...request, action: 'sts:AssumeRole' };
    expect(evaluatePolicy({ Version: '2012-10-17', Statement: trust }, assuming)).toBe('allow');
  });
});

describe('conditions', () => {
  const context = {
    'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/lab/Builder',
    'aws:SecureTransport': 'true',
    'aws:CurrentTime': '2026-01-05T00:00:00.000Z',
    'aws:SourceIp': '10.1.2.3',
    'aws:TagKeys': ['team', 'cost'],
    's3:prefix': 'home/ann',
    's3:max-keys': '10',
  };

  it.each([
    [{ StringEquals: { 's3:Prefix': ['x', 'home/ann'] } }, true],
    [{ StringEquals: { 's3:prefix': 'home/*' } }, false],
    [{ StringLike: { 's3:prefix': 'home/*' } }, true],
    [{ StringNotEquals: { 's3:prefix': ['x', 'home/ann'] } }, false],
    [{ StringNotLike: { 's3:prefix': 'work/*' } }, true],
    [{ StringEqualsIgnoreCase: { 's3:prefix': 'HOME/ANN' } }, true],
    [{ StringEquals: { missing: 'x' } }, false],
    [{ StringNotEquals: { missing: 'x' } }, true],
    [{ StringEqualsIfExists: { missing: 'x' } }, true],
    [{ StringEqualsIfExists: { 's3:prefix': 'x' } }, false],
    [{ Bool: { 'aws:SecureTransport': 'false' } }, false],
    [{ Bool: { 'aws:SecureTransport': true } }, true],
    [{ Bool: { missing: 'false' } }, false],
    [{ BoolIfExists: { missing: 'false' } }, true],
    [{ Null: { missing: 'true' } }, true],
    [{ Null: { 's3:prefix': 'true' } }, false],
    [{ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } }, true],
    [{ ArnEquals: { 'aws:PrincipalArn': 'arn:*:role/lab/Builder' } }, false],
    [{ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::222222222222:*' } }, true],
    [{ NumericLessThan: { 's3:max-keys': 10 } }, false],
    [{ NumericLessThanEquals: { 's3:max-keys': '10' } }, true],
    [{ NumericGreaterThan: { 's3:max-keys': '9' } }, true],
    [{ NumericNotEquals: { 's3:max-keys': '10' } }, false],
    [{ DateLessThan: { 'aws:CurrentTime': '2026-01-06T00:00:00Z' } }, true],
    [{ IpAddress: { 'aws:SourceIp': ['192.168.0.0/16', '10.0.0.0/8'] } }, true],
    [{ NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, false],
    [{ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'cost', 'stage'] } }, true],
    [{ 'ForAllValues:StringEquals': { 'aws:TagKeys': 'team' } }, false],
    [{ 'ForAllValues:StringEquals': { missing: 'team' } }, true],
    [{ 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'team' } }, true],
    [{ 'ForAnyValue:StringEquals': { missing: 'team' } }, false],
    [{ StringLike: { 's3:prefix': 'home/*' }, Bool: { 'aws:SecureTransport': 'false' } }, false],
  ] as const)('%j', (Condition, holds) => {
    expect(verdict({ Condition }, { context })).toBe(holds ? 'allow' : 'none');
  });
});

describe('grammar', () => {
  const good = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' };

  it.each([
    ['a text', "Policies must be valid JSON and the first byte must be '{'"],
    [{}, 'Missing required field Statement'],
    [{ Version: '2020-01-01', Statement: good }, 'The policy must contain a valid version string'],
    [{ Statement: { ...good, Effect: 'Maybe' } }, 'Invalid effect: "Maybe"'],
    [{ Statement: [good, { ...good, Principal: undefined }] }, 'Missing required field Principal'],
    [{ Statement: { ...good, Principal: { AWS: 'somebody' } } }, 'Invalid principal in policy'],
    [{ Statement: { ...good, Action: [] } }, 'Policy has invalid action'],
    [{ Statement: { ...good, Resource: undefined } }, 'Missing required field Resource'],
    [{ Statement: { ...good, Condition: { StringIs: { a: 'b' } } } }, 'Invalid Condition type : StringIs'],
    [{ Statement: good }, undefined],
  ])('%j', (policy, fault) => {
    expect(policyFault(policy, { resources: true })).toBe(fault);
  });
});
