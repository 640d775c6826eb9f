import { own } from '../../../own.ts';
import type { Bindings } from './bindings.ts';
import { FUNCTIONS } from './functions.ts';
import { templateError } from './errors.ts';
import { isFields } from './shape.ts';

/** A value of the template with its intrinsic functions carried out; members that turn out as `AWS::NoValue` are gone. */
export function evaluate(value: unknown, bindings: Bindings): unknown {
  if (Array.isArray(value)) return value.map((item) => evaluate(item, bindings)).filter((item) => item !== undefined);
  if (!isFields(value)) return value;
  const [[name, argument] = [undefined, undefined], ...others] = Object.entries(value);
  if (name !== undefined && others.length === 0) {
    const carryOut = own(FUNCTIONS, name);
    if (carryOut) return carryOut(argument, bindings, (inner) => evaluate(inner, bindings));
    if (name.startsWith('Fn::')) throw templateError(`${name} is not supported by the sandbox`);
  }
  return members(value, bindings);
}

function members(value: Readonly<Record<string, unknown>>, bindings: Bindings): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, member]) => [key, evaluate(member, bindings)] as const)
      .filter(([, member]) => member !== undefined),
  );
}
