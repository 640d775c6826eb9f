import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { WireRequest, WireResponse } from './http.ts';

/** The path stays as it was sent: a key may hold `..` and `//`, which parsing it as a URL would resolve. */
export async function readRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const [, path = '/', query = ''] = /^([^?]*)\??(.*)$/s.exec(incoming.url ?? '/') ?? [];
  return {
    method: incoming.method ?? 'GET',
    hostname: (incoming.headers.host ?? '127.0.0.1').replace(/:\d+$/, ''),
    path,
    query: queryOf(new URLSearchParams(query)),
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    body: await buffer(incoming),
  };
}

export function writeResponse(outgoing: ServerResponse, { status, headers, body }: WireResponse): void {
  outgoing.writeHead(status, { 'content-length': body.byteLength, ...headers });
  outgoing.end(outgoing.req.method === 'HEAD' ? undefined : body);
}

function queryOf(parameters: URLSearchParams): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name);
    query[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return query;
}
