import type { RenderedPolicy } from '../lab/rendered-policy.ts';
import type { Actor } from '../world/actor.ts';
import type { Named } from '../world/named.ts';
import type { Place } from '../world/place.ts';
import { placesFor } from '../world/places.ts';
import { situationsOf, type Situation } from '../world/situations.ts';
import { policiesAbout, type Book } from './book.ts';

/** Somebody tries an action on something, in some way. */
export interface Attempt {
  readonly actor: Actor;
  readonly action: string;
  readonly place: Place;
  readonly situation: Situation;
}

/** All that an actor is tried with, where one of the policies has a say on that side. */
export function attemptsOf(
  actor: Actor,
  actions: readonly string[],
  policies: ReadonlySet<RenderedPolicy>,
  book: Book,
): Attempt[] {
  return actions.flatMap((action) =>
    placesFor(action)
      .filter((place) => policiesAbout(actor, action, place, book).some((policy) => policies.has(policy)))
      .flatMap((place) => situationsOf(action, actor.side).map((situation) => ({ actor, action, place, situation }))),
  );
}

/** Whether it is tried in the way in which the action usually is. */
export function isUsual({ actor, action, situation }: Attempt): boolean {
  return situationsOf(action, actor.side)[0] === situation;
}

export function told({ actor, action, place, situation }: Omit<Attempt, 'actor'> & { actor: Named }): string {
  return `${actor.name}: ${action} on ${place.name}, ${situation.name}`;
}
