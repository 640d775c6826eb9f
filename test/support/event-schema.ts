import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

type Schema = Readonly<Record<string, unknown>>;

const FILE = new URL('../../docs/events.schema.json', import.meta.url);

/** The schema that the package holds. */
export const shippedSchema = JSON.parse(readFileSync(FILE, 'utf8')) as Schema;

/** An ISO 8601 time in UTC, as every line has it. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

export function validator(schema: Schema): ValidateFunction {
  const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
  return ajv.addFormat('date-time', TIME).compile(schema);
}

/** The schema for those who write lines: nothing may be on one that it does not name. */
export function closed(schema: Schema): Schema {
  return closedValue(schema) as Schema;
}

function closedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closedValue);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, closedValue(each)]));
  // What decides by the type which definition applies names no other property.
  const isRecord = inner.type === 'object' && 'properties' in inner && !('allOf' in inner);
  return isRecord && !('additionalProperties' in inner) ? { ...inner, additionalProperties: false } : inner;
}
