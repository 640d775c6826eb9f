import type { Attempt } from '../asking/attempts.ts';
import type { Rule } from '../statement/rule.ts';
import { EVERYTHING, isMeant } from '../world/named.ts';
import type { Context } from '../world/place.ts';
import { placesFor } from '../world/places.ts';
import { situationsOf, type Situation } from '../world/situations.ts';
import { PEOPLE, type Person } from './people.ts';

/** Somebody tries something, and everything at once decides. */
export interface WholeAttempt extends Omit<Attempt, 'actor'> {
  readonly actor: Person;
}

/** All that a headline speaks of. */
export function attemptsAt(rule: Rule, everyAction: readonly string[]): WholeAttempt[] {
  const actions = rule.actions.includes(EVERYTHING) ? everyAction : rule.actions;
  return PEOPLE.filter((person) => isMeant(rule.who, person)).flatMap((actor) =>
    actions.flatMap((action) =>
      placesFor(action)
        .filter((place) => isMeant(rule.on, place))
        .flatMap((place) =>
          situationsAt(rule, actor, action).map((situation) => ({ actor, action, place, situation })),
        ),
    ),
  );
}

/**
 * Each situation that is meant, on the sides that know it; the others take the action to be done as usual. Left out, it is
 * usual on all sides.
 */
function situationsAt({ how }: Rule, { sides }: Person, action: string): Situation[] {
  const known = sides.map((side) => situationsOf(action, side));
  const meant = how === undefined ? [undefined] : known.flat().filter((each) => isMeant(how, each));
  const names = new Set(meant.map((each) => each?.name));
  return [...names].map((name) => ({
    name: name ?? 'as usual',
    context: Object.assign(
      {},
      ...known.map((all) => (all.find((each) => each.name === name) ?? all[0])?.context),
    ) as Context,
  }));
}
