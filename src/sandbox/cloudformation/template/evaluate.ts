import { own } from '../../../own.ts';
import type { Environment } from './environment.ts';
import { FUNCTIONS } from './functions.ts';
import { templateError } from './errors.ts';
import { isFields } from './shape.ts';

/** A value of the template with its intrinsic functions carried out; members that turn out as `AWS::NoValue` are gone. */
export function evaluate(value: unknown, environment: Environment): unknown {
  if (Array.isArray(value))
    return value.map((item) => evaluate(item, environment)).filter((item) => item !== undefined);
  if (!isFields(value)) return value;
  const [[name, argument] = [undefined, undefined], ...others] = Object.entries(value);
  if (name !== undefined && others.length === 0) {
    const carryOut = own(FUNCTIONS, name);
    if (carryOut) return carryOut(argument, environment, (inner) => evaluate(inner, environment));
    if (name.startsWith('Fn::')) throw templateError(`${name} is not supported by the sandbox`);
  }
  return members(value, environment);
}

function members(value: Readonly<Record<string, unknown>>, environment: Environment): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, member]) => [key, evaluate(member, environment)] as const)
      .filter(([, member]) => member !== undefined),
  );
}
