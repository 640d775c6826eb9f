import { BlockList, isIP, isIPv6 } from 'node:net';

import { isObject } from '../../../kernel/policy/document.ts';
import { invalidPattern } from '../errors.ts';
import type { Test } from './test.ts';

export function prefix(given: unknown): Test {
  return affix('prefix', given, (value, wanted) => value.startsWith(wanted));
}

export function suffix(given: unknown): Test {
  return affix('suffix', given, (value, wanted) => value.endsWith(wanted));
}

export function equalsIgnoreCase(given: unknown): Test {
  const wanted = textOf('equals-ignore-case', given).toLowerCase();
  return ofText((value) => value.toLowerCase() === wanted);
}

/** A star stands for any characters, after a backslash for itself ("Using wildcards in event patterns"). */
export function wildcard(given: unknown): Test {
  const text = textOf('wildcard', given);
  const parts = text.match(/\\.|\*+|[^*\\]+|\\/gs) ?? [];
  const expression = parts.map((part) => expressionOf(part, text)).join('');
  const pattern = new RegExp(`^${expression}$`, 's');
  return ofText((value) => pattern.test(value));
}

export function cidr(given: unknown): Test {
  const text = textOf('cidr', given);
  const [network = '', bits = ''] = text.split('/');
  if (isIP(network) === 0 || !/^\d+$/.test(bits)) throw invalidPattern(`Malformed CIDR, one '/' required: ${text}`);
  const range = new BlockList();
  range.addSubnet(network, Number(bits), familyOf(network));
  return ofText((value) => isIP(value) !== 0 && range.check(value, familyOf(value)));
}

/** A prefix or suffix may itself ask that case be ignored: `{"prefix": {"equals-ignore-case": "x"}}`. */
function affix(name: string, given: unknown, has: (value: string, wanted: string) => boolean): Test {
  if (!isObject(given)) {
    const wanted = textOf(name, given);
    return ofText((value) => has(value, wanted));
  }
  const { 'equals-ignore-case': insensitive, ...others } = given;
  const [other] = Object.keys(others);
  if (other !== undefined) throw invalidPattern(`Unsupported ${name} match pattern: ${other}`);
  const wanted = textOf(name, insensitive).toLowerCase();
  return ofText((value) => has(value.toLowerCase(), wanted));
}

function expressionOf(part: string, text: string): string {
  if (part === '*') return '.*';
  if (part.startsWith('*')) {
    throw invalidPattern(`Consecutive wildcard characters at pos ${text.indexOf('**')}`);
  }
  if (!part.startsWith('\\')) return literally(part);
  if (part !== '\\*' && part !== '\\\\') throw invalidPattern(`Invalid escape character at pos ${text.indexOf(part)}`);
  return literally(part.slice(1));
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function ofText(holds: (value: string) => boolean): Test {
  return { holds: (value) => typeof value === 'string' && holds(value) };
}

function textOf(name: string, given: unknown): string {
  if (typeof given !== 'string') throw invalidPattern(`${name} match pattern must be a string`);
  return given;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
