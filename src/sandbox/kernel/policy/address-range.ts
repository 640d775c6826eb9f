import { BlockList, isIP } from 'node:net';

const FAMILIES = { 4: 'ipv4', 6: 'ipv6' } as const;
const WIDTHS = { 4: 32, 6: 128 } as const;

/** Whether an address is in a CIDR block, or is the given address; false if that is neither. */
export function isInRange(actual: string, given: string): boolean {
  const [network = '', prefix] = given.split('/');
  const version = isIP(network);
  if ((version !== 4 && version !== 6) || isIP(actual) !== version) return false;
  const bits = prefix === undefined ? WIDTHS[version] : Number(prefix);
  if (!(bits >= 0 && bits <= WIDTHS[version])) return false;
  const range = new BlockList();
  range.addSubnet(network, bits, FAMILIES[version]);
  return range.check(actual, FAMILIES[version]);
}
