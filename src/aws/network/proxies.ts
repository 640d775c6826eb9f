import type { Variables } from '../../ports/variables.ts';
import { usageError } from '../../errors.ts';
import { own } from '../../own.ts';
import { bypassOf, type Bypass } from './no-proxy.ts';

export interface Proxy {
  /** Without user name and password, so that it can be shown and logged. */
  readonly url: string;
  /** The value of `Proxy-Authorization`. */
  readonly authorization?: string;
}

/** The proxies of the environment, by the scheme of the requests that go through them. */
export interface Proxies {
  readonly http?: Proxy;
  readonly https?: Proxy;
  readonly bypass: Bypass;
}

/**
 * `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` in lower or upper case, lower case first, as in the AWS CLI. Undefined if
 * there is no proxy.
 */
export function proxiesOf(env: Variables): Proxies | undefined {
  const http = proxyIn(env, 'http_proxy');
  const https = proxyIn(env, 'https_proxy');
  if (!http && !https) return undefined;
  const bypass = bypassOf(env.no_proxy || env.NO_PROXY || '');
  return { ...(http && { http }), ...(https && { https }), bypass };
}

function proxyIn(env: Variables, name: string): Proxy | undefined {
  const upper = name.toUpperCase();
  const value = own(env, name) || own(env, upper);
  if (!value) return undefined;
  const url = parsed(value);
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname) {
    throw unusable(upper, 'is not the address of an HTTP proxy');
  }
  const authorization = authorizationOf(url, upper);
  return { url: `${url.protocol}//${url.host}`, ...(authorization && { authorization }) };
}

/** `proxy.corp:3128` is a proxy without scheme. */
function parsed(value: string): URL | undefined {
  try {
    return new URL(/^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value}`);
  } catch {
    return undefined;
  }
}

function authorizationOf({ username, password }: URL, variable: string): string | undefined {
  if (!username && !password) return undefined;
  try {
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return `Basic ${Buffer.from(credentials).toString('base64')}`;
  } catch {
    throw unusable(variable, 'has a user name or password that is not percent-encoded');
  }
}

/** The message does not repeat the value: it may contain a password. */
function unusable(variable: string, what: string): Error {
  const hint = `give ${variable} as http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, with %40 for @ and the like`;
  return usageError('proxy-setting', `the variable ${variable} ${what}`, hint);
}
