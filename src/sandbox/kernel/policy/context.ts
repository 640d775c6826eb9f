import type { ContextValues, VpcEndpoint } from '../authorization.ts';
import { principalArn, type Principal } from '../principal.ts';

/**
 * Values of condition keys, by lower-case name, since names are compared regardless of case. A map, since a policy may
 * test a key of any name.
 */
export type PolicyContext = ReadonlyMap<string, string | readonly string[]>;

const PRINCIPAL_TYPES = {
  root: 'Account',
  user: 'User',
  'assumed-role': 'AssumedRole',
  service: 'Service',
} as const satisfies Record<Principal['kind'], string>;

/** The facts that a request's condition keys follow from. */
export interface RequestFacts {
  readonly principal: Principal;
  readonly region: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The service that makes the request on the principal's behalf, such as `cloudformation`. */
  readonly via?: string;
  readonly vpcEndpoint?: VpcEndpoint;
}

/** The global condition keys of a request. Every request to the sandbox counts as made over TLS. */
export function requestContext(call: RequestFacts): ContextValues {
  const { principal, vpcEndpoint } = call;
  return {
    'aws:SecureTransport': 'true',
    'aws:CurrentTime': new Date(call.now).toISOString(),
    'aws:EpochTime': String(Math.floor(call.now / 1000)),
    'aws:RequestedRegion': call.region,
    'aws:ViaAWSService': String(call.via !== undefined && principal.kind !== 'service'),
    ...(call.via && { 'aws:CalledVia': [`${call.via}.amazonaws.com`] }),
    ...(vpcEndpoint && { 'aws:SourceVpce': vpcEndpoint.id, 'aws:SourceVpc': vpcEndpoint.vpc }),
    ...(vpcEndpoint && principal.network && { 'aws:VpcSourceIp': principal.network.address }),
    ...principalContext(principal),
  };
}

/**
 * The condition keys that follow from who makes a request ("AWS global condition context keys": properties of the
 * principal, properties of a role session).
 */
export function principalContext(principal: Principal): ContextValues {
  const { kind, account, sourceIdentity, tags = {} } = principal;
  if (kind === 'service') return serviceContext(principal);
  return {
    'aws:PrincipalIsAWSService': 'false',
    'aws:PrincipalType': PRINCIPAL_TYPES[kind],
    'aws:PrincipalArn': principalArn(principal),
    'aws:PrincipalAccount': account,
    'aws:userid': principal.userId,
    ...(kind === 'user' && { 'aws:username': principal.arn.split('/').at(-1) ?? '' }),
    ...(sourceIdentity !== undefined && { 'aws:SourceIdentity': sourceIdentity }),
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value])),
  };
}

/** The condition keys of AWS services that act in their own name. */
function serviceContext({ account, arn, userId, sourceArn }: Principal): ContextValues {
  return {
    'aws:PrincipalIsAWSService': 'true',
    'aws:PrincipalType': PRINCIPAL_TYPES.service,
    'aws:PrincipalServiceName': arn,
    'aws:userid': userId,
    ...(sourceArn && { 'aws:SourceAccount': account, 'aws:SourceArn': sourceArn }),
  };
}

/** Later values of a key override earlier ones, regardless of the key's case. */
export function policyContext(...values: readonly ContextValues[]): PolicyContext {
  const context = new Map<string, string | readonly string[]>();
  for (const of of values) {
    for (const [key, value] of Object.entries(of)) context.set(key.toLowerCase(), value);
  }
  return context;
}
