import { own } from '../../../../own.ts';
import { invalidPattern } from '../errors.ts';
import type { Test } from './test.ts';

const COMPARISONS: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '=': (value, limit) => value === limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
};

/** One comparison, or a lower and an upper limit: `["=", 5]`, `[">", 0, "<=", 5]`. */
export function numeric(given: unknown): Test {
  if (!Array.isArray(given)) throw invalidPattern('Value of numeric must be an array.');
  const [operator, limit, second, upper, ...rest] = given as unknown[];
  const first = comparison(operator, limit);
  if (second === undefined) return both(first, first);
  if (rest.length > 0) throw invalidPattern('Too many elements in numeric expression');
  const last = comparison(second, upper);
  if (!isOneOf(operator, '>', '>=') || !isOneOf(second, '<', '<=')) {
    throw invalidPattern('Bad numeric range operator: a lower limit has to come before an upper one');
  }
  if (Number(limit) >= Number(upper)) throw invalidPattern('Bottom must be less than top');
  return both(first, last);
}

type Comparison = (value: number) => boolean;

function comparison(operator: unknown, limit: unknown): Comparison {
  if (typeof operator !== 'string') {
    throw invalidPattern('Invalid member in numeric match: a comparison has to come before the value');
  }
  const compare = own(COMPARISONS, operator);
  if (!compare) throw invalidPattern(`Unrecognized numeric range operator: ${operator}`);
  if (typeof limit !== 'number') {
    throw invalidPattern(`Value of ${operator === '=' ? 'equals' : operator} must be numeric`);
  }
  return (value) => compare(value, limit);
}

function isOneOf(operator: unknown, ...accepted: string[]): boolean {
  return typeof operator === 'string' && accepted.includes(operator);
}

function both(first: Comparison, second: Comparison): Test {
  return { holds: (value) => typeof value === 'number' && first(value) && second(value) };
}
