import { refuse } from './errors.ts';

/** An IPv4 block, from its first address on. */
export interface Block {
  readonly first: number;
  readonly prefix: number;
  readonly size: number;
}

/** The block that `cidr` lies in; EC2 takes host bits away rather than refusing them (CreateVpc, CreateSubnet). */
export function parseCidr(cidr: string, parameter: string): Block {
  const [, address = '', length = ''] = /^((?:\d{1,3}\.){3}\d{1,3})\/(\d{1,2})$/.exec(cidr) ?? [];
  const octets = address.split('.').map(Number);
  const prefix = Number(length);
  if (length === '' || prefix > 32 || octets.some((octet) => octet > 255)) {
    refuse(
      'InvalidParameterValue',
      `Value (${cidr}) for parameter ${parameter} is invalid. This is not a valid CIDR block.`,
    );
  }
  const size = 2 ** (32 - prefix);
  const numeric = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  return { first: numeric - (numeric % size), prefix, size };
}

export function formatCidr({ first, prefix }: Block): string {
  return `${formatAddress(first)}/${prefix}`;
}

export function formatAddress(numeric: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(numeric / 2 ** shift) % 256).join('.');
}

export function contains(outer: Block, inner: Block): boolean {
  return inner.first >= outer.first && inner.first + inner.size <= outer.first + outer.size;
}

export function overlaps(one: Block, other: Block): boolean {
  return one.first < other.first + other.size && other.first < one.first + one.size;
}
