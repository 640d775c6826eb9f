import { own } from '../../../own.ts';
import { isFields } from '../template/shape.ts';
import { type PropertySpecs, structureOf, type TypeSpec } from './resource-spec.ts';

/** Properties in the types of the schema: parameters are always texts, and CloudFormation turns `"7"` into 7 where it must. */
export function coerceProperties(
  properties: Readonly<Record<string, unknown>>,
  specs: PropertySpecs,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => {
      const spec = own(specs, name);
      return [name, spec ? coerce(value, spec.type) : value];
    }),
  );
}

function coerce(value: unknown, type: TypeSpec): unknown {
  const structure = structureOf(type);
  if (structure) return isFields(value) ? coerceProperties(value, structure) : value;
  if (typeof type === 'string') return coerceScalar(value, type);
  if ('list' in type && Array.isArray(value)) return value.map((item) => coerce(item, type.list));
  if ('map' in type && isFields(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, coerce(member, type.map)]));
  }
  if ('oneOf' in type) return coerceToOneOf(value, type.oneOf);
  return value;
}

/** The spellings that users found CloudFormation to take (cfn-lint, E3012). */
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'True', 'TRUE'].map((text) => [text, true] as const),
  ...['false', 'False', 'FALSE'].map((text) => [text, false] as const),
]);

function coerceScalar(value: unknown, type: TypeSpec): unknown {
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  if (type === 'boolean' && typeof value === 'string') return BOOLEANS.get(value) ?? value;
  const numeric = type === 'integer' || type === 'number';
  if (numeric && typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)))
    return Number(value);
  return value;
}

function coerceToOneOf(value: unknown, types: readonly TypeSpec[]): unknown {
  const structures = types.map(structureOf).filter((structure) => structure !== undefined);
  const fitting = structures.find(
    (structure) => isFields(value) && Object.keys(value).every((key) => Object.hasOwn(structure, key)),
  );
  return fitting && isFields(value) ? coerceProperties(value, fitting) : value;
}
