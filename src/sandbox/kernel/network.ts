import type { VpcEndpoint } from './authorization.ts';
import type { Cloud } from './service.ts';
import type { Network, Principal } from './principal.ts';

/** The parts of a call that decide how it leaves a network. */
export interface Outbound {
  readonly service: string;
  readonly operation: string;
  readonly region: string;
}

/** Finds the endpoint; throws `Unreachable` if nothing leads to the service. */
export type FindEndpoint = (network: Network, call: Outbound, cloud: Cloud) => VpcEndpoint;

/** The principal for a service's calls on somebody's behalf: the same one, but from the service's network. */
export function outsideOfNetworks({ network: _network, ...principal }: Principal): Principal {
  return principal;
}

/** No connection is established: nobody answers, and the caller gives up after a while. */
export class Unreachable extends Error {
  readonly code = 'ETIMEDOUT';
}

/** The connection breaks before a response. */
export class ConnectionLost extends Error {
  readonly code: string;

  constructor(message: string, code = 'ECONNRESET') {
    super(message);
    this.code = code;
  }
}

/** Waits until the response may be sent. */
export type Pause = (milliseconds: number) => Promise<void>;
