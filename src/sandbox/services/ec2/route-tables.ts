import type {
  CreateRouteTableRequest,
  CreateRouteTableResult,
  DeleteRouteTableRequest,
  DescribeRouteTablesRequest,
  DescribeRouteTablesResult,
  Route,
  RouteTable,
} from '@aws-sdk/client-ec2';

import { own, put } from '../../../own.ts';
import type { Call } from '../../kernel/service.ts';
import { type Tags, tagList } from '../../kernel/tags.ts';
import type { World } from '../../kernel/world.ts';
import { described } from './describe.ts';
import { dependencyViolation } from './errors.ts';
import { found, newId } from './find.ts';
import { ec2Of, type RouteRecord, type RouteTableRecord } from './state.ts';
import { aboutNew } from './tags.ts';

export const routeTableOperations = {
  CreateRouteTable: createRouteTable,
  DescribeRouteTables: describeRouteTables,
  DeleteRouteTable: deleteRouteTable,
};

interface NewRouteTable {
  readonly vpc: string;
  readonly cidr: string;
  readonly tags: Tags;
}

/** A route table that leads within its VPC only. */
export function newRouteTable({ vpc, cidr, tags }: NewRouteTable, world: World): RouteTableRecord {
  return {
    id: newId(world, 'rtb'),
    vpc,
    routes: [{ destination: cidr, target: { GatewayId: 'local' }, origin: 'CreateRouteTable' }],
    associations: [],
    tags,
  };
}

function createRouteTable(input: CreateRouteTableRequest, call: Call): CreateRouteTableResult {
  const vpc = found('vpcs', input.VpcId, call);
  const tags = aboutNew('routeTables', input.TagSpecifications, call);
  const table = newRouteTable({ vpc: vpc.id, cidr: vpc.cidr, tags }, call.cloud.world);
  put(ec2Of(call).routeTables, table.id, table);
  return { RouteTable: shape(table, call) };
}

function describeRouteTables(input: DescribeRouteTablesRequest, call: Call): DescribeRouteTablesResult {
  const valuesOf = (table: RouteTableRecord) => ({
    'route-table-id': table.id,
    'vpc-id': table.vpc,
    'owner-id': call.account,
    'association.main': table.associations.map(({ subnet }) => String(subnet === undefined)),
    'association.subnet-id': table.associations.flatMap(({ subnet }) => subnet ?? []),
    'association.route-table-association-id': table.associations.map(({ id }) => id),
    'association.route-table-id': table.associations.length > 0 ? table.id : undefined,
    'route.destination-cidr-block': table.routes.map(({ destination }) => destination),
    'route.gateway-id': table.routes.flatMap(({ target }) => target.GatewayId ?? []),
  });
  const { records, next } = described('routeTables', { ...input, ids: input.RouteTableIds }, { call, valuesOf });
  return { RouteTables: records.map((table) => shape(table, call)), ...next };
}

function deleteRouteTable({ RouteTableId }: DeleteRouteTableRequest, call: Call): object {
  const table = found('routeTables', RouteTableId, call);
  const { routeTables, endpoints } = ec2Of(call);
  const served = Object.values(endpoints).some((endpoint) => endpoint.routeTables.includes(table.id));
  if (table.associations.length > 0 || served) {
    dependencyViolation(`The routeTable '${table.id}' has dependencies and cannot be deleted.`);
  }
  delete routeTables[table.id];
  return {};
}

function shape(table: RouteTableRecord, call: Call): RouteTable {
  return {
    RouteTableId: table.id,
    VpcId: table.vpc,
    OwnerId: call.account,
    Routes: table.routes.map((route) => routeShape(route, call)),
    Associations: table.associations.map(({ id, subnet }) => ({
      RouteTableAssociationId: id,
      RouteTableId: table.id,
      Main: subnet === undefined,
      ...(subnet && { SubnetId: subnet }),
      AssociationState: { State: 'associated' },
    })),
    PropagatingVgws: [],
    Tags: tagList(table.tags),
  };
}

/** A route leads nowhere ("blackhole") once its gateway is detached or gone. */
function routeShape({ destination, target, origin }: RouteRecord, call: Call): Route {
  const { internetGateways, endpoints, networkInterfaces } = ec2Of(call);
  const { GatewayId = '', NetworkInterfaceId = '' } = target;
  const leads =
    GatewayId === 'local' ||
    own(internetGateways, GatewayId)?.vpc !== undefined ||
    Object.hasOwn(endpoints, GatewayId) ||
    Object.hasOwn(networkInterfaces, NetworkInterfaceId);
  const towards = destination.startsWith('pl-')
    ? { DestinationPrefixListId: destination }
    : { DestinationCidrBlock: destination };
  return { ...towards, ...target, Origin: origin, State: leads ? 'active' : 'blackhole' };
}
