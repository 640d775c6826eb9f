import type {
  CreateRouteRequest,
  CreateRouteResult,
  DeleteRouteRequest,
  ReplaceRouteRequest,
} from '@aws-sdk/client-ec2';

import type { Call } from '../../kernel/service.ts';
import { formatCidr, parseCidr } from './cidr.ts';
import { refuse } from './errors.ts';
import { found, present } from './find.ts';
import type { RouteRecord, RouteTableRecord, RouteTarget } from './state.ts';

export const routeOperations = { CreateRoute: createRoute, ReplaceRoute: replaceRoute, DeleteRoute: deleteRoute };

function createRoute(input: CreateRouteRequest, call: Call): CreateRouteResult {
  const table = found('routeTables', input.RouteTableId, call);
  const destination = destinationOf(input);
  const target = targetOf(input, table, call);
  const existing = table.routes.find((route) => route.destination === destination);
  if (existing && existing.target.GatewayId !== target.GatewayId) {
    refuse('RouteAlreadyExists', `The route identified by ${destination} already exists.`);
  }
  if (!existing) table.routes.push({ destination, target, origin: 'CreateRoute' });
  return { Return: true };
}

function replaceRoute(input: ReplaceRouteRequest, call: Call): object {
  const table = found('routeTables', input.RouteTableId, call);
  const route = routeOf(table, destinationOf(input));
  route.target = targetOf(input, table, call);
  return {};
}

function deleteRoute(input: DeleteRouteRequest, call: Call): object {
  const table = found('routeTables', input.RouteTableId, call);
  const route = routeOf(table, destinationOf(input));
  if (route.target.GatewayId === 'local') {
    refuse('InvalidParameterValue', `cannot remove local route ${route.destination} in route table ${table.id}`);
  }
  table.routes = table.routes.filter((other) => other !== route);
  return {};
}

function routeOf(table: RouteTableRecord, destination: string): RouteRecord {
  const route = table.routes.find((candidate) => candidate.destination === destination);
  return (
    route ??
    refuse('InvalidRoute.NotFound', `no route with destination-cidr-block ${destination} in route table ${table.id}`)
  );
}

function destinationOf({ DestinationCidrBlock }: Pick<CreateRouteRequest, 'DestinationCidrBlock'>): string {
  if (DestinationCidrBlock) return formatCidr(parseCidr(DestinationCidrBlock, 'destinationCidrBlock'));
  return refuse(
    'InvalidParameterCombination',
    'The request must contain exactly one destination: destinationCidrBlock',
  );
}

/** NAT gateways and peerings are no part of the sandbox, so none that a route might name exists. */
function targetOf(input: CreateRouteRequest | ReplaceRouteRequest, { vpc }: RouteTableRecord, call: Call): RouteTarget {
  if (input.NatGatewayId)
    refuse('InvalidNatGatewayID.NotFound', `The Nat Gateway '${input.NatGatewayId}' does not exist`);
  if (input.NetworkInterfaceId)
    return { NetworkInterfaceId: present('networkInterfaces', input.NetworkInterfaceId, call).id };
  if (!input.GatewayId)
    return refuse(
      'MissingParameter',
      'The request must contain exactly one of gatewayId, natGatewayId, networkInterfaceId',
    );
  const gateway = present('internetGateways', input.GatewayId, call);
  if (gateway.vpc !== vpc) {
    refuse('InvalidParameterValue', `route table and network gateway ${gateway.id} belong to different networks`);
  }
  return { GatewayId: gateway.id };
}
