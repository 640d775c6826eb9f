import { decide, type ApplicablePolicies } from '../../../src/sandbox/kernel/policy/decide.ts';
import type { Decision } from '../../../src/sandbox/kernel/policy/decision.ts';
import { policiesAbout, type Book } from '../asking/book.ts';
import { decisionOn, EVERY_RIGHT, guardOf, named, requestOf } from '../asking/decision.ts';
import { refusalOf, type Refusal } from '../asking/refusal.ts';
import type { RenderedPolicy } from '../lab/rendered-policy.ts';
import { ACCOUNT_NAMES } from '../lab/site.ts';
import type { Side } from '../world/actor.ts';
import type { WholeAttempt } from './attempts.ts';

/** What AWS would say with all policies that apply. */
export function wholeDecisionOn(attempt: WholeAttempt, book: Book): Decision {
  return decide(requestOf(attempt, attempt.actor), applicable(attempt, book));
}

function applicable(attempt: WholeAttempt, book: Book): ApplicablePolicies {
  const { actor, action, place } = attempt;
  const [boundary] = asked(attempt, 'boundary', book);
  const [endpoint] = asked(attempt, 'network', book);
  const [resource] = asked(attempt, 'place', book);
  return {
    identity: [
      ...asked(attempt, 'own', book).map((policy) => named(policy)),
      ...(actor.besides === 'every right' ? [EVERY_RIGHT] : []),
    ],
    boundary: boundary && named(boundary),
    endpoint: endpoint && named(endpoint),
    resource: place.account === '' ? undefined : guardOf(place, action, resource && named(resource).document),
  };
}

/** The policies on one side of the attempt, if it passes there. */
function asked({ actor, action, place }: WholeAttempt, side: Side, book: Book): readonly RenderedPolicy[] {
  return actor.sides.includes(side) ? policiesAbout({ ...actor, side }, action, place, book) : [];
}

/** Every side that refuses the attempt by itself. */
export function refusals(attempt: WholeAttempt, book: Book): Refusal[] {
  return attempt.actor.sides.flatMap((side) => {
    const policies = asked(attempt, side, book);
    if (policies.length === 0) return side === 'place' ? withoutPolicy(attempt) : [];
    const besides = side === 'own' ? attempt.actor.besides : 'every right';
    const decision = decisionOn({ ...attempt, actor: { ...attempt.actor, side, besides } }, book);
    return decision.allowed ? [] : [refusalOf(decision, policies)];
  });
}

/** What has no policy lets nobody of another account in. */
function withoutPolicy({ actor, place }: WholeAttempt): Refusal[] {
  if (place.account === '' || place.account === actor.principal.account) return [];
  return [{ statement: ACCOUNT_NAMES[place.account] ?? place.account, because: 'nothing' }];
}
