import dns, { type LookupAddress } from 'node:dns';
import net from 'node:net';
import { systemError, WHY } from './refusal.ts';

type Callback = (error: Error | null, address?: string | LookupAddress[], family?: number) => void;

/** Names are not looked up, since a question can carry what an answer never had to. */
export function confineNames(): void {
  Object.assign(dns, { lookup, lookupService: refuseService });
  Object.assign(dns.promises, { lookup: promised, lookupService: () => Promise.reject(unknown('lookupService')) });
}

function lookup(name: string, options: unknown, callback: unknown = options): void {
  const address = known(name);
  const answer = callback as Callback;
  const all = typeof options === 'object' && options !== null && 'all' in options && options.all === true;
  queueMicrotask(() => {
    if (address === undefined) answer(unknown(name));
    else if (all) answer(null, [{ address, family: net.isIP(address) }]);
    else answer(null, address, net.isIP(address));
  });
}

function promised(name: string, options?: { readonly all?: boolean }): Promise<LookupAddress | LookupAddress[]> {
  const address = known(name);
  if (address === undefined) return Promise.reject(unknown(name));
  const found = { address, family: net.isIP(address) };
  return Promise.resolve(options?.all ? [found] : found);
}

function known(name: string): string | undefined {
  if (net.isIP(name)) return name;
  return name === 'localhost' ? '127.0.0.1' : undefined;
}

function refuseService(_address: string, _port: number, callback: (error: Error) => void): void {
  queueMicrotask(() => callback(unknown('lookupService')));
}

function unknown(name: string): Error {
  return systemError('ENOTFOUND', 'getaddrinfo', `${name}: ${WHY}`);
}
