import {
  EC2Client,
  DescribeAvailabilityZonesCommand,
  DescribeVpcEndpointServicesCommand,
  paginateDescribeInstanceTypeOfferings,
  type AvailabilityZone,
  type LocationType,
  type _InstanceType,
} from '@aws-sdk/client-ec2';
import type { ZoneOffer } from '../lab/zones.ts';
import type { Places, ZoneNeeds } from '../ports/places.ts';
import { clientOf, type ClientSetup } from './clients.ts';
import { closeDefaultGroup, isDefaultGroupOpen } from './default-group.ts';
import { errorName, translated, type CallSite } from './errors.ts';
import { occupantsOf } from './occupants.ts';

export function awsPlaces(setup: ClientSetup, site: CallSite): Places {
  const client = clientOf(EC2Client, setup);
  return {
    zones: (needs) => translated(site, () => zoneOffers(client, setup.region, needs)),
    lackedServices: (services) => translated(site, () => lackedServices(client, setup.region, services)),
    lackedTypes: (types) => translated(site, () => lackedTypes(client, types)),
    isDefaultGroupOpen: (vpc) => translated(site, () => isDefaultGroupOpen(client, vpc)),
    closeDefaultGroup: (vpc) => translated(site, () => closeDefaultGroup(client, vpc)),
    occupants: (subnets, named) => translated(site, () => occupantsOf(setup, client, subnets, named)),
  };
}

async function zoneOffers(client: EC2Client, region: string, needs: ZoneNeeds): Promise<ZoneOffer[]> {
  const [zones, services, types] = await Promise.all([
    zonesOf(client),
    Promise.all(needs.services.map((service) => zonesOfService(client, region, service))),
    typesBy(client, 'availability-zone-id', needs.instanceTypes),
  ]);
  return zones.map(({ ZoneName = '', ZoneId: id = '' }) => {
    const lackedServices = needs.services.filter((_, index) => !services[index]?.includes(ZoneName));
    const lackedHere = needs.instanceTypes.filter((type) => !types.get(ec2Type(type))?.includes(id));
    return { id, lacks: [...lackedServices.map((service) => `the endpoint of ${service}`), ...lackedHere] };
  });
}

async function zonesOf(client: EC2Client): Promise<AvailabilityZone[]> {
  const Filters = [
    { Name: 'zone-type', Values: ['availability-zone'] },
    { Name: 'state', Values: ['available'] },
  ];
  return (await client.send(new DescribeAvailabilityZonesCommand({ Filters }))).AvailabilityZones ?? [];
}

/** By the account's own names of its zones; none if the region does not have the service. */
async function zonesOfService(client: EC2Client, region: string, service: string): Promise<readonly string[]> {
  const ServiceNames = [`com.amazonaws.${region}.${service}`];
  try {
    const { ServiceDetails } = await client.send(new DescribeVpcEndpointServicesCommand({ ServiceNames }));
    return ServiceDetails?.flatMap(({ AvailabilityZones = [] }) => AvailabilityZones) ?? [];
  } catch (error) {
    if (errorName(error) === 'InvalidServiceName') return [];
    throw error;
  }
}

async function lackedServices(client: EC2Client, region: string, services: readonly string[]): Promise<string[]> {
  const zones = await Promise.all(services.map((service) => zonesOfService(client, region, service)));
  return services.filter((_, index) => zones[index]?.length === 0);
}

/**
 * SageMaker does not say where its instance types exist. They run on EC2 types of the same name, so they exist only
 * where those do.
 */
function ec2Type(type: string): string {
  return type.replace(/^ml\./, '');
}

async function typesBy(
  client: EC2Client,
  LocationType: LocationType,
  types: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const Filters = [{ Name: 'instance-type', Values: types.map(ec2Type) }];
  const pages = paginateDescribeInstanceTypeOfferings({ client }, { LocationType, Filters });
  for await (const { InstanceTypeOfferings = [] } of pages) {
    for (const { InstanceType, Location = '' } of InstanceTypeOfferings) {
      const type = String(InstanceType satisfies _InstanceType | undefined);
      found.set(type, [...(found.get(type) ?? []), Location]);
    }
  }
  return found;
}

async function lackedTypes(client: EC2Client, types: readonly string[]): Promise<string[]> {
  if (types.length === 0) return [];
  const offered = await typesBy(client, 'region', types);
  return types.filter((type) => !offered.has(ec2Type(type)));
}
