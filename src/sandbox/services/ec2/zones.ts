import type {
  DescribeAvailabilityZonesRequest,
  DescribeAvailabilityZonesResult,
  DescribeRegionsRequest,
  DescribeRegionsResult,
} from '@aws-sdk/client-ec2';

import { availabilityZones } from '../../kernel/availability-zones.ts';
import type { Call } from '../../kernel/service.ts';
import { filtered } from './describe.ts';
import { refuse } from './errors.ts';

export const zoneOperations = {
  DescribeAvailabilityZones: describeAvailabilityZones,
  DescribeRegions: describeRegions,
};

/** The regions that every account may use without opting in. Source: EC2 user guide, "AWS Regions". */
const REGIONS = [
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1'],
  ...['eu-central-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-north-1'],
  ...['ap-south-1', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-southeast-1', 'ap-southeast-2'],
];

/** `us-east-1a` → `use1-az1`. */
export function zoneId(zone: string): string {
  const [area = '', direction = '', rest = ''] = zone.split('-');
  const [number = '', letter = 'a'] = rest;
  const short = direction.replace(/(north|south|east|west|central)/g, (word) => word.charAt(0));
  return `${area}${short}${number}-az${letter.charCodeAt(0) - 96}`;
}

function describeAvailabilityZones(
  input: DescribeAvailabilityZonesRequest,
  call: Call,
): DescribeAvailabilityZonesResult {
  call.about('*');
  const zones = availabilityZones(call.region).map((zone) => ({
    ZoneName: zone,
    ZoneId: zoneId(zone),
    RegionName: call.region,
    GroupName: `${call.region}-zg-1`,
    NetworkBorderGroup: call.region,
    ZoneType: 'availability-zone',
    OptInStatus: 'opt-in-not-required' as const,
    State: 'available' as const,
    Messages: [],
  }));
  const unknown = input.ZoneNames?.find((name) => !zones.some(({ ZoneName }) => ZoneName === name));
  if (unknown) refuse('InvalidParameterValue', `Invalid availability zone: [${unknown}]`);
  const chosen = zones.filter(({ ZoneName }) => !input.ZoneNames?.length || input.ZoneNames.includes(ZoneName));
  const passing = filtered(chosen, input.Filters, (zone) => ({
    'zone-name': zone.ZoneName,
    'zone-id': zone.ZoneId,
    'region-name': zone.RegionName,
    'zone-type': zone.ZoneType,
    'opt-in-status': zone.OptInStatus,
    state: zone.State,
  }));
  return { AvailabilityZones: passing };
}

function describeRegions(input: DescribeRegionsRequest, call: Call): DescribeRegionsResult {
  call.about('*');
  const unknown = input.RegionNames?.find((name) => !REGIONS.includes(name));
  if (unknown) refuse('InvalidParameterValue', `Invalid region: [${unknown}]`);
  const regions = REGIONS.filter((name) => !input.RegionNames?.length || input.RegionNames.includes(name)).map(
    (name) => ({
      RegionName: name,
      Endpoint: `ec2.${name}.amazonaws.com`,
      OptInStatus: 'opt-in-not-required',
    }),
  );
  const valuesOf = (region: (typeof regions)[number]) => ({
    'region-name': region.RegionName,
    endpoint: region.Endpoint,
    'opt-in-status': region.OptInStatus,
  });
  return { Regions: filtered(regions, input.Filters, valuesOf) };
}
