import type { Variables } from '../../ports/variables.ts';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { HttpRequest, type HttpResponse } from '@smithy/core/protocols';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { PostForm } from '../federation.ts';
import { connectionFailure, type Place } from './connection.ts';
import { foreignAnswer, proxyRefusal } from './foreign.ts';
import { trustedCertificates } from './certificates.ts';
import { rememberPlace } from './places.ts';
import { proxiesOf, type Proxies, type Proxy } from './proxies.ts';

type HandlerOptions = NonNullable<Parameters<NodeHttpHandler['handle']>[1]>;
type Send = (request: HttpRequest, options?: HandlerOptions) => Promise<{ response: HttpResponse; place: Place }>;

/** What SDK clients take as `requestHandler`. */
export interface NetworkHandler {
  handle(request: HttpRequest, options?: HandlerOptions): Promise<{ response: HttpResponse }>;
  destroy(): void;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): object;
}

/** How this machine reaches AWS: through the proxies and with the certificates of the environment. */
export interface Network {
  readonly requestHandler: NetworkHandler;
  readonly postForm: PostForm;
}

/** A connection that died silently, for example while a laptop slept, counts as lost instead of blocking forever. */
const TIMEOUTS = { connectionTimeout: 10_000, socketTimeout: 60_000 };
const FORM_TIMEOUT = 10_000;

/** `caBundles` are those of the profiles in use. */
export function networkOf(env: Variables, caBundles: readonly string[] = []): Network {
  const send = sending(proxiesOf(env), trustedCertificates(env, caBundles));
  return { requestHandler: handlerOver(send), postForm: formsOver(send) };
}

function sending(proxies: Proxies | undefined, certificates: readonly string[] | undefined): Send {
  const httpsAgent = certificates && { ca: [...certificates] };
  const direct = new NodeHttpHandler({ ...TIMEOUTS, ...(httpsAgent && { httpsAgent }) });
  const proxied = proxies && new NodeHttpHandler(async () => proxiedOptions(proxies, certificates));
  return async (request, options) => {
    const proxy = proxyFor(request, proxies);
    const place = { host: request.hostname, proxy: proxy?.url };
    const handler = (proxy && proxied) ?? direct;
    const { response } = await handler.handle(request, options).catch((error: unknown) => {
      throw connectionFailure(error, place) ?? error;
    });
    return { response, place };
  };
}

/** Loads the proxy code only if there is a proxy. */
async function proxiedOptions({ http, https }: Proxies, certificates: readonly string[] | undefined) {
  const { forwarding, tunnelling } = await import('./proxy-agents.ts');
  return {
    ...TIMEOUTS,
    ...(http && { httpAgent: forwarding(http, certificates) }),
    ...(https && { httpsAgent: tunnelling(https, certificates) }),
  };
}

function proxyFor({ protocol, hostname, port }: HttpRequest, proxies: Proxies | undefined): Proxy | undefined {
  const isTls = protocol === 'https:';
  if (!proxies || proxies.bypass(hostname, port ?? (isTls ? 443 : 80))) return undefined;
  return isTls ? proxies.https : proxies.http;
}

function handlerOver(send: Send): NetworkHandler {
  return {
    async handle(request, options) {
      const { response, place } = await send(request, options);
      const foreign = foreignAnswer(response, place);
      if (foreign) throw foreign;
      rememberPlace(response, place);
      return { response };
    },
    // All clients share these connections; none can change their settings.
    destroy: () => undefined,
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}

function formsOver(send: Send): PostForm {
  return async (url, form) => {
    const { protocol, hostname, port, pathname } = new URL(url);
    const headers = { host: new URL(url).host, 'content-type': 'application/x-www-form-urlencoded' };
    const body = new URLSearchParams(form).toString();
    const place = { protocol, hostname, ...(port && { port: Number(port) }), path: pathname };
    const request = new HttpRequest({ ...place, method: 'POST', headers, body });
    const { response, place: asked } = await send(request, { abortSignal: AbortSignal.timeout(FORM_TIMEOUT) });
    if (response.statusCode === 407) throw proxyRefusal(response, asked);
    const contentType = response.headers['content-type'] ?? '';
    return { status: response.statusCode, contentType, body: await text(response.body as Readable) };
  };
}
