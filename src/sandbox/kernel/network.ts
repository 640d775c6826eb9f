import type { VpcEndpoint } from './authorization.ts';
import type { Cloud } from './cloud.ts';
import type { Network, Principal } from './principal.ts';

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

/** The connection breaks instead of an answer. */
export class ConnectionLost extends Error {
  readonly code: string;

  constructor(message: string, code = 'ECONNRESET') {
    super(message);
    this.code = code;
  }
}

/** Waits until the answer to a request may go out. */
export type Pause = (milliseconds: number) => Promise<void>;
