import type { IncomingMessage, ServerResponse } from 'node:http';
import { put } from '../../own.ts';
import { AwsError } from '../kernel/aws-error.ts';
import { EMPTY, type WireRequest, type WireResponse } from '../kernel/http.ts';

/** Keeps the path as it was sent: a key may contain `..` and `//`, which URL parsing would resolve. */
export async function readRequest(incoming: IncomingMessage): Promise<WireRequest> {
  return { ...readHead(incoming), body: await bodyOf(incoming) };
}

/** Anybody may send a body before their identity is known. */
const MOST_BYTES = 512 * 1024 * 1024;

async function bodyOf(incoming: IncomingMessage): Promise<Uint8Array> {
  if (Number(incoming.headers['content-length'] ?? 0) > MOST_BYTES) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(): AwsError {
  return new AwsError(
    'EntityTooLarge',
    'the sandbox takes at most 512 MiB in a request; send large objects in parts',
    413,
  );
}

/** A request without its body, which has not been read. */
export function readHead(incoming: IncomingMessage): WireRequest {
  const [, path = '/', query = ''] = /^([^?]*)\??(.*)$/s.exec(incoming.url ?? '/') ?? [];
  return {
    method: incoming.method ?? 'GET',
    hostname: (incoming.headers.host ?? '').replace(/:\d+$/, ''),
    path,
    query: queryOf(new URLSearchParams(query)),
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    body: EMPTY,
  };
}

export function writeResponse(outgoing: ServerResponse, { status, headers, body }: WireResponse): void {
  outgoing.writeHead(status, { 'content-length': body.byteLength, ...headers });
  outgoing.end(outgoing.req.method === 'HEAD' ? undefined : body);
}

/** Responds without reading the body, and closes the connection. */
export function turnAway(incoming: IncomingMessage, outgoing: ServerResponse, refusal: WireResponse): void {
  outgoing.setHeader('connection', 'close');
  outgoing.once('finish', () => incoming.socket.destroySoon());
  writeResponse(outgoing, refusal);
}

function queryOf(parameters: URLSearchParams): Record<string, string | string[]> {
  const query = Object.create(null) as Record<string, string | string[]>;
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name);
    put(query, name, values.length === 1 ? (values[0] ?? '') : values);
  }
  return query;
}
