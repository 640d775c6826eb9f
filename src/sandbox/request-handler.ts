import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { HttpResponse, type HttpRequest } from '@smithy/core/protocols';
import type { VirtualClock } from './clock.ts';
import type { Gateway } from './wire/gateway.ts';
import { EMPTY, utf8 } from './kernel/http.ts';

/** A `requestHandler` for SDK clients that answers requests in this process instead of sending them. */
export interface InProcessHandler {
  handle(request: HttpRequest): Promise<{ response: HttpResponse }>;
  destroy(): void;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): object;
}

/**
 * Each request has a turn of the event loop to itself. Otherwise those of a whole class would be answered without a pause,
 * while nobody hears a signal or writes to the terminal.
 */
export function inProcessHandler(gateway: Gateway, clock: VirtualClock): InProcessHandler {
  let turn = Promise.resolve();
  const answerInTurn = async (request: HttpRequest) => {
    turn = turn.then(() => new Promise((resolve) => void setImmediate(resolve)));
    await turn;
    return answer(gateway, clock, request);
  };
  return {
    handle: (request) => clock.during(() => answerInTurn(request)),
    destroy: () => undefined,
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}

async function answer(
  gateway: Gateway,
  clock: VirtualClock,
  request: HttpRequest,
): Promise<{ response: HttpResponse }> {
  const wireRequest = {
    method: request.method,
    hostname: request.hostname,
    path: request.path,
    query: request.query,
    headers: lowerCased(request.headers),
    body: await bytesOf(request.body),
  };
  const pause = (milliseconds: number) => clock.sleepAtWork(milliseconds);
  const { status, headers, body } = await gateway.handle(wireRequest, pause);
  return { response: new HttpResponse({ statusCode: status, headers: { ...headers }, body: Readable.from([body]) }) };
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

async function bytesOf(body: unknown): Promise<Uint8Array> {
  if (body === undefined || body === null) return EMPTY;
  if (typeof body === 'string') return utf8(body);
  if (body instanceof Uint8Array) return body;
  if (body instanceof Readable) return buffer(body);
  throw new TypeError(`the sandbox cannot read a request body of type ${typeof body}`);
}
