import { isInRange } from './address-range.ts';
import type { PolicyContext } from './context.ts';
import { valuesOf, type ConditionBlock } from './document.ts';
import { matcherOf, type Matcher } from './pattern.ts';

/** One key of a condition block, compiled for matching requests. */
export interface ConditionTest {
  /** `operator key`, for reports. */
  readonly name: string;
  readonly holds: (context: PolicyContext) => boolean;
}

/** Compiles a value of the policy into a test of the actual value. */
type Comparison = (given: string, variables: boolean) => Matcher;

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ['StringEquals', (given, variables) => matcherOf(given, { variables })],
  ['StringEqualsIgnoreCase', (given, variables) => matcherOf(given, { variables, ignoreCase: true })],
  ['StringLike', (given, variables) => matcherOf(given, { variables, wildcards: true })],
  ['ArnEquals', (given, variables) => matcherOf(given, { variables, wildcards: true, arn: 'operator' })],
  ['ArnLike', (given, variables) => matcherOf(given, { variables, wildcards: true, arn: 'operator' })],
  ['Bool', (given, variables) => matcherOf(given, { variables, ignoreCase: true })],
  ['BinaryEquals', (given) => (actual) => actual === given],
  ['IpAddress', (given) => (actual) => isInRange(actual, given)],
  ...ordering('Numeric', numberOf),
  ...ordering('Date', (text) => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text))),
]);

const NEGATIONS: ReadonlyMap<string, string> = new Map([
  ['StringNotEquals', 'StringEquals'],
  ['StringNotEqualsIgnoreCase', 'StringEqualsIgnoreCase'],
  ['StringNotLike', 'StringLike'],
  ['ArnNotEquals', 'ArnEquals'],
  ['ArnNotLike', 'ArnLike'],
  ['NotIpAddress', 'IpAddress'],
  ['NumericNotEquals', 'NumericEquals'],
  ['DateNotEquals', 'DateEquals'],
]);

interface Operator {
  readonly set?: string;
  readonly compare: Comparison;
  readonly negated: boolean;
  readonly ifExists: boolean;
}

/** The tests of a condition block, all of which have to hold. */
export function conditionTests(block: ConditionBlock, variables: boolean): ConditionTest[] {
  return Object.entries(block).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, given]) => ({
      name: `${operator} ${key}`,
      holds: testOf(operator, key.toLowerCase(), valuesOf(given), variables),
    })),
  );
}

export function isConditionOperator(name: string): boolean {
  return name === 'Null' || parseOperator(name) !== undefined;
}

function testOf(name: string, key: string, given: readonly string[], variables: boolean): ConditionTest['holds'] {
  if (name === 'Null') return (context) => given.includes(String(valuesOf(context.get(key)).length === 0));
  const operator = parseOperator(name);
  if (!operator) throw new Error(`unknown condition operator ${name}`);
  const matchers = given.map((value) => operator.compare(value, variables));
  return (context) => holds(operator, matchers, context, key);
}

/** See "Condition operators" and "Multivalued context keys" of the IAM guide for keys that the request lacks. */
function holds(
  { set, negated, ifExists }: Operator,
  matchers: readonly Matcher[],
  context: PolicyContext,
  key: string,
): boolean {
  const values = valuesOf(context.get(key));
  const all = set === 'ForAllValues' || (set === undefined && negated);
  if (values.length === 0) return all || ifExists;
  const satisfies = (value: string) => matchers.some((matches) => matches(value, context)) !== negated;
  return all ? values.every(satisfies) : values.some(satisfies);
}

function parseOperator(name: string): Operator | undefined {
  const [, set, base = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name) ?? [];
  const positive = NEGATIONS.get(base);
  const compare = COMPARISONS.get(positive ?? base);
  return compare && { ...(set && { set }), compare, negated: positive !== undefined, ifExists: ifExists !== undefined };
}

function ordering(kind: string, valueOf: (text: string) => number): [string, Comparison][] {
  const relations: readonly [string, (actual: number, given: number) => boolean][] = [
    ['Equals', (actual, given) => actual === given],
    ['LessThan', (actual, given) => actual < given],
    ['LessThanEquals', (actual, given) => actual <= given],
    ['GreaterThan', (actual, given) => actual > given],
    ['GreaterThanEquals', (actual, given) => actual >= given],
  ];
  return relations.map(([name, relation]) => [
    `${kind}${name}`,
    (given) => {
      const limit = valueOf(given);
      return (actual) => relation(valueOf(actual), limit);
    },
  ]);
}

/** An empty text is not a number, unlike in JavaScript. */
function numberOf(text: string): number {
  return text.trim() === '' ? NaN : Number(text);
}
