import { NOTEBOOK_INSTANCE_TYPES } from './notebook.ts';

/** How many zones the network is to span, or which: ids such as `use1-az1`. */
export type ZoneChoice = number | readonly string[];

/** Which zone each of the template's three subnets lies in; empty where it has none. */
export type ZoneSlots = readonly [string, string, string];

/** A zone, and what of all that the network needs is not there. */
export interface ZoneOffer {
  readonly id: string;
  readonly lacks: readonly string[];
}

/** What every zone of the network has to have: the services of its interface endpoints, and the notebooks' instances. */
export const ZONE_NEEDS = {
  services: ['sagemaker.api', 'sagemaker.runtime', 'sts', 'logs', 'codepipeline'],
  instanceTypes: NOTEBOOK_INSTANCE_TYPES,
} as const;

/** Why the zones that are wanted cannot be had. */
export type ZoneObjection =
  | { readonly kind: 'unknown'; readonly zone: string; readonly known: readonly string[] }
  | { readonly kind: 'lacking'; readonly zone: string; readonly lacks: readonly string[] }
  | { readonly kind: 'too-few'; readonly wanted: number; readonly offers: readonly ZoneOffer[] }
  | { readonly kind: 'first-moved'; readonly first: string; readonly wanted: readonly string[] }
  | { readonly kind: 'no-room'; readonly leaving: readonly string[]; readonly added: readonly string[] };

/** Whether a network that stands is as it is wanted, so that nothing has to be looked up. */
export function isAsChosen(choice: ZoneChoice, standing: ZoneSlots): boolean {
  const zones = zonesIn(standing);
  if (typeof choice === 'number') return zones.length === choice;
  return zones.length === choice.length && choice.every((zone) => zones.includes(zone));
}

export function zonesIn(slots: ZoneSlots): string[] {
  return slots.filter((zone) => zone !== '');
}

/**
 * Gives each zone a subnet. What stands keeps its own, since subnets cannot move: zones that are new take those that are
 * free, and those that are not wanted any more give theirs up, for the next time: a new subnet has the addresses of the old
 * one, which would still be there. The first one stays, as it is where notebooks go unless they are told otherwise.
 */
export function placedZones(
  choice: ZoneChoice,
  standing: ZoneSlots | undefined,
  offers: readonly ZoneOffer[],
): ZoneSlots | ZoneObjection {
  const wanted = typeof choice === 'number' ? suitable(choice, standing, offers) : named(choice, standing, offers);
  if ('kind' in wanted) return wanted;
  if (!standing) return filled(['', '', ''], wanted);
  const [first] = standing;
  if (first && !wanted.includes(first)) return { kind: 'first-moved', first, wanted };
  const added = wanted.filter((zone) => !standing.includes(zone));
  const free = standing.filter((zone) => zone === '').length;
  if (added.length > free)
    return { kind: 'no-room', leaving: zonesIn(standing).filter((zone) => !wanted.includes(zone)), added };
  return filled(standing, wanted);
}

/** Those that stand go first, from the front; others by their ids, so that the same zones are chosen every time. */
function suitable(
  count: number,
  standing: ZoneSlots | undefined,
  offers: readonly ZoneOffer[],
): readonly string[] | ZoneObjection {
  const kept = standing ? zonesIn(standing).slice(0, count) : [];
  const free = offers.filter(({ id, lacks }) => lacks.length === 0 && !kept.includes(id)).map(({ id }) => id);
  const chosen = [...kept, ...free.sort()].slice(0, count);
  return chosen.length === count ? chosen : { kind: 'too-few', wanted: count, offers };
}

function named(
  zones: readonly string[],
  standing: ZoneSlots | undefined,
  offers: readonly ZoneOffer[],
): readonly string[] | ZoneObjection {
  for (const zone of zones) {
    if (standing?.includes(zone)) continue;
    const offer = offers.find(({ id }) => id === zone);
    if (!offer) return { kind: 'unknown', zone, known: offers.map(({ id }) => id).sort() };
    if (offer.lacks.length > 0) return { kind: 'lacking', zone, lacks: offer.lacks };
  }
  return zones;
}

/** New zones in the subnets that were free, nothing in those that are given up. */
function filled([first, second, third]: ZoneSlots, wanted: readonly string[]): ZoneSlots {
  const added = wanted.filter((zone) => ![first, second, third].includes(zone));
  const next = (zone: string) => {
    if (zone === '') return added.shift() ?? '';
    return wanted.includes(zone) ? zone : '';
  };
  return [next(first), next(second), next(third)];
}
