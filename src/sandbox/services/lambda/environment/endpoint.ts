import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readRequest, writeResponse } from '../../../wire/node-http.ts';
import type { WireRequest, WireResponse } from '../../../wire/http.ts';

/** Answers a request of the function's code; undefined breaks the connection. */
export type Forward = (request: WireRequest) => Promise<WireResponse | undefined>;

const LOOPBACK = '127.0.0.1';

/** What the function's code takes for AWS. Answers its URL. */
export async function openEndpoint(forward: Forward): Promise<string> {
  const server = createServer((incoming, outgoing) => void answer(forward, incoming, outgoing));
  // Between two runs a function may be frozen for long, with connections it wants to go on with.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
  return `http://${LOOPBACK}:${String((server.address() as AddressInfo).port)}`;
}

async function answer(forward: Forward, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  // The date would be the real one, and clients would correct theirs by it.
  outgoing.sendDate = false;
  const response = await forward(await readRequest(incoming));
  if (response) writeResponse(outgoing, response);
  else incoming.socket.destroy();
}
