import { BlockList, isIPv6 } from 'node:net';

import type { PolicyContext } from './context.ts';
import { valuesOf, type ConditionBlock } from './document.ts';
import { matchesPattern } from './pattern.ts';

/** Whether an actual value satisfies one that the policy gives. */
type Comparison = (actual: string, given: string, variables: PolicyContext | undefined) => boolean;

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  StringEquals: (actual, given, variables) => matchesPattern(given, actual, { variables }),
  StringEqualsIgnoreCase: (actual, given, variables) => matchesPattern(given, actual, { variables, ignoreCase: true }),
  StringLike: (actual, given, variables) => matchesPattern(given, actual, { variables, wildcards: true }),
  ArnEquals: (actual, given, variables) => matchesPattern(given, actual, { variables, wildcards: true, arn: true }),
  ArnLike: (actual, given, variables) => matchesPattern(given, actual, { variables, wildcards: true, arn: true }),
  Bool: (actual, given) => actual.toLowerCase() === given.toLowerCase(),
  BinaryEquals: (actual, given) => actual === given,
  IpAddress: isInRange,
  ...ordering('Numeric', Number),
  ...ordering('Date', (text) => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text))),
};

const NEGATIONS: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NotIpAddress: 'IpAddress',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
};

interface Operator {
  readonly set?: string;
  readonly compare: Comparison;
  readonly negated: boolean;
  readonly ifExists: boolean;
}

/** Whether all conditions of a statement hold. */
export function conditionsHold(
  conditions: ConditionBlock,
  context: PolicyContext,
  variables: PolicyContext | undefined,
): boolean {
  return Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, given]) => {
      const actual = context[key.toLowerCase()];
      if (operator === 'Null') return (actual === undefined) === (String(given) === 'true');
      return holds(operatorNamed(operator), actual, valuesOf(given), variables);
    }),
  );
}

export function isConditionOperator(name: string): boolean {
  return name === 'Null' || parseOperator(name) !== undefined;
}

/** See "Condition operators" and "Multivalued context keys" of the IAM guide for keys that the request lacks. */
function holds(
  { set, compare, negated, ifExists }: Operator,
  actual: string | readonly string[] | undefined,
  given: readonly string[],
  variables: PolicyContext | undefined,
): boolean {
  const values = valuesOf(actual);
  if (values.length === 0) return set === 'ForAllValues' || (set === undefined && negated) || ifExists;
  const satisfies = (value: string) => given.some((one) => compare(value, one, variables)) !== negated;
  const all = set === 'ForAllValues' || (set === undefined && negated);
  return all ? values.every(satisfies) : values.some(satisfies);
}

function operatorNamed(name: string): Operator {
  const operator = parseOperator(name);
  if (!operator) throw new Error(`unknown condition operator ${name}`);
  return operator;
}

function parseOperator(name: string): Operator | undefined {
  const [, set, base = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name) ?? [];
  const positive = NEGATIONS[base];
  const compare = COMPARISONS[positive ?? base];
  return compare && { ...(set && { set }), compare, negated: positive !== undefined, ifExists: ifExists !== undefined };
}

function ordering(kind: string, valueOf: (text: string) => number): Record<string, Comparison> {
  return {
    [`${kind}Equals`]: (actual, given) => valueOf(actual) === valueOf(given),
    [`${kind}LessThan`]: (actual, given) => valueOf(actual) < valueOf(given),
    [`${kind}LessThanEquals`]: (actual, given) => valueOf(actual) <= valueOf(given),
    [`${kind}GreaterThan`]: (actual, given) => valueOf(actual) > valueOf(given),
    [`${kind}GreaterThanEquals`]: (actual, given) => valueOf(actual) >= valueOf(given),
  };
}

function isInRange(actual: string, given: string): boolean {
  const [network = '', prefix] = given.split('/');
  const family = isIPv6(network) ? 'ipv6' : 'ipv4';
  const range = new BlockList();
  range.addSubnet(network, Number(prefix ?? (family === 'ipv6' ? 128 : 32)), family);
  return range.check(actual, isIPv6(actual) ? 'ipv6' : 'ipv4');
}
