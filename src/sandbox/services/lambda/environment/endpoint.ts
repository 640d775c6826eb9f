import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkVisitor } from '../../../loopback/door.ts';
import { readRequest, writeResponse } from '../../../loopback/node-http.ts';
import type { WireRequest, WireResponse } from '../../../kernel/http.ts';

/** Answers a request of the function's code; undefined breaks the connection. */
export type Forward = (request: WireRequest) => Promise<WireResponse | undefined>;

const LOOPBACK = '127.0.0.1';

export interface Endpoint {
  readonly url: string;
  readonly port: number;
  close(): void;
}

/** What the function's code takes for AWS. */
export async function openEndpoint(forward: Forward): Promise<Endpoint> {
  const server = createServer((incoming, outgoing) => void answer(forward, incoming, outgoing));
  // Between two runs a function may be frozen for long, with connections it wants to go on with.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${LOOPBACK}:${port}`,
    port,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function answer(forward: Forward, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  // The date would be the real one, and clients would correct theirs by it.
  outgoing.sendDate = false;
  try {
    checkVisitor(incoming.headers);
  } catch {
    return void incoming.socket.destroy();
  }
  const response = await forward(await readRequest(incoming));
  if (response) writeResponse(outgoing, response);
  else incoming.socket.destroy();
}
