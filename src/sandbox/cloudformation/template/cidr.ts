import { templateError } from './errors.ts';

/** `count` address ranges out of an IPv4 range, each leaving `hostBits` bits to its hosts (`Fn::Cidr`). */
export function cidrBlocks(block: string, count: number, hostBits: number): string[] {
  const [address = '', prefix = ''] = block.split('/');
  const start = ipv4(address);
  const size = 2 ** hostBits;
  const room = 2 ** (32 - Number(prefix)) / size;
  const sensible = Number.isInteger(count) && count >= 1 && count <= 256 && hostBits >= 1 && hostBits < 32;
  if (start === undefined || prefix === '' || !sensible || room < count) {
    throw templateError(
      `every Fn::Cidr object requires two parameters, (1) an IP block and (2) the number of subnets to create, with an optional third, the number of subnet bits: [${block}, ${count}, ${hostBits}]`,
    );
  }
  return Array.from({ length: count }, (_, index) => `${dotted(start + index * size)}/${32 - hostBits}`);
}

function ipv4(address: string): number | undefined {
  const bytes = address.split('.').map(Number);
  const valid = bytes.length === 4 && bytes.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255);
  return valid ? bytes.reduce((number, byte) => number * 256 + byte, 0) : undefined;
}

function dotted(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}
