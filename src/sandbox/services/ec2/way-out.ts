import { own } from '../../../own.ts';
import type { Cloud } from '../../kernel/service.ts';
import type { VpcEndpoint } from '../../kernel/authorization.ts';
import { Unreachable, type Outbound } from '../../kernel/network.ts';
import type { Network } from '../../kernel/principal.ts';
import { endpointState } from './endpoint-shape.ts';
import { admitsHttps } from './https-rules.ts';
import { interfacesOf } from './service-interfaces.ts';
import { ec2Of, type EndpointRecord, type RouteTableRecord } from './state.ts';

/** Endpoint services of those that have two: calls of the runtime are signed for `sagemaker` too. */
const RUNTIME_CALLS = /^InvokeEndpoint/;

/**
 * The endpoint by which a call leaves the network. There is no other way: the sandbox has no NAT gateways, and interfaces
 * that AWS's services put into a subnet have no public address that an internet gateway could translate.
 */
export function endpointFor(network: Network, call: Outbound, cloud: Cloud): VpcEndpoint {
  const { account, region, vpc } = network;
  const name = `com.amazonaws.${region}.${endpointName(call)}`;
  const there = Object.values(ec2Of({ cloud, account, region }).endpoints).filter(
    (one) => one.vpc === vpc && one.service === name && endpointState(one, cloud.world.now) === 'available',
  );
  const endpoint = region === call.region ? there.find((one) => leadsFrom(network, one, cloud)) : undefined;
  if (endpoint) return { id: endpoint.id, vpc, policy: endpoint.policy };
  throw new Unreachable(
    `the sandbox: ${call.service} of ${call.region} does not answer, since nothing leads there from ${network.subnet} ` +
      `in ${vpc}; it takes a VPC endpoint for ${name} that the subnet and the security groups let calls through to`,
  );
}

function endpointName({ service, operation }: Outbound): string {
  if (service !== 'sagemaker') return service;
  return RUNTIME_CALLS.test(operation) ? 'sagemaker.runtime' : 'sagemaker.api';
}

function leadsFrom(network: Network, endpoint: EndpointRecord, cloud: Cloud): boolean {
  return endpoint.type === 'Gateway' ? isRouted(network, endpoint, cloud) : answers(network, endpoint, cloud);
}

function isRouted(network: Network, { id, service }: EndpointRecord, cloud: Cloud): boolean {
  const { routeTables, securityGroups } = ec2Of({ cloud, ...network });
  const tables = Object.values(routeTables).filter(({ vpc }) => vpc === network.vpc);
  const table = tables.find(hasSubnet(network.subnet)) ?? tables.find(hasSubnet(undefined));
  const routed = table?.routes.some(({ target }) => target.GatewayId === id) ?? false;
  const rules = network.securityGroups.flatMap((group) => own(securityGroups, group)?.rules ?? []);
  return routed && admitsHttps(rules, { egress: true, publicService: service });
}

/** Without a subnet of its own a table is the main one. */
function hasSubnet(subnet: string | undefined): (table: RouteTableRecord) => boolean {
  return ({ associations }) => associations.some((association) => association.subnet === subnet);
}

/** Clients call services by their public names, which lead to an endpoint with private names only. */
function answers(network: Network, endpoint: EndpointRecord, cloud: Cloud): boolean {
  const place = { cloud, ...network };
  const { securityGroups } = ec2Of(place);
  const rulesOf = (groups: readonly string[]) => groups.flatMap((group) => own(securityGroups, group)?.rules ?? []);
  const caller = { groups: network.securityGroups, address: network.address };
  return (
    endpoint.privateDns &&
    admitsHttps(rulesOf(endpoint.securityGroups), { egress: false, ...caller }) &&
    interfacesOf(endpoint.id, place).some(({ address, groups }) =>
      admitsHttps(rulesOf(network.securityGroups), { egress: true, groups, address }),
    )
  );
}
