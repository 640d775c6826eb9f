import type { VpcEndpoint } from './authorization.ts';
import type { Cloud } from './cloud.ts';
import type { Principal } from './principal.ts';

/** Where code runs whose calls leave through a network of an account, such as a notebook's. */
export interface Network {
  readonly account: string;
  readonly region: string;
  readonly vpc: string;
  readonly subnet: string;
  readonly securityGroups: readonly string[];
  /** The private address that calls come from. */
  readonly address: string;
}

/** A call as far as it matters for its way out of a network. */
export interface Outbound {
  readonly service: string;
  readonly operation: string;
  readonly region: string;
}

/** Finds the endpoint; throws `Unreachable` where nothing leads to the service. */
export type FindEndpoint = (network: Network, call: Outbound, cloud: Cloud) => VpcEndpoint;

/** Who a service calls others as on somebody's behalf: the same principal, from where the service runs. */
export function outsideOfNetworks({ network: _network, ...principal }: Principal): Principal {
  return principal;
}

/** No connection comes about: nobody answers, and whoever calls gives up after a while. */
export class Unreachable extends Error {
  readonly code = 'ETIMEDOUT';
}
