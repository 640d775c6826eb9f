import { own } from '../../../../own.ts';
import { isObject } from '../../../kernel/policy/document.ts';
import { invalidPattern } from '../errors.ts';
import { numeric } from './numeric-test.ts';
import { equal, isScalar, type Test } from './test.ts';
import { cidr, equalsIgnoreCase, prefix, suffix, wildcard } from './text-tests.ts';

/** All fields have to match, and of each list of alternatives one. */
export interface Pattern {
  readonly fields: ReadonlyMap<string, Pattern | readonly Test[]>;
  readonly alternatives: readonly (readonly Pattern[])[];
}

const OPERATORS: Readonly<Record<string, (given: unknown) => Test>> = {
  'anything-but': anythingBut,
  cidr,
  'equals-ignore-case': equalsIgnoreCase,
  exists,
  numeric,
  prefix,
  suffix,
  wildcard,
};

/** What `anything-but` may be said of besides values. */
const EXCEPTED = ['prefix', 'suffix', 'equals-ignore-case', 'wildcard'];

/** Reads an event pattern; refuses in the words of AWS's rule engine (`aws/event-ruler`). */
export function parsePattern(text: string): Pattern {
  const pattern = json(text);
  if (!isObject(pattern)) throw invalidPattern('Filter is not an object');
  return patternOf(pattern);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalidPattern(error instanceof Error ? error.message : String(error));
  }
}

function patternOf(node: Record<string, unknown>): Pattern {
  const entries = Object.entries(node);
  if (entries.length === 0) throw invalidPattern('Empty patterns are not allowed');
  return {
    fields: new Map(
      entries.filter((entry) => !isAlternatives(entry)).map(([name, value]) => [name, fieldOf(name, value)]),
    ),
    alternatives: entries.filter(isAlternatives).map(([, patterns]) => patterns.map(patternOf)),
  };
}

/** Anything else by the name of `$or` is a field. */
function isAlternatives(entry: [string, unknown]): entry is ['$or', Record<string, unknown>[]] {
  const [name, value] = entry;
  return name === '$or' && Array.isArray(value) && value.length > 1 && value.every(isObject);
}

function fieldOf(name: string, value: unknown): Pattern | readonly Test[] {
  if (isObject(value)) return patternOf(value);
  if (!Array.isArray(value)) throw invalidPattern(`"${name}" must be an object or an array`);
  if (value.length === 0) throw invalidPattern('Empty arrays are not allowed');
  return value.map(testOf);
}

function testOf(given: unknown): Test {
  if (isScalar(given)) return equal(given);
  if (!isObject(given)) throw invalidPattern('Match value must be String, number, true, false, or null');
  const [[name, value] = ['', undefined], ...others] = Object.entries(given);
  if (others.length > 0) throw invalidPattern('Only one key allowed in match expression');
  const operator = own(OPERATORS, name);
  if (!operator) throw invalidPattern(`Unrecognized match type ${name}`);
  return operator(value);
}

function exists(given: unknown): Test {
  if (typeof given !== 'boolean') throw invalidPattern('exists match pattern must be either true or false.');
  return given ? { holds: () => true } : { holds: () => false, absent: true };
}

function anythingBut(given: unknown): Test {
  const excepted = isObject(given) ? exceptedTests(given) : exceptedValues(given);
  return { holds: (value) => !excepted.some(({ holds }) => holds(value)) };
}

function exceptedTests(given: Record<string, unknown>): Test[] {
  const [[name, value] = ['', undefined], ...others] = Object.entries(given);
  if (others.length > 0) throw invalidPattern('Only one key allowed in match expression');
  const operator = own(OPERATORS, name);
  if (!operator || !EXCEPTED.includes(name)) throw invalidPattern(`Unsupported anything-but pattern: ${name}`);
  return [value].flat().map(operator);
}

function exceptedValues(given: unknown): Test[] {
  const values: unknown[] = [given].flat();
  if (values.length === 0) throw invalidPattern('Empty arrays are not allowed');
  const kinds = new Set(values.map((value) => typeof value));
  if (![...kinds].every((kind) => kind === 'string' || kind === 'number')) {
    throw invalidPattern('Inside anything but list, start|null|boolean is not supported.');
  }
  if (kinds.size > 1) {
    throw invalidPattern(
      'Inside anything but list, either all values are number or string, mixed type is not supported',
    );
  }
  return values.filter(isScalar).map(equal);
}
