import { createHash } from 'node:crypto';

import { own } from '../../../own.ts';
import { AwsError } from '../aws-error.ts';
import { INDEPENDENTLY_MAPPED, ZONE_TABLE } from './zone-table.ts';

export interface Zone {
  /** Such as `us-east-1a`; the name means another zone in another account. */
  readonly name: string;
  /** Such as `use1-az1`; the same zone in every account. */
  readonly id: string;
}

/** A region of an account. */
export interface AccountRegion {
  readonly account: string;
  readonly region: string;
}

const known = new Map<string, readonly Zone[]>();

/** The zones of a region by name. In the oldest regions each account maps names to other zones. */
export function zonesOf({ account, region }: AccountRegion): readonly Zone[] {
  const place = `${account} ${region}`;
  const zones = known.get(place) ?? zonesIn({ account, region });
  known.set(place, zones);
  return zones;
}

function zonesIn({ account, region }: AccountRegion): Zone[] {
  const [prefix = '', ...zones] = own(ZONE_TABLE, region)?.split(' ') ?? [];
  if (zones.length === 0) throw new AwsError('NotImplemented', `the sandbox has no region ${region}`, 501);
  const ids = zones.map((zone) => `${prefix}-az${zone.slice(1)}`);
  const placed = INDEPENDENTLY_MAPPED.includes(region) ? shuffled(ids, account) : ids;
  return zones.map((zone, index) => ({ name: region + zone.charAt(0), id: placed[index] ?? '' }));
}

export function zoneIdOf(name: string, where: AccountRegion): string {
  return zonesOf(where).find((zone) => zone.name === name)?.id ?? '';
}

/** A different order for each account, always the same. */
function shuffled(ids: readonly string[], account: string): string[] {
  const ranked = ids.map((id) => ({ id, rank: createHash('sha256').update(`${account} ${id}`).digest('hex') }));
  return ranked.sort((one, other) => (one.rank < other.rank ? -1 : 1)).map(({ id }) => id);
}
