import { describe, expect, it } from 'vitest';

import { policyFault } from '../../../../src/sandbox/kernel/policy/grammar.ts';

const STATEMENT = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::lab/*' };

function fault(change: object, document: object = {}): string | undefined {
  const Statement = JSON.parse(JSON.stringify({ ...STATEMENT, ...change })) as unknown;
  return policyFault({ Version: '2012-10-17', Statement, ...document }, { resources: true });
}

describe("a resource's policy", () => {
  it.each([
    ['an unknown version', {}, { Version: '2013-10-17' }, 'The policy must contain a valid version string'],
    ['an unknown element', {}, { Owner: 'me' }, 'Unknown field Owner'],
    ['an Id that is no text', {}, { Id: {} }, 'Invalid policy syntax.'],
    ['no statement', {}, { Statement: [] }, 'Missing required field Statement'],
    ['an unknown element in a statement', { Actions: 's3:*' }, {}, 'Unknown field Actions'],
    ['another effect', { Effect: 'allow' }, {}, 'Invalid effect: "allow"'],
    ['Action beside NotAction', { NotAction: 's3:*' }, {}, 'Invalid policy syntax.'],
    ['Principal beside NotPrincipal', { NotPrincipal: { AWS: '*' } }, {}, 'Invalid policy syntax.'],
    ['no principal', { Principal: undefined }, {}, 'Missing required field Principal'],
    ['an empty principal', { Principal: { AWS: [] } }, {}, 'Invalid principal in policy'],
    ['a name for a principal', { Principal: 'me' }, {}, 'Invalid principal in policy'],
    [
      'all users of an account',
      { Principal: { AWS: 'arn:aws:iam::111111111111:*' } },
      {},
      'Invalid principal in policy',
    ],
    [
      'everybody but somebody allowed',
      { Principal: undefined, NotPrincipal: { AWS: '111111111111' } },
      {},
      'Allow with NotPrincipal is not allowed.',
    ],
    ['no action', { Action: [] }, {}, 'Policy has invalid action'],
    ['no resource', { Resource: undefined }, {}, 'Missing required field Resource'],
    ['an empty list of resources', { Resource: [] }, {}, 'Missing required field Resource'],
    ['a number for a resource', { Resource: 5 }, {}, 'Invalid policy syntax.'],
    ['a Sid that is no text', { Sid: 5 }, {}, 'Invalid policy syntax.'],
    ['an unknown operator', { Condition: { StringIs: { a: 'b' } } }, {}, 'Invalid Condition type : StringIs'],
    ['a word for a date', { Condition: { DateLessThan: { a: 'noon' } } }, {}, 'Invalid policy syntax.'],
    ['a list for conditions', { Condition: [] }, {}, 'Invalid policy syntax.'],
  ])('is refused with %s', (_what, change, document, expected) => {
    expect(fault(change, document)).toBe(expected);
  });

  it.each([
    ['the older version', {}, { Version: '2008-10-17' }],
    ['no version', {}, { Version: undefined }],
    ['a Sid with spaces', { Sid: 'Enable IAM User Permissions' }, {}],
    ['a denial of everybody else', { Effect: 'Deny', Principal: undefined, NotPrincipal: { AWS: '111111111111' } }, {}],
    ['several principals', { Principal: { AWS: ['111111111111', '*'], Service: 's3.amazonaws.com' } }, {}],
  ])('is taken with %s', (_what, change, document) => {
    expect(fault(change, document)).toBeUndefined();
  });
});
