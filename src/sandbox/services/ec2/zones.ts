import type {
  DescribeAvailabilityZonesRequest,
  DescribeAvailabilityZonesResult,
  DescribeInstanceTypeOfferingsRequest,
  DescribeInstanceTypeOfferingsResult,
} from '@aws-sdk/client-ec2';

import { hasInstances } from '../../kernel/places/offers.ts';
import { zonesOf, type Zone } from '../../kernel/places/zones.ts';
import type { Call } from '../../kernel/service.ts';
import { filtered } from './describe.ts';
import { refuse } from './errors.ts';

export const zoneOperations = {
  DescribeAvailabilityZones: describeAvailabilityZones,
  DescribeInstanceTypeOfferings: describeInstanceTypeOfferings,
};

function describeAvailabilityZones(
  input: DescribeAvailabilityZonesRequest,
  call: Call,
): DescribeAvailabilityZonesResult {
  call.about('*');
  const zones = chosen(input, zonesOf(call)).map(({ name, id }) => ({
    ZoneName: name,
    ZoneId: id,
    RegionName: call.region,
    GroupName: `${call.region}-zg-1`,
    NetworkBorderGroup: call.region,
    ZoneType: 'availability-zone',
    OptInStatus: 'opt-in-not-required' as const,
    State: 'available' as const,
    Messages: [],
  }));
  const passing = filtered(zones, input.Filters, (zone) => ({
    'zone-name': zone.ZoneName,
    'zone-id': zone.ZoneId,
    'region-name': zone.RegionName,
    'zone-type': zone.ZoneType,
    'opt-in-status': zone.OptInStatus,
    state: zone.State,
  }));
  return { AvailabilityZones: passing };
}

function chosen({ ZoneNames = [], ZoneIds = [] }: DescribeAvailabilityZonesRequest, zones: readonly Zone[]): Zone[] {
  const known = zones.flatMap(({ name, id }) => [name, id]);
  const unknown = [...ZoneNames, ...ZoneIds].find((wanted) => !known.includes(wanted));
  if (unknown) refuse('InvalidParameterValue', `Invalid availability zone: [${unknown}]`);
  return zones.filter(
    ({ name, id }) =>
      (ZoneNames.length === 0 || ZoneNames.includes(name)) && (ZoneIds.length === 0 || ZoneIds.includes(id)),
  );
}

/** The types that are asked for by name are those that the sandbox can say something of. */
function describeInstanceTypeOfferings(
  input: DescribeInstanceTypeOfferingsRequest,
  call: Call,
): DescribeInstanceTypeOfferingsResult {
  call.about('*');
  const { LocationType = 'region' } = input;
  const named = input.Filters?.find(({ Name }) => Name === 'instance-type')?.Values ?? [];
  const offerings = named.flatMap((type) =>
    locationsOf(type, LocationType, call).map((Location) => ({
      InstanceType: type as never,
      LocationType,
      Location,
    })),
  );
  const passing = filtered(offerings, input.Filters, ({ Location }) => ({
    'instance-type': named,
    location: Location,
  }));
  return { InstanceTypeOfferings: passing };
}

function locationsOf(type: string, kind: string, call: Call): string[] {
  const zones = zonesOf(call).filter(({ id }) => hasInstances(type, id, call.region, call.cloud.faults));
  if (kind === 'region') return zones.length > 0 ? [call.region] : [];
  return zones.map(({ name, id }) => (kind === 'availability-zone-id' ? id : name));
}
