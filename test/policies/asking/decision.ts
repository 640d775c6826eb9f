import type { Guard } from '../../../src/sandbox/kernel/authorization.ts';
import { decide, type ApplicablePolicies } from '../../../src/sandbox/kernel/policy/decide.ts';
import type { Decision } from '../../../src/sandbox/kernel/policy/decision.ts';
import type { AccessRequest, NamedPolicy } from '../../../src/sandbox/kernel/policy/request.ts';
import type { RenderedPolicy } from '../lab/rendered-policy.ts';
import type { Actor } from '../world/actor.ts';
import type { Place } from '../world/place.ts';
import type { Attempt } from './attempts.ts';
import { policiesAbout, type Book } from './book.ts';

/** A policy of the book with another document in its place. */
export interface Replacement {
  readonly policy: RenderedPolicy;
  readonly document: string;
}

/** AWS's policy AdministratorAccess. */
export const EVERY_RIGHT: NamedPolicy = {
  name: 'AdministratorAccess',
  document: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }),
};

/** What the policies on the actor's side say to an attempt, with all others wide open. */
export function decisionOn(attempt: Attempt, book: Book, replaced?: Replacement): Decision {
  const { actor, action, place } = attempt;
  const asked = policiesAbout(actor, action, place, book).map((policy) => named(policy, replaced));
  return decide(requestOf(attempt, actor), applicable(attempt, asked));
}

export function requestOf(
  { action, place, situation }: Omit<Attempt, 'actor'>,
  { principal, context }: Pick<Actor, 'principal' | 'context'>,
): AccessRequest {
  return {
    principal,
    action,
    resource: place.arn,
    context: {
      'aws:ResourceAccount': place.account,
      'aws:SecureTransport': 'true',
      ...context,
      ...place.context,
      ...situation.context,
    },
  };
}

function applicable({ actor, action, place }: Attempt, asked: readonly NamedPolicy[]): ApplicablePolicies {
  const besides = actor.besides === 'every right' ? [EVERY_RIGHT] : [];
  const [only] = asked;
  switch (actor.side) {
    case 'own':
      return { identity: [...asked, ...besides] };
    case 'boundary':
      return { identity: besides, boundary: only };
    case 'network':
      return { identity: besides, endpoint: only };
    case 'place':
      return { identity: besides, resource: only && guardOf(place, action, only.document) };
  }
}

export function guardOf(place: Place, action: string, policy: string | undefined): Guard {
  const isTrust = action.startsWith('sts:');
  return {
    account: place.account,
    policy,
    kind: isTrust ? 'role trust policy' : 'resource-based policy',
    exclusive: isTrust || place.kind === 'key',
  };
}

const texts = new Map<RenderedPolicy, string>();

export function named(policy: RenderedPolicy, replaced?: Replacement): NamedPolicy {
  if (replaced?.policy === policy) return { name: policy.resource, document: replaced.document };
  const text = texts.get(policy) ?? JSON.stringify(policy.document);
  texts.set(policy, text);
  return { name: policy.resource, document: text };
}
