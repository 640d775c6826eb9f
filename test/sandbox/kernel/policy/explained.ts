import {
  statementsOf,
  valuesOf,
  type PolicyDocument,
  type PolicyStatement,
} from '../../../../src/sandbox/kernel/policy/document.ts';
import type { Case } from './random-access.ts';

/** Where the sandbox and the oracle differ, and what AWS's documentation says of it. */
interface Difference {
  readonly name: string;
  readonly source: string;
  readonly concerns: (one: Case) => boolean;
  /** A statement that decides by itself whether ann may read the object blue, and what the sandbox takes AWS to say. */
  readonly statement: Partial<PolicyStatement>;
  readonly version?: string;
  readonly says: 'Allowed' | 'ExplicitlyDenied' | 'ImplicitlyDenied';
}

export const EXPLAINED: readonly Difference[] = [
  {
    name: 'variables are plain text in policies of version 2008-10-17',
    source: 'IAM JSON policy elements: Version',
    concerns: (one) => documents(one).some(({ Version, ...rest }) => Version === '2008-10-17' && hasVariable(rest)),
    statement: { Resource: 'arn:aws:s3:::models/${aws:PrincipalTag/team}' },
    version: '2008-10-17',
    says: 'ImplicitlyDenied',
  },
  {
    name: 'a variable without a value makes a statement with NotResource invalid, whatever service the resource is of',
    source: 'IAM policy elements: Variables and tags, note',
    concerns: (one) => statements(one).some(({ NotResource }) => NotResource !== undefined && hasVariable(NotResource)),
    statement: { NotResource: 'arn:aws:sqs:*:*:${nothing}' },
    says: 'ImplicitlyDenied',
  },
  {
    name: 'a negated operator holds against a variable without a value',
    source: 'IAM policy elements: Variables and tags, "Policy variables with no value"',
    concerns: (one) => tests(one).some(({ operator, given }) => operator.includes('Not') && hasVariable(given)),
    statement: { Condition: { StringNotLike: { 'aws:PrincipalTag/team': '${nothing}' } } },
    says: 'Allowed',
  },
  {
    name: 'IfExists goes before ForAnyValue where the request lacks the key',
    source: 'IAM JSON policy elements: Condition operators, "...IfExists condition operators"',
    concerns: (one) => tests(one).some(({ operator }) => /^ForAnyValue:.*IfExists$/.test(operator)),
    statement: { Condition: { 'ForAnyValue:StringEqualsIfExists': { 'aws:nothing': 'x' } } },
    says: 'Allowed',
  },
  {
    name: 'dates may be seconds since the epoch',
    source: 'IAM JSON policy elements: Condition operators, "Date condition operators"',
    concerns: (one) =>
      tests(one).some(({ operator, given }) => operator.includes('Date') && given.some((date) => /^\d+$/.test(date))),
    statement: { Condition: { DateEquals: { 'aws:CurrentTime': '1767571200' } } },
    says: 'Allowed',
  },
  {
    name: 'an address lies in no range of the other family, so NotIpAddress holds',
    source: 'IAM JSON policy elements: Condition operators, "IP address condition operators"',
    concerns: (one) => tests(one).some(({ operator }) => operator.includes('NotIpAddress')),
    statement: { Condition: { NotIpAddress: { 'aws:SourceIp': ['10.1.2.3', '192.168.0.0/16'] } } },
    says: 'Allowed',
  },
  {
    name: 'what has not the six components of an ARN is like none, so ArnNotLike holds',
    source: 'IAM JSON policy elements: Condition operators, "ARN condition operators"',
    concerns: (one) =>
      tests(one).some(
        ({ operator, given }) => operator.includes('ArnNot') && given.some((arn) => arn.split(':').length < 6),
      ),
    statement: { Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:*:user/ann' } } },
    says: 'Allowed',
  },
  {
    name: 'a negated operator without a set operator on a key of several values: each of them counts',
    source: 'Single-valued vs. multivalued context keys (no word on it there: the set operator is obligatory)',
    concerns: (one) =>
      tests(one).some(({ operator, key }) => !operator.startsWith('For') && key.toLowerCase() === 'aws:tagkeys'),
    statement: { Condition: { StringNotEquals: { 'aws:TagKeys': 'green' } } },
    says: 'Allowed',
  },
];

/** A request that the difference's statement alone decides. */
export function exampleOf({ statement, version = '2012-10-17' }: Difference): Case {
  const Statement = { Effect: 'Allow', Action: '*', ...(statement.NotResource ? {} : { Resource: '*' }), ...statement };
  const [account, arn] = ['111111111111', 'arn:aws:iam::111111111111:user/ann'];
  return {
    request: {
      principal: { kind: 'user', account, arn, userId: 'AIDAANN' },
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::models/blue',
      context: {
        'aws:PrincipalArn': arn,
        'aws:PrincipalTag/team': 'blue',
        'aws:TagKeys': ['red', 'blue'],
        'aws:SourceIp': '2001:db8::1',
        'aws:CurrentTime': '2026-01-05T00:00:00Z',
      },
    },
    policies: {
      identity: [{ name: 'one', document: JSON.stringify({ Version: version, Statement }) }],
      resource: { account },
    },
  };
}

function documents({ policies }: Case): PolicyDocument[] {
  const { identity = [], boundary, session = [], resource, endpoint } = policies;
  const named = [...identity, ...session, ...[boundary ?? [], endpoint ?? []].flat()];
  const texts = [...named.map(({ document }) => document), ...[resource?.policy ?? []].flat()];
  return texts.map((text) => JSON.parse(text) as PolicyDocument);
}

function statements(one: Case): PolicyStatement[] {
  return documents(one).flatMap(statementsOf);
}

function tests(one: Case): { operator: string; key: string; given: readonly string[] }[] {
  return statements(one).flatMap(({ Condition = {} }) =>
    Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, given]) => ({ operator, key, given: valuesOf(given) })),
    ),
  );
}

function hasVariable(part: unknown): boolean {
  return JSON.stringify(part).includes('${');
}
