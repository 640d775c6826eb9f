import fc from 'fast-check';
import type { Guard } from '../../../../src/sandbox/kernel/authorization.ts';
import type { ApplicablePolicies } from '../../../../src/sandbox/kernel/policy/decide.ts';
import type { AccessRequest } from '../../../../src/sandbox/kernel/policy/request.ts';
import type { PolicyStatement } from '../../../../src/sandbox/kernel/policy/document.ts';
import type { Principal } from '../../../../src/sandbox/kernel/principal.ts';

/** A request, the policies that apply to it, and all condition keys that either speaks of. */
export interface Case {
  readonly request: AccessRequest & { readonly context: Readonly<Record<string, string | readonly string[]>> };
  readonly policies: ApplicablePolicies;
}

const HOME = '111111111111';
const ABROAD = '222222222222';

const USER: Principal = { kind: 'user', account: HOME, arn: `arn:aws:iam::${HOME}:user/ann`, userId: 'AIDAANN' };
const SESSION: Principal = {
  kind: 'assumed-role',
  account: HOME,
  arn: `arn:aws:sts::${HOME}:assumed-role/Builder/run`,
  roleArn: `arn:aws:iam::${HOME}:role/Builder`,
  userId: 'AROABUILDER:run',
};

/** What a resource is, as far as it decides how its policy counts. */
interface Target {
  readonly actions: readonly string[];
  readonly resources: (account: string) => readonly string[];
  readonly guard: Omit<Guard, 'account' | 'policy'>;
}

const TARGETS: readonly Target[] = [
  {
    actions: ['s3:GetObject', 's3:PutObject'],
    resources: () => ['arn:aws:s3:::models/ann/one.json', 'arn:aws:s3:::models/blue'],
    guard: {},
  },
  {
    actions: ['sqs:SendMessage', 'sqs:ReceiveMessage'],
    resources: (account) => [`arn:aws:sqs:us-east-1:${account}:ann`, `arn:aws:sqs:us-east-1:${account}:blue:x`],
    guard: {},
  },
  {
    actions: ['kms:Decrypt', 'kms:Encrypt'],
    resources: (account) => [`arn:aws:kms:us-east-1:${account}:key/ann`],
    guard: { exclusive: true },
  },
  {
    actions: ['sts:AssumeRole', 'sts:TagSession'],
    resources: (account) => [`arn:aws:iam::${account}:role/blue`],
    guard: { exclusive: true, kind: 'role trust policy' },
  },
];

const ACTION_PATTERNS = [
  '*',
  '*',
  '*',
  's3:*',
  's3:Get*',
  'S3:getobject',
  's3:?utObject',
  'sqs:*',
  'kms:*',
  'sts:*',
  'iam:*',
];
const RESOURCE_PATTERNS = [
  '*',
  '*',
  '*',
  'arn:aws:s3:::models/*',
  'arn:aws:s3:::models/${aws:username}/*',
  'arn:aws:s3:::models/${aws:PrincipalTag/team}',
  "arn:aws:s3:::models/${aws:PrincipalTag/team, 'blue'}",
  'arn:aws:s3:::models/${*}',
  'arn:aws:s3:::model?/*',
  'arn:aws:s3:::Models/*',
  'arn:aws:sqs:*:*:ann',
  'arn:aws:sqs:us-east-1:${aws:PrincipalAccount}:*',
  'arn:aws:kms:*:111111111111:key/*',
  'arn:aws:iam::*:role/*',
];
const PRINCIPALS = [
  '*',
  { AWS: '*' },
  { AWS: HOME },
  { AWS: [`arn:aws:iam::${HOME}:root`] },
  { AWS: ABROAD },
  { AWS: USER.arn },
  { AWS: SESSION.roleArn ?? '' },
  { AWS: SESSION.arn },
  { AWS: [`arn:aws:sts::${HOME}:assumed-role/Builder/other`, `arn:aws:iam::${ABROAD}:role/Builder`] },
  { Service: 'lambda.amazonaws.com' },
] as const;

const TEXTS = [
  'blue',
  'Blue',
  'red',
  'bl*',
  'b?ue',
  '*',
  '${aws:PrincipalTag/team}',
  "${aws:username, 'blue'}",
  '${nothing}',
];
const ARNS = [
  'arn:aws:iam::111111111111:role/Builder',
  'arn:aws:iam::*:user/*',
  'arn:*:role/Builder',
  'arn:aws:iam::?11111111111:r*',
];
const NUMBERS = ['9', '10', '11', '10.0'];
const DATES = ['2026-01-05T00:00:00Z', '2026-01-06T00:00:00Z', '1767571200'];
const ADDRESSES = ['10.0.0.0/8', '10.1.2.3', '192.168.0.0/16', '2001:db8::/32'];
const FLAGS = ['true', 'false', 'TRUE'];

const NEGATABLE = (name: string) => [name, name.replace(/(Equals|Like|IpAddress)/, 'Not$1')];
const ORDER = ['LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];

/** Families of operators, with keys that have values of their kind, and values that a policy may give. */
const FAMILIES: readonly (readonly [
  operators: readonly string[],
  keys: readonly string[],
  values: readonly string[],
])[] = [
  [
    ['StringEquals', 'StringEqualsIgnoreCase', 'StringLike'].flatMap(NEGATABLE),
    ['s3:prefix', 'aws:PrincipalTag/team', 'aws:username', 'constructor', '__proto__', 'AWS:tagkeys'],
    TEXTS,
  ],
  [['ForAllValues:StringEquals', 'ForAnyValue:StringLike', 'ForAnyValue:StringNotEquals'], ['AWS:tagkeys'], TEXTS],
  [['ArnEquals', 'ArnLike'].flatMap(NEGATABLE), ['aws:PrincipalArn', 'aws:SourceArn'], ARNS],
  [[...NEGATABLE('NumericEquals'), ...ORDER.map((one) => `Numeric${one}`)], ['s3:max-keys'], NUMBERS],
  [[...NEGATABLE('DateEquals'), ...ORDER.map((one) => `Date${one}`)], ['aws:CurrentTime'], DATES],
  [NEGATABLE('IpAddress'), ['aws:SourceIp'], ADDRESSES],
  [['Bool'], ['aws:SecureTransport', 'aws:MultiFactorAuthPresent'], FLAGS],
];

const oneOrMany = (values: readonly string[]) =>
  fc.oneof(
    fc.constantFrom(...values),
    fc.subarray([...values], { minLength: 1, maxLength: Math.min(3, values.length) }),
  );

/** Which condition keys policies ask for: `global` ones are those that every action knows. */
export type Keys = 'any' | 'global';

const isKnown = (keys: Keys) => (key: string) => keys === 'any' || key.toLowerCase().startsWith('aws:');

function testOn(wanted: Keys) {
  const families = FAMILIES.map(
    ([operators, keys, given]) => [operators, keys.filter(isKnown(wanted)), given] as const,
  );
  return fc
    .constantFrom(...families.filter(([, keys]) => keys.length > 0))
    .chain(([operators, keys, given]) =>
      fc.tuple(
        fc.constantFrom(...operators).chain(withSet),
        fc.constantFrom('', '', 'IfExists'),
        fc.constantFrom(...keys),
        oneOrMany(given),
      ),
    );
}

function withSet(operator: string): fc.Arbitrary<string> {
  return operator.includes(':')
    ? fc.constant(operator)
    : fc.constantFrom(...['', 'ForAllValues:', 'ForAnyValue:'].map((set) => set + operator));
}

function presence(keys: Keys) {
  const asked = ['s3:prefix', 'aws:TagKeys', 'aws:username', 'aws:PrincipalTag/team'].filter(isKnown(keys));
  return fc.tuple(fc.constantFrom(...asked), fc.constantFrom('true', 'false'));
}

function condition(keys: Keys): fc.Arbitrary<NonNullable<PolicyStatement['Condition']>> {
  return fc
    .tuple(fc.array(testOn(keys), { maxLength: 2 }), fc.option(presence(keys), { nil: undefined, freq: 1 }))
    .map(([tests, isThere]) => {
      const entries = tests.map(([operator, ifExists, key, given]) => [
        `${operator}${ifExists}`,
        Object.fromEntries([[key, given]]),
      ]);
      return { ...Object.fromEntries(entries), ...(isThere && { Null: { [isThere[0]]: isThere[1] } }) } as NonNullable<
        PolicyStatement['Condition']
      >;
    });
}

const effect = fc.constantFrom<'Allow' | 'Deny'>('Allow', 'Allow', 'Allow', 'Deny');
const acting = fc.oneof(
  { weight: 5, arbitrary: oneOrMany(ACTION_PATTERNS).map((Action) => ({ Action })) },
  { weight: 1, arbitrary: oneOrMany(ACTION_PATTERNS.slice(3)).map((NotAction) => ({ NotAction })) },
);
const upon = fc.oneof(
  { weight: 5, arbitrary: oneOrMany(RESOURCE_PATTERNS).map((Resource) => ({ Resource })) },
  { weight: 1, arbitrary: oneOrMany(RESOURCE_PATTERNS.slice(3)).map((NotResource) => ({ NotResource })) },
);

type Kind = 'identity' | 'resource' | 'trust';

function statement(kind: Kind, keys: Keys) {
  return fc
    .tuple(effect, acting, upon, condition(keys), fc.constantFrom(...PRINCIPALS), fc.nat(9))
    .map(([Effect, actions, resources, Condition, Principal, dice]): PolicyStatement => ({
      Effect,
      ...actions,
      ...(kind !== 'trust' && resources),
      ...(kind !== 'identity' && (Effect === 'Deny' && dice === 0 ? { NotPrincipal: Principal } : { Principal })),
      ...(dice > 4 && { Condition }),
    }));
}

function document(kind: Kind, keys: Keys): fc.Arbitrary<string> {
  const version = fc.constantFrom('2012-10-17', '2012-10-17', '2012-10-17', '2008-10-17');
  return fc
    .tuple(version, fc.array(statement(kind, keys), { minLength: 1, maxLength: 3 }))
    .map(([Version, Statement]) => JSON.stringify({ Version, Statement }));
}

function named(name: string, keys: Keys) {
  return document('identity', keys).map((text) => ({ name, document: text }));
}

/** An endpoint's policy: for everybody, as most are. */
function endpointPolicy(keys: Keys) {
  return document('identity', keys).map((text) => {
    const policy = JSON.parse(text) as { Version: string; Statement: PolicyStatement[] };
    const Statement = policy.Statement.map((one) => ({ ...one, Principal: '*' }));
    return { name: 'endpoint', document: JSON.stringify({ ...policy, Statement }) };
  });
}

const values = {
  's3:prefix': fc.constantFrom('blue', 'red', 'bl*'),
  'aws:PrincipalTag/team': fc.constantFrom('blue', 'ann', '*'),
  'aws:TagKeys': fc.subarray(['blue', 'red', 'Blue'], { minLength: 1 }),
  's3:max-keys': fc.constantFrom('9', '10'),
  'aws:SourceIp': fc.constantFrom('10.1.2.3', '192.168.1.1', '2001:db8::1'),
  'aws:SecureTransport': fc.constantFrom('true', 'false'),
  'aws:MultiFactorAuthPresent': fc.constantFrom('true', 'false'),
  'aws:SourceArn': fc.constant('arn:aws:sns:us-east-1:111111111111:topic'),
};

function contextOf(principal: Principal) {
  return fc.record(values, { requiredKeys: [] }).map((given) => ({
    ...given,
    'aws:CurrentTime': '2026-01-05T00:00:00Z',
    'aws:PrincipalArn': principal.roleArn ?? principal.arn,
    'aws:PrincipalAccount': principal.account,
    'aws:userid': principal.userId,
    ...(principal.kind === 'user' && { 'aws:username': 'ann' }),
  }));
}

interface Layers {
  /** Whether some sessions have a session policy. */
  readonly session: boolean;
  readonly endpoint: boolean;
  readonly keys: Keys;
}

export function randomCase({ session, endpoint, keys }: Layers): fc.Arbitrary<Case> {
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });
  const none = fc.constant(undefined);
  return fc
    .tuple(fc.constantFrom(USER, SESSION), fc.constantFrom(...TARGETS), fc.constantFrom(HOME, HOME, ABROAD))
    .chain(([principal, target, account]) =>
      fc.record({
        request: fc.record({
          principal: fc.constant(principal),
          action: fc.constantFrom(...target.actions),
          resource: fc.constantFrom(...target.resources(account)),
          context: contextOf(principal),
        }),
        policies: fc.record({
          identity: fc.array(named('identity', keys), { maxLength: 2 }),
          boundary: fc.option(named('boundary', keys), { nil: undefined, freq: 2 }),
          session: session && principal === SESSION ? maybe(named('session', keys).map((one) => [one])) : none,
          resource: policyOf(target, keys).map((policy) => ({ ...target.guard, account, policy })),
          endpoint: endpoint ? maybe(endpointPolicy(keys)) : none,
        }),
      }),
    );
}

/** Keys and roles have one always. */
function policyOf({ guard }: Target, keys: Keys): fc.Arbitrary<string | undefined> {
  const policy = document(guard.kind === 'role trust policy' ? 'trust' : 'resource', keys);
  return guard.exclusive ? policy : fc.option(policy, { nil: undefined, freq: 1 });
}
