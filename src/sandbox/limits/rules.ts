import { isObject } from '../kernel/policy/document.ts';
import type { Limits } from './model.ts';

/** A model's constraint on one value, in the words of AWS's refusals. */
interface Rule {
  readonly text: string;
  readonly isBroken: boolean;
}

export function rulesFor(value: unknown, { min, max, pattern, enum: values }: Limits): Rule[] {
  const measure = typeof value === 'number' ? 'value' : 'length';
  const size = sizeOf(value);
  const rules: (Rule | false)[] = [
    max !== undefined && {
      text: `Member must have ${measure} less than or equal to ${max}`,
      isBroken: size !== undefined && size > max,
    },
    min !== undefined && {
      text: `Member must have ${measure} greater than or equal to ${min}`,
      isBroken: size !== undefined && size < min,
    },
    pattern !== undefined && {
      text: `Member must satisfy regular expression pattern: ${pattern}`,
      isBroken: typeof value === 'string' && !expressionOf(pattern).test(value),
    },
    values !== undefined && {
      text: `Member must satisfy enum value set: [${values.join(', ')}]`,
      isBroken: typeof value === 'string' && !values.includes(value),
    },
  ];
  return rules.filter((rule) => rule !== false);
}

const expressions = new Map<string, RegExp>();

/** AWS's patterns are Java's: of what JavaScript reads otherwise they use properties of characters alone. */
function expressionOf(pattern: string): RegExp {
  const known = expressions.get(pattern);
  if (known) return known;
  const expression = new RegExp(`^(?:${pattern})$`, pattern.includes('\\p') ? 'u' : '');
  expressions.set(pattern, expression);
  return expression;
}

export function isWithin(value: unknown, limits: Limits): boolean {
  return rulesFor(value, limits).every(({ isBroken }) => !isBroken);
}

export function isStructure(value: unknown): value is Record<string, unknown> {
  return isObject(value) && !(value instanceof Uint8Array) && !(value instanceof Date);
}

/** What the limits apply to: the number itself, or the length of the value. */
function sizeOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' || Array.isArray(value) || value instanceof Uint8Array) return value.length;
  return isStructure(value) ? Object.keys(value).length : undefined;
}
