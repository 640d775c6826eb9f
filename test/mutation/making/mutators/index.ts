import { method, optionalChaining } from './calls.ts';
import { booleanLiteral, conditional, negation } from './conditions.ts';
import { array, object, regex, string } from './literals.ts';
import type { Mutator } from './mutator.ts';
import { arithmetic, assignment, equality, logical, unary, update } from './operators.ts';
import { arrowFunction, block, emptyCase } from './statements.ts';

/** Those that Stryker has by default, so that scores mean what they mean elsewhere. */
export const MUTATORS: Readonly<Record<string, Mutator>> = {
  arithmetic,
  array,
  'arrow function': arrowFunction,
  assignment,
  block,
  boolean: booleanLiteral,
  case: emptyCase,
  conditional,
  equality,
  logical,
  method,
  negation,
  object,
  'optional chaining': optionalChaining,
  regex,
  string,
  unary,
  update,
};
