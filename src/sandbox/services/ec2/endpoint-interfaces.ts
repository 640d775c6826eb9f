import type { Call } from '../../kernel/service.ts';
import { hasEndpoint } from '../../kernel/places/offers.ts';
import { zoneIdOf } from '../../kernel/places/zones.ts';
import { shortName } from './endpoint-services.ts';
import { refuse } from './errors.ts';
import { foundForEndpoint, present } from './find.ts';
import { interfacesOf, newInterface, releaseInterfaces } from './service-interfaces.ts';
import type { EndpointRecord } from './state.ts';

/** How long the interfaces of a deleted endpoint still hold their subnets. */
const LINGER_MS = 90_000;

/** Gives each subnet of an interface endpoint a network interface, and takes it from the others. */
export function placeInterfaces(endpoint: EndpointRecord, call: Call): void {
  const existing = interfacesOf(endpoint.id, call);
  for (const id of endpoint.subnets.filter((subnet) => !existing.some((one) => one.subnet === subnet))) {
    const wanted = {
      description: `VPC Endpoint Interface ${endpoint.id}`,
      interfaceType: 'vpc_endpoint',
      requester: 'amazon-vpce',
      groups: endpoint.securityGroups,
    } as const;
    newInterface(present('subnets', id, call), wanted, call).owner = endpoint.id;
  }
  for (const one of existing) {
    one.groups = [...endpoint.securityGroups];
    if (!endpoint.subnets.includes(one.subnet)) one.goneAt = call.now + LINGER_MS;
  }
}

export function removeInterfaces(endpoint: EndpointRecord, call: Call): void {
  // Nobody but the endpoint's service may delete them: they vanish without ever being "available".
  const goneAt = call.now + LINGER_MS;
  releaseInterfaces(endpoint.id, { releasedAt: goneAt, goneAt }, call);
}

/** The subnets of an interface endpoint: of its VPC, and each in a zone of its own that the service is in. */
export function checkedSubnets(
  ids: readonly string[],
  { vpc, service }: Pick<EndpointRecord, 'vpc' | 'service'>,
  call: Call,
): string[] {
  const zones = new Set<string>();
  for (const id of ids) {
    const subnet = foundForEndpoint('subnets', id, call);
    if (subnet.vpc !== vpc) refuse('InvalidParameter', `Subnet ${id} does not belong to VPC ${vpc}`);
    if (!hasEndpoint(shortName(service), zoneIdOf(subnet.zone, call), call.cloud.faults)) {
      refuse(
        'InvalidParameter',
        `The VPC endpoint service ${service} does not support the availability zone of the subnet: ${id}.`,
      );
    }
    if (zones.has(subnet.zone)) {
      refuse(
        'DuplicateSubnetsInSameZone',
        `Found another VPC endpoint subnet in the availability zone of ${id}. VPC endpoint subnets should be in ` +
          'different availability zones supported by the VPC endpoint service.',
      );
    }
    zones.add(subnet.zone);
  }
  return [...ids];
}

/** Without security groups of its own an endpoint gets the default one of its VPC. */
export function checkedGroups(ids: readonly string[] | undefined, vpc: string, call: Call): string[] {
  if (!ids?.length) return [present('vpcs', vpc, call).defaultSecurityGroup];
  for (const id of ids) {
    if (foundForEndpoint('securityGroups', id, call).vpc !== vpc) {
      refuse('InvalidParameter', `Security group ${id} does not belong to VPC ${vpc}`);
    }
  }
  return [...ids];
}
