import { isObject } from '../kernel/policy/document.ts';
import type { Limits } from './model.ts';

/** A model's constraint on one value, in the words of AWS's refusals. */
interface Rule {
  readonly text: string;
  readonly isBroken: boolean;
}

export function rulesFor(value: unknown, { min, max, enum: values }: Limits): Rule[] {
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
    values !== undefined && {
      text: `Member must satisfy enum value set: [${values.join(', ')}]`,
      isBroken: typeof value === 'string' && !values.includes(value),
    },
  ];
  return rules.filter((rule) => rule !== false);
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
