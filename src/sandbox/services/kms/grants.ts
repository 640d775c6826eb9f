import { isDeepStrictEqual } from 'node:util';

import type {
  CreateGrantRequest,
  CreateGrantResponse,
  GrantListEntry,
  ListGrantsRequest,
  ListGrantsResponse,
  RetireGrantRequest,
  RevokeGrantRequest,
} from '@aws-sdk/client-kms';

import { own, put } from '../../../own.ts';
import { pageOf } from '../../kernel/pages.ts';
import { matchesPrincipal } from '../../kernel/policy/principal-match.ts';
import type { Call } from '../../kernel/service.ts';
import { HEXADECIMAL } from '../../kernel/world.ts';
import { accessDenied, keyToUse } from './access.ts';
import { findKey, keyIdOrArn, notFound } from './find.ts';
import { notPendingDeletion, usable } from './key-state.ts';
import { kmsState, type Grant, type Key } from './state.ts';

/** A grant with a name that is asked for again is the same grant. */
export function createGrant(input: CreateGrantRequest, call: Call): CreateGrantResponse {
  // KMS user guide, kms:GrantIsForAWSResource: true when a service asks on the principal's behalf.
  if (call.via !== undefined) call.condition('kms:GrantIsForAWSResource', 'true');
  const key = usable(keyToUse(call, keyIdOrArn(input.KeyId), 'CreateGrant'));
  const terms = {
    ...(input.Name !== undefined && { name: input.Name }),
    granteePrincipal: input.GranteePrincipal ?? '',
    ...(input.RetiringPrincipal !== undefined && { retiringPrincipal: input.RetiringPrincipal }),
    operations: input.Operations ?? [],
    ...(input.Constraints && { constraints: input.Constraints }),
    issuingAccount: call.account,
  };
  const grant = sameGrant(key, terms) ?? issued(call, key, terms);
  return { GrantId: grant.id, GrantToken: grant.token };
}

export function listGrants(input: ListGrantsRequest, call: Call): ListGrantsResponse {
  const key = keyToUse(call, keyIdOrArn(input.KeyId), 'ListGrants');
  const wanted = Object.values(key.grants).filter(
    (grant) =>
      (input.GrantId ?? grant.id) === grant.id &&
      (input.GranteePrincipal ?? grant.granteePrincipal) === grant.granteePrincipal,
  );
  const { items, next } = pageOf(wanted, input.Marker, input.Limit ?? 50);
  return {
    Grants: items.map((grant) => listEntry(key, grant)),
    Truncated: next !== undefined,
    ...(next && { NextMarker: next }),
  };
}

export function revokeGrant(input: RevokeGrantRequest, call: Call): object {
  const key = notPendingDeletion(keyToUse(call, keyIdOrArn(input.KeyId), 'RevokeGrant'));
  const grant = own(key.grants, input.GrantId ?? '');
  if (!grant) throw notFound(`Grant ID ${input.GrantId ?? ''} not found`);
  delete key.grants[grant.id];
  return {};
}

/** Whoever may retire a grant is said by the grant itself; only then by the key's policy. */
export function retireGrant(input: RetireGrantRequest, call: Call): object {
  const { key, grant } = grantMeant(input, call);
  call.about(key.arn);
  const retiring = [
    grant.retiringPrincipal ?? [],
    grant.operations.includes('RetireGrant') ? grant.granteePrincipal : [],
  ];
  if (!matchesPrincipal({ AWS: retiring.flat() }, call.principal) && call.account !== key.account) {
    throw accessDenied(call, 'kms:RetireGrant', key.arn);
  }
  delete key.grants[grant.id];
  return {};
}

function sameGrant(key: Key, terms: Omit<Grant, 'id' | 'token' | 'createdAt'>): Grant | undefined {
  if (terms.name === undefined) return undefined;
  return Object.values(key.grants).find(({ id: _id, token: _token, createdAt: _at, ...rest }) =>
    isDeepStrictEqual(rest, terms),
  );
}

function issued(call: Call, key: Key, terms: Omit<Grant, 'id' | 'token' | 'createdAt'>): Grant {
  const { world } = call.cloud;
  const grant = { id: world.identifier(64, HEXADECIMAL), token: world.identifier(64), ...terms, createdAt: call.now };
  put(key.grants, grant.id, grant);
  return grant;
}

function listEntry(key: Key, grant: Grant): GrantListEntry {
  return {
    KeyId: key.arn,
    GrantId: grant.id,
    Name: grant.name ?? '',
    CreationDate: new Date(grant.createdAt),
    GranteePrincipal: grant.granteePrincipal,
    ...(grant.retiringPrincipal && { RetiringPrincipal: grant.retiringPrincipal }),
    IssuingAccount: `arn:aws:iam::${grant.issuingAccount}:root`,
    Operations: [...grant.operations],
    ...(grant.constraints && { Constraints: grant.constraints }),
  };
}

function grantMeant(input: RetireGrantRequest, call: Call): { key: Key; grant: Grant } {
  const keys = input.KeyId
    ? [findKey(call, input.KeyId)]
    : Object.values(kmsState(call.cloud.world, call.account, call.region).keys);
  for (const key of keys) {
    const grant = Object.values(key.grants).find(({ id, token }) => id === input.GrantId || token === input.GrantToken);
    if (grant) return { key, grant };
  }
  throw notFound('Grant not found');
}
