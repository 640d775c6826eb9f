import { own } from '../../../own.ts';
import type { Call } from '../../kernel/service.ts';
import { refuse } from './errors.ts';
import { foundForEndpoint } from './find.ts';
import { prefixListId } from './prefix-lists.ts';
import { ec2Of, type EndpointRecord } from './state.ts';

/** Route tables that a gateway endpoint may add its route to: of its VPC, and without such a route. */
export function checkedRouteTables(
  ids: readonly string[],
  { vpc, service }: Pick<EndpointRecord, 'vpc' | 'service'>,
  call: Call,
): string[] {
  const destination = destinationOf(service, call);
  for (const id of ids) {
    const table = foundForEndpoint('routeTables', id, call);
    if (table.vpc !== vpc) refuse('InvalidParameter', `Route table ${id} does not belong to VPC ${vpc}`);
    if (table.routes.some((route) => route.destination === destination)) {
      refuse(
        'RouteAlreadyExists',
        `route table ${id} already has a route with destination-prefix-list-id ${destination}`,
      );
    }
  }
  return [...ids];
}

export function addEndpointRoutes(endpoint: EndpointRecord, call: Call): void {
  const destination = destinationOf(endpoint.service, call);
  for (const id of endpoint.routeTables) {
    const routes = own(ec2Of(call).routeTables, id)?.routes;
    if (routes?.some((route) => route.destination === destination)) continue;
    routes?.push({ destination, target: { GatewayId: endpoint.id }, origin: 'CreateRoute' });
  }
}

export function removeEndpointRoutes(endpoint: EndpointRecord, tables: readonly string[], call: Call): void {
  for (const id of tables) {
    const table = own(ec2Of(call).routeTables, id);
    if (table) table.routes = table.routes.filter(({ target }) => target.GatewayId !== endpoint.id);
  }
}

function destinationOf(service: string, { region }: Call): string {
  return prefixListId(service.split('.').at(-1) ?? '', region);
}
