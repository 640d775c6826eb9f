import { describe, expect, it } from 'vitest';

import { accounts, refusal, trusting } from './accounts.ts';

const STATEMENT = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::lab/*' };

function policy(statement: object | readonly object[], Version: string | undefined = '2012-10-17'): string {
  return JSON.stringify({ Version, Statement: statement });
}

function withStatement(change: object): string {
  return policy({ ...STATEMENT, ...change });
}

function stored(PolicyDocument: string): () => unknown {
  const { call } = accounts('iam');
  return () => call('CreatePolicy', { PolicyName: 'Reader', PolicyDocument });
}

const SYNTAX = 'Syntax errors in policy.';
const LEGACY = 'The policy failed legacy parsing';
const NO_RESOURCES = 'Policy statement must contain resources.';
const NO_ACTIONS = 'Policy statement must contain actions.';
const NO_VENDOR = 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';

describe('a managed policy is refused', () => {
  it.each([
    ['no JSON', 'Allow all', SYNTAX],
    ['a list', '[]', SYNTAX],
    ['another version', policy(STATEMENT, '2020-01-01'), SYNTAX],
    ['no statement', '{"Version":"2012-10-17"}', SYNTAX],
    ['an empty list of statements', policy([]), SYNTAX],
    ['a text for a statement', '{"Version":"2012-10-17","Statement":"all"}', SYNTAX],
    ['an element of its own', JSON.stringify({ Version: '2012-10-17', Statement: STATEMENT, Comment: 'mine' }), SYNTAX],
    ['an Id that is no text', JSON.stringify({ Version: '2012-10-17', Id: 7, Statement: STATEMENT }), SYNTAX],
    ['an unknown element', withStatement({ Actions: 's3:*' }), SYNTAX],
    ['an element that objects inherit', policy({ ...STATEMENT, constructor: 'x' }), SYNTAX],
    ['Action beside NotAction', withStatement({ NotAction: 's3:PutObject' }), SYNTAX],
    ['Resource beside NotResource', withStatement({ NotResource: [] }), SYNTAX],
    ['a number for an action', withStatement({ Action: 1 }), SYNTAX],
    ['a list in a list', withStatement({ Action: [['s3:GetObject']] }), SYNTAX],
    ['an object for a resource', withStatement({ Resource: { Ref: 'Bucket' } }), SYNTAX],
    ['no effect', withStatement({ Effect: undefined }), SYNTAX],
    ['an effect that does not exist', withStatement({ Effect: 'Maybe' }), SYNTAX],
    ['a Sid that is no text', withStatement({ Sid: 1 }), SYNTAX],
    ['a list for conditions', withStatement({ Condition: [] }), SYNTAX],
    ['an operator that does not exist', withStatement({ Condition: { StringIs: { 'aws:userid': 'me' } } }), SYNTAX],
    ['two colons after the set', withStatement({ Condition: { 'ForAnyValue::Bool': { a: 'true' } } }), SYNTAX],
    ['an operator without keys', withStatement({ Condition: { Bool: 'true' } }), SYNTAX],
    ['an object for a value', withStatement({ Condition: { Bool: { 'aws:SecureTransport': {} } } }), SYNTAX],
    ['the older version', policy(STATEMENT, '2008-10-17'), 'Policy document must be version 2012-10-17 or greater.'],
    ['no version', JSON.stringify({ Statement: STATEMENT }), 'Policy document must be version 2012-10-17 or greater.'],
    ['an effect in other letters', withStatement({ Effect: 'allow' }), LEGACY],
    ['a word for a date', withStatement({ Condition: { DateLessThan: { 'aws:CurrentTime': 'today' } } }), LEGACY],
    ['a month 13', withStatement({ Condition: { DateLessThan: { 'aws:CurrentTime': '2026-13-01' } } }), LEGACY],
    ['a zone of one digit', withStatement({ Condition: { DateEquals: { a: '2026-01-01T00:00:00+1' } } }), LEGACY],
    ['seconds beyond 63 bits', withStatement({ Condition: { DateEquals: { a: '9223372036854775808' } } }), LEGACY],
    ['an ARN of S3 with a colon too few', withStatement({ Resource: 'arn:aws:s3::lab' }), LEGACY],
    ['an ARN without a service', withStatement({ Resource: 'arn:aws::::lab' }), LEGACY],
    [
      'a Sid twice',
      policy([
        { ...STATEMENT, Sid: 'One' },
        { ...STATEMENT, Sid: 'One' },
      ]),
      /must be unique/,
    ],
    ['a Sid with a space', withStatement({ Sid: 'Read objects' }), /must be alpha-numeric/],
    ['a Sid with a hyphen', withStatement({ Sid: 'read-objects' }), /must be alpha-numeric/],
    ['no action', withStatement({ Action: undefined }), NO_ACTIONS],
    ['an empty list of actions', withStatement({ Action: [] }), NO_ACTIONS],
    ['an action without a vendor', withStatement({ Action: 'GetObject' }), NO_VENDOR],
    ['an empty action', withStatement({ Action: undefined, NotAction: '' }), NO_VENDOR],
    ['a vendor with a space', withStatement({ Action: 's 3:GetObject' }), 'Vendor s 3 is not valid'],
    ['an action with two colons', withStatement({ Action: 's3:Get:Object' }), /only one colon/],
    ['no resource', withStatement({ Resource: undefined }), NO_RESOURCES],
    ['an empty list of resources', withStatement({ Resource: [] }), NO_RESOURCES],
    ['an empty resource', withStatement({ Resource: '' }), 'Resource  must be in ARN format or "*".'],
    ['a name for a resource', withStatement({ Resource: 'lab' }), 'Resource lab must be in ARN format or "*".'],
    [
      'an unknown partition',
      withStatement({ Resource: 'arn:aw:s3:::lab' }),
      'Partition "aw" is not valid for resource "arn:aw:s3:::lab".',
    ],
    [
      'an ARN that ends at the partition',
      withStatement({ Resource: 'arn:aws' }),
      'Resource vendor must be fully qualified and cannot contain regexes.',
    ],
    [
      'a bucket in a region',
      withStatement({ Resource: 'arn:aws:s3:eu-west-1::lab' }),
      'Resource arn:aws:s3:eu-west-1::lab can not contain region information.',
    ],
    [
      'a role in a region',
      withStatement({ Resource: 'arn:aws:iam:eu-west-1:111111111111:role/lab' }),
      /cannot contain region information/,
    ],
    ['an IAM resource of no kind', withStatement({ Resource: 'arn:aws:iam::111111111111:lab' }), /must either be/],
    [
      'a principal',
      withStatement({ Principal: { AWS: '111111111111' } }),
      'Policy document should not specify a principal.',
    ],
  ])('with %s', (_what, document, message) => {
    expect(stored(document)).toThrow(refusal('MalformedPolicyDocument', message));
  });
});

describe('a managed policy is taken', () => {
  it.each([
    ['one statement that is no list', policy(STATEMENT)],
    ['an Id', JSON.stringify({ Version: '2012-10-17', Id: 'lab', Statement: [STATEMENT] })],
    [
      'empty Sids, twice',
      policy([
        { ...STATEMENT, Sid: '' },
        { ...STATEMENT, Sid: '' },
      ]),
    ],
    ['ARNs that end early', withStatement({ Resource: ['arn:aws:ecr:*', 'arn:aws:ec2'] })],
    ['any partition', withStatement({ Resource: ['arn:*:s3:::lab', 'arn:aws-cn:s3:::lab'] })],
    ['everything of IAM', withStatement({ Action: 'iam:*', Resource: 'arn:aws:iam::*:*' })],
    ['an access point in a region', withStatement({ Resource: 'arn:aws:s3:eu-west-1:111111111111:accesspoint/lab' })],
    ['a service that nobody knows', withStatement({ Resource: 'arn:aws:lab:::thing', Action: 'lab:Do' })],
    ['a null among resources', withStatement({ Resource: ['*', null] })],
    ['NotAction with NotResource', policy({ Effect: 'Deny', NotAction: 'iam:*', NotResource: '*' })],
    ['no conditions', withStatement({ Condition: {} })],
    ['an unknown operator that tests nothing', withStatement({ Condition: { StringIs: {} } })],
    ['values without quotes', withStatement({ Condition: { Bool: { a: true }, NumericLessThan: { b: [3] } } })],
    [
      'dates',
      withStatement({
        Condition: { DateLessThan: { a: ['2026-07-01T00:00:00Z', '2026-07-01', '1700000000', '01T'] } },
      }),
    ],
    ['zones', withStatement({ Condition: { DateLessThan: { a: '2026-12-13t2:00:00.593194+23' } } })],
    ['sets', withStatement({ Condition: { 'ForAllValues:StringEqualsIfExists': { 'aws:TagKeys': 'a' } } })],
  ])('with %s', (_what, document) => {
    expect(stored(document)).not.toThrow();
  });
});

describe('an inline policy', () => {
  it.each([undefined, '2008-10-17', '2012-10-17'])('may be of version %s', (Version) => {
    const { call } = accounts('iam');
    call('CreateRole', { RoleName: 'Reader', AssumeRolePolicyDocument: trusting({ Service: 'ec2.amazonaws.com' }) });
    const PolicyDocument = JSON.stringify({ Version, Statement: STATEMENT });
    expect(() => call('PutRolePolicy', { RoleName: 'Reader', PolicyName: 'p', PolicyDocument })).not.toThrow();
  });
});

describe('a trust policy', () => {
  const trust = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };

  function role(AssumeRolePolicyDocument: string): () => unknown {
    const { call } = accounts('iam');
    return () => call('CreateRole', { RoleName: 'Trainer', AssumeRolePolicyDocument });
  }

  it.each([
    ['no JSON', 'trust me', 'This policy contains invalid Json'],
    ['a blank before it', ` ${policy(trust)}`, 'JSON strings must not have leading spaces'],
    ['a resource', policy({ ...trust, Resource: '*' }), 'Has prohibited field Resource'],
    ['no principal', policy({ ...trust, Principal: undefined }), 'Missing required field Principal'],
    ['an empty principal', policy({ ...trust, Principal: { AWS: [] } }), 'Missing required field Principal'],
    ['a kind of principal that does not exist', policy({ ...trust, Principal: { Aws: '*' } }), SYNTAX],
    ['a number for a principal', policy({ ...trust, Principal: { AWS: 111111111111 } }), SYNTAX],
    ['a text for a principal', policy({ ...trust, Principal: 'me' }), /Invalid principal/],
    [
      'all roles of an account',
      policy({ ...trust, Principal: { AWS: 'arn:aws:iam::111111111111:role/*' } }),
      /Invalid/,
    ],
    [
      'everybody but somebody',
      policy({ ...trust, Principal: undefined, NotPrincipal: { AWS: '*' } }),
      'Allow with NotPrincipal is not allowed.',
    ],
    ['an action of another service', policy({ ...trust, Action: 's3:GetObject' }), /only specify STS AssumeRole/],
    ['any action', policy({ ...trust, Action: '*' }), /only specify STS AssumeRole/],
    [
      'an action that STS does not have',
      policy({ ...trust, Action: 'sts:AssumeRoles' }),
      /only specify STS AssumeRole/,
    ],
  ])('is refused with %s', (_what, document, message) => {
    expect(role(document)).toThrow(refusal('MalformedPolicyDocument', message));
  });

  it.each([
    ['the older version', policy(trust, '2008-10-17')],
    ['no version', JSON.stringify({ Statement: [trust] })],
    ['all actions of STS', policy({ ...trust, Action: 'sts:*' })],
    ['session tags', policy({ ...trust, Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'] })],
    ['a denial of everybody else', policy([trust, { Effect: 'Deny', NotPrincipal: trust.Principal, Action: 'sts:*' }])],
  ])('is taken with %s', (_what, document) => {
    expect(role(document)).not.toThrow();
  });
});
