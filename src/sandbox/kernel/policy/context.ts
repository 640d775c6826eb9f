import { principalArn } from '../principal.ts';
import type { Principal } from '../principal.ts';
import type { Call } from '../service.ts';

/** Condition keys, in lower case since they are compared so, and what the request has for them. */
export type PolicyContext = Readonly<Record<string, string | readonly string[]>>;

const PRINCIPAL_TYPES = {
  root: 'Account',
  user: 'User',
  'assumed-role': 'AssumedRole',
  service: 'Service',
} as const satisfies Record<Principal['kind'], string>;

/** The global condition keys of a call. Every request to the sandbox counts as made over TLS. */
export function requestContext(call: Call): Readonly<Record<string, string | readonly string[]>> {
  const { principal } = call;
  return {
    'aws:SecureTransport': 'true',
    'aws:CurrentTime': new Date(call.now).toISOString(),
    'aws:EpochTime': String(Math.floor(call.now / 1000)),
    'aws:RequestedRegion': call.region,
    'aws:PrincipalType': PRINCIPAL_TYPES[principal.kind],
    'aws:userid': principal.userId,
    'aws:ViaAWSService': String(call.via !== undefined),
    ...(call.via && { 'aws:CalledVia': [`${call.via}.amazonaws.com`] }),
    ...identityOf(principal),
  };
}

export function lowerCaseKeys(context: Readonly<Record<string, string | readonly string[]>>): PolicyContext {
  return Object.fromEntries(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
}

function identityOf(principal: Principal): Record<string, string> {
  if (principal.kind === 'service') {
    return {
      'aws:PrincipalIsAWSService': 'true',
      'aws:PrincipalServiceName': principal.arn,
      'aws:SourceAccount': principal.account,
      ...(principal.sourceArn && { 'aws:SourceArn': principal.sourceArn }),
    };
  }
  return {
    'aws:PrincipalIsAWSService': 'false',
    'aws:PrincipalArn': principalArn(principal),
    'aws:PrincipalAccount': principal.account,
    ...(principal.kind === 'user' && { 'aws:username': principal.arn.split('/').at(-1) ?? '' }),
  };
}
