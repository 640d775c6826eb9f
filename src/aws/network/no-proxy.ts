import { BlockList, isIP, isIPv6 } from 'node:net';

/** Whether a host is reached without the proxy. */
export type Bypass = (host: string, port: number) => boolean;

/**
 * What `NO_PROXY` exempts: `*`, host names with their subdomains (also as `.domain` and `*.domain`), IP addresses and
 * CIDR blocks, each with or without a port. A name covers its subdomains, as for the AWS CLI, curl and Python.
 */
export function bypassOf(noProxy: string): Bypass {
  const entries = noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(bypassOfEntry);
  return (host, port) => entries.some((covers) => covers(plainHost(host), port));
}

function bypassOfEntry(entry: string): Bypass {
  const { name, port: only } = withPort(entry);
  const covers = hostsOf(name);
  return (host, port) => (only === undefined || only === port) && covers(host);
}

/** IPv6 addresses contain colons, so with a port they are in brackets. */
function withPort(entry: string): { readonly name: string; readonly port?: number } {
  const [, bracketed, plain = '', port] = /^(?:\[(.+)\]|([^[\]]*?))(?::(\d+))?$/.exec(entry) ?? [];
  if (isIPv6(entry) || entry.includes('/')) return { name: entry };
  const name = bracketed ?? plain;
  return port === undefined ? { name } : { name, port: Number(port) };
}

function hostsOf(name: string): (host: string) => boolean {
  if (name === '*') return () => true;
  const [address = '', prefix] = name.split('/');
  if (isIP(address)) return addressesOf(address, prefix);
  const domain = name.replace(/^\*?\./, '').replace(/\.$/, '');
  return (host) => domain !== '' && (host === domain || host.endsWith(`.${domain}`));
}

function addressesOf(address: string, prefix: string | undefined): (host: string) => boolean {
  const list = new BlockList();
  const bits = prefix === undefined ? undefined : Number(prefix);
  const longest = isIPv6(address) ? 128 : 32;
  if (bits === undefined) list.addAddress(address, family(address));
  else if (Number.isInteger(bits) && bits <= longest) list.addSubnet(address, bits, family(address));
  return (host) => isIP(host) !== 0 && list.check(host, family(host));
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}

function plainHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}
