import { LabError, usageError } from '../../errors.ts';
import { resourcePrefix } from '../../lab/names.ts';
import { verdictOf, type ObservedStack } from '../../lab/stack-status.ts';
import { isAsChosen, placedZones, ZONE_NEEDS, zonesIn, type ZoneObjection, type ZoneSlots } from '../../lab/zones.ts';
import { mlopsLab } from '../../steps.ts';
import type { ActionContext } from '../context.ts';
import type { Observed } from './read.ts';

/** The zones of an existing network; undefined if there is none, or only the remains of a failure. */
export function standingZones({ stacks: { network } }: Observed): ZoneSlots | undefined {
  if (!network || ['remains', 'gone'].includes(verdictOf(network.status))) return undefined;
  return slotsOf(network);
}

/** The zones that a stack of the network was given. */
export function zonesOf(network: Pick<ObservedStack, 'parameters'>): string[] {
  return zonesIn(slotsOf(network));
}

function slotsOf({ parameters }: Pick<ObservedStack, 'parameters'>): ZoneSlots {
  const { Zone1 = '', Zone2 = '', Zone3 = '' } = parameters;
  return [Zone1, Zone2, Zone3];
}

/** Chooses the zones of the network's subnets; refuses what is unavailable before anything is written. */
export async function decideZones(context: ActionContext, observed: Observed): Promise<ZoneSlots> {
  const { zones: choice } = context.lab.network;
  const standing = standingZones(observed);
  if (standing && isAsChosen(choice, standing)) return standing;
  const offers = await context.cloud.datascience.places.zones(ZONE_NEEDS);
  const placed = placedZones(choice, standing, offers);
  if ('kind' in placed) throw refusal(placed, context.lab.region);
  if (standing) await refuseWhileOccupied(context, observed, standing, placed);
  return placed;
}

/** CloudFormation would silently leave behind a subnet that is still in use. */
async function refuseWhileOccupied(
  { cloud, lab }: ActionContext,
  { stacks }: Observed,
  standing: ZoneSlots,
  placed: ZoneSlots,
): Promise<void> {
  const subnets = stacks.network?.outputs['SubnetIds']?.split(',') ?? [];
  const given = zonesIn(standing).map((zone, index) => ({ zone, subnet: subnets[index] ?? '' }));
  const leaving = given.filter(({ zone }) => !placed.includes(zone));
  if (leaving.length === 0) return;
  const prefix = `${resourcePrefix(lab)}nb-`;
  const held = await cloud.datascience.places.occupants(
    leaving.map(({ subnet }) => subnet),
    prefix,
  );
  if (held.length === 0) return;
  throw new LabError({
    code: 'zone-in-use',
    message: `the network cannot leave ${leaving.map(({ zone }) => zone).join(', ')}, where there still is: ${held.join(', ')}`,
    hint: [
      { say: 'see which of them are yours', command: mlopsLab('notebook', 'list') },
      { say: 'have all of them terminated (interfaces go some minutes later), or keep the zone with network.zones' },
    ],
  });
}

function refusal(objection: ZoneObjection, region: string): LabError {
  switch (objection.kind) {
    case 'unknown':
      return usageError(
        'unknown-zone',
        `network.zones: ${region} has no zone ${objection.zone} for the Data Scientist account`,
        `choose among ${objection.known.join(', ')}, or give a number`,
      );
    case 'lacking':
      return usageError(
        'unfit-zone',
        `network.zones: zone ${objection.zone} lacks ${objection.lacks.join(', ')}`,
        'choose another zone, or give a number, for which zones are chosen that have everything',
      );
    case 'too-few':
      return usageError(
        'too-few-zones',
        `network.zones: ${objection.wanted} zones are wanted, but of those of ${region} ${unfit(objection.offers)}`,
        'want fewer zones, or choose another region',
      );
    case 'no-room':
      return usageError(
        'zones-in-one-step',
        `network.zones: there is no room for ${objection.added.join(', ')} while ${objection.leaving.join(', ')} is still there`,
        `leave ${objection.leaving.join(', ')} out first, and add ${objection.added.join(', ')} in a second run`,
      );
    case 'first-moved':
      return usageError(
        'first-zone',
        `network.zones: the lab's network began in zone ${objection.first} and cannot leave it for ${objection.wanted.join(', ')}`,
        `keep ${objection.first} among the zones, or tear the lab down and create it again`,
      );
  }
}

function unfit(offers: Extract<ZoneObjection, { readonly kind: 'too-few' }>['offers']): string {
  const lacking = offers.filter(({ lacks }) => lacks.length > 0);
  if (lacking.length === 0) return `there are ${offers.length}: ${offers.map(({ id }) => id).join(', ')}`;
  const lines = lacking.map(({ id, lacks }) => `${id} lacks ${lacks.join(', ')}`);
  return `${offers.length - lacking.length} will do: ${lines.join('; ')}`;
}
