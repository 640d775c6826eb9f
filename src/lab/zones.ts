import { NOTEBOOK_INSTANCE_TYPES } from './notebook.ts';

/** How many zones the network spans, or which: ids such as `use1-az1`. */
export type ZoneChoice = number | readonly string[];

/** The zone of each of the template's three subnets; empty if it has none. */
export type ZoneSlots = readonly [string, string, string];

/** A zone, and what it lacks of what the network needs. */
export interface ZoneOffer {
  readonly id: string;
  readonly lacks: readonly string[];
}

/**
 * What every zone of the network must offer: the services of its interface endpoints, and the notebooks' instance
 * types.
 */
export const ZONE_NEEDS = {
  services: ['sagemaker.api', 'sagemaker.runtime', 'sts', 'logs', 'codepipeline'],
  instanceTypes: NOTEBOOK_INSTANCE_TYPES,
} as const;

/** Why the wanted zones are not available. */
export type ZoneObjection =
  | { readonly kind: 'unknown'; readonly zone: string; readonly known: readonly string[] }
  | { readonly kind: 'lacking'; readonly zone: string; readonly lacks: readonly string[] }
  | { readonly kind: 'too-few'; readonly wanted: number; readonly offers: readonly ZoneOffer[] }
  | { readonly kind: 'first-moved'; readonly first: string; readonly wanted: readonly string[] }
  | { readonly kind: 'no-room'; readonly leaving: readonly string[]; readonly added: readonly string[] };

/** Whether an existing network already is as wanted, so that nothing has to be looked up. */
export function isAsChosen(choice: ZoneChoice, standing: ZoneSlots): boolean {
  const zones = zonesIn(standing);
  if (typeof choice === 'number') return zones.length === choice;
  return zones.length === choice.length && choice.every((zone) => zones.includes(zone));
}

export function zonesIn(slots: readonly string[]): string[] {
  return slots.filter((zone) => zone !== '');
}

/**
 * Assigns each zone a subnet. Existing zones keep theirs, since subnets cannot move: new zones take the free ones, and
 * zones no longer wanted free theirs only for the next deployment, since a new subnet has the addresses of the old one,
 * which would still exist. The first subnet stays: notebooks use it by default.
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

/** Existing zones come first, in order; others follow by id, so that the choice is always the same. */
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

/** Puts new zones into the free subnets, and nothing into those being freed. */
function filled([first, second, third]: ZoneSlots, wanted: readonly string[]): ZoneSlots {
  const added = wanted.filter((zone) => ![first, second, third].includes(zone));
  const next = (zone: string) => {
    if (zone === '') return added.shift() ?? '';
    return wanted.includes(zone) ? zone : '';
  };
  return [next(first), next(second), next(third)];
}
