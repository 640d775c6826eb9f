import type { Socket } from 'node:net';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { ProxyFailure } from './failures.ts';
import type { Proxy } from './proxies.ts';

type Certificates = readonly string[] | undefined;
type Tunnelled = Parameters<HttpsProxyAgent<string>['connect']>;
type Forwarded = Parameters<HttpProxyAgent<string>['connect']>;

const POOL = { keepAlive: true, maxSockets: 50 };

/** For `https:` requests: a CONNECT tunnel. */
export function tunnelling(proxy: Proxy, certificates: Certificates): HttpsProxyAgent<string> {
  return new TunnelAgent(proxy, certificates);
}

/** For `http:` requests, which the proxy forwards. */
export function forwarding(proxy: Proxy, certificates: Certificates): HttpProxyAgent<string> {
  return new ForwardAgent(proxy, certificates);
}

/** Everything up to the response to CONNECT concerns the proxy; what follows concerns the host. */
class TunnelAgent extends HttpsProxyAgent<string> {
  readonly #proxy: Proxy;
  readonly #tls: { readonly ca?: string[] };

  constructor(proxy: Proxy, certificates: Certificates) {
    super(proxy.url, optionsFor(proxy, certificates));
    this.#proxy = proxy;
    this.#tls = tlsOptions(certificates);
  }

  override async connect(...[request, options]: Tunnelled): Promise<Socket> {
    let answer: ConnectAnswer | undefined;
    request.once('proxyConnect', (connect: ConnectAnswer) => (answer = connect));
    const socket = await throughProxy(this.#proxy, super.connect(request, { ...options, ...this.#tls }));
    if (!answer || answer.statusCode === 200) return socket;
    socket.destroy();
    throw new ProxyFailure(this.#proxy.url, { status: answer.statusCode, reason: answer.statusText ?? '' });
  }
}

class ForwardAgent extends HttpProxyAgent<string> {
  readonly #proxy: Proxy;

  constructor(proxy: Proxy, certificates: Certificates) {
    super(proxy.url, optionsFor(proxy, certificates));
    this.#proxy = proxy;
  }

  override connect(...[request, options]: Forwarded): Promise<Socket> {
    return throughProxy(this.#proxy, super.connect(request, options));
  }
}

interface ConnectAnswer {
  readonly statusCode: number;
  readonly statusText?: string;
}

function optionsFor({ authorization }: Proxy, certificates: Certificates) {
  const headers = { ...(authorization && { 'Proxy-Authorization': authorization }) };
  return { ...POOL, ...tlsOptions(certificates), headers };
}

function tlsOptions(certificates: Certificates): { ca?: string[] } {
  return certificates ? { ca: [...certificates] } : {};
}

async function throughProxy<T>(proxy: Proxy, connecting: Promise<T>): Promise<T> {
  try {
    return await connecting;
  } catch (error) {
    throw new ProxyFailure(proxy.url, { cause: error });
  }
}
