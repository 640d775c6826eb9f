import type { HttpResponse } from '@smithy/core/protocols';
import { own } from '../../own.ts';
import type { Place } from './connection.ts';
import { NetworkFailure, ProxyFailure } from './failures.ts';

/** Every service sets one of these on each response. */
const REQUEST_IDS = ['x-amzn-requestid', 'x-amzn-request-id', 'x-amz-request-id', 'x-amz-id-2'];

const ELSEWHERE =
  'a proxy, a firewall or the sign-in page of a network answers in its place: open a page in a browser, check HTTPS_PROXY, NO_PROXY and AWS_ENDPOINT_URL';

/** Whether an intermediary answered instead of AWS, whose responses are never pages, redirects or empty. */
export function foreignAnswer(response: HttpResponse, place: Place): NetworkFailure | undefined {
  const { statusCode: status, headers } = response;
  const what = describeForeign(status, lowerCased(headers));
  if (!what) return undefined;
  if (status === 407) return proxyRefusal(response, place);
  return notAws(`${String(status)} and ${what}`, place, status);
}

/** AWS itself never requests proxy authentication. */
export function proxyRefusal({ statusCode: status, reason }: HttpResponse, { host, proxy }: Place): ProxyFailure {
  return new ProxyFailure(proxy ?? `on the way to ${host}`, { status, ...(reason && { reason }) });
}

export function notAws(what: string, { host, proxy }: Place, status: number, cause?: unknown): NetworkFailure {
  const through = proxy ? `, asked through the proxy ${proxy},` : '';
  const message = `not AWS but something else answers for ${host}${through} with status ${what}`;
  return new NetworkFailure('not-aws', message, { hint: ELSEWHERE, status, cause });
}

function describeForeign(status: number, headers: Readonly<Record<string, string>>): string | undefined {
  if (status === 407) return 'no access';
  if (REQUEST_IDS.some((name) => own(headers, name))) return undefined;
  if (status >= 300 && status < 400) return `a redirection to ${originOf(headers.location)}`;
  if (headers['content-type']?.includes('html')) return 'an HTML page';
  if (status === 204 || headers['content-length'] === '0') return 'nothing in it';
  return undefined;
}

/** The rest of the address may contain private data. */
function originOf(location = ''): string {
  return URL.canParse(location) ? new URL(location).origin : 'another page';
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
