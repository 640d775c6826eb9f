import type { IncomingHttpHeaders } from 'node:http';
import { own } from '../../own.ts';
import { AwsError } from '../kernel/aws-error.ts';

/**
 * Refuses visitors from web pages. Any page open in a browser on this machine can send requests here, even under a
 * domain name that its owner points to 127.0.0.1; programs that were told of the sandbox use its own name and send none
 * of a browser's headers.
 */
export function checkVisitor(headers: IncomingHttpHeaders): void {
  if (!isLoopback(headers.host)) {
    throw refusal(`the Host ${shown(headers.host)} is not this sandbox: use the address that it printed`);
  }
  const browsers = BROWSERS_OWN.find((name) => own(headers, name) !== undefined);
  if (browsers !== undefined) throw refusal(`web pages are not answered, and the request has the header ${browsers}`);
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'none') throw refusal('web pages are not answered, and a page sent the request');
  if (/\bwebsocket\b/i.test(headers.upgrade ?? '')) throw refusal('AWS has no WebSockets here');
}

/**
 * Headers that only browsers send, except when somebody types the address (Fetch standard, "Origin header",
 * "CORS-preflight").
 */
const BROWSERS_OWN = ['origin', 'access-control-request-method', 'access-control-request-private-network'];

/** The loopback names, which need no name server (RFC 6761, 6.3), and buckets under them. */
function isLoopback(host: string | undefined): boolean {
  const name = (host ?? '').toLowerCase().replace(/:\d+$/, '');
  return name === '127.0.0.1' || name === '[::1]' || /^([a-z0-9.-]+\.)?localhost$/.test(name);
}

function shown(host: string | undefined): string {
  return host === undefined ? 'that is missing' : JSON.stringify(host.slice(0, 100));
}

function refusal(why: string): AwsError {
  return new AwsError('AccessDenied', `refused by the sandbox: ${why}`, 403);
}
