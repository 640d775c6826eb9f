import type { NormalizedSchema } from '@smithy/core/schema';
import { own } from '../../own.ts';
import { AwsError } from '../kernel/aws-error.ts';

/**
 * Refuses values of the wrong type, which the SDK's deserializer passes on. The messages are those that users of AWS's
 * JSON services report.
 */
export function expectTypes(schema: NormalizedSchema, value: unknown, jsonName: boolean): void {
  if (value === null || value === undefined || schema.isDocumentSchema()) return;
  if (schema.isListSchema()) return expectList(schema, value, jsonName);
  if (schema.isMapSchema()) return expectMap(schema, value, jsonName);
  if (schema.isStructSchema()) return expectStructure(schema, value, jsonName);
  expectScalar(schema, value);
}

function expectList(schema: NormalizedSchema, value: unknown, jsonName: boolean): void {
  if (!Array.isArray(value)) throw refused('Expected list or null');
  expectItems(schema, value, jsonName);
}

function expectMap(schema: NormalizedSchema, value: unknown, jsonName: boolean): void {
  expectItems(schema, Object.values(structure(value)), jsonName);
}

/** Only sparse lists and maps may contain null (smithy.io, sparse trait). */
function expectItems(schema: NormalizedSchema, items: readonly unknown[], jsonName: boolean): void {
  if (items.includes(null) && !schema.getMergedTraits().sparse) throw new AwsError('ValidationException', NOTHING);
  for (const item of items) expectTypes(schema.getValueSchema(), item, jsonName);
}

const NOTHING = '1 validation error detected: Value null failed to satisfy constraint: Member must not be null';

function expectStructure(schema: NormalizedSchema, value: unknown, jsonName: boolean): void {
  const members = structure(value);
  for (const [name, member] of schema.structIterator()) {
    const { jsonName: other } = member.getMergedTraits();
    expectTypes(member, own(members, jsonName && other !== undefined ? other : name), jsonName);
  }
}

function structure(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw refused(Array.isArray(value) ? 'Start of list found where not expected' : 'Expected structure or null');
}

/** By schema method: the type of the values in JSON, and its name. */
const SCALARS = [
  ['isStringSchema', ['string'], 'a String'],
  ['isBooleanSchema', ['boolean'], 'a Boolean'],
  ['isNumericSchema', ['number'], 'a Number'],
  ['isTimestampSchema', ['number', 'string'], 'a Timestamp'],
  ['isBlobSchema', ['string'], 'a Blob'],
] as const;

const NO_JSON_NUMBERS: ReadonlySet<unknown> = new Set(['NaN', 'Infinity', '-Infinity']);

function expectScalar(schema: NormalizedSchema, value: unknown): void {
  const [, types, name] = SCALARS.find(([is]) => schema[is]()) ?? [];
  if (types === undefined || (types as readonly string[]).includes(typeof value)) return;
  if (schema.isNumericSchema() && NO_JSON_NUMBERS.has(value)) return;
  if (typeof value === 'object') {
    throw refused(`Start of ${Array.isArray(value) ? 'list' : 'structure or map'} found where not expected.`);
  }
  throw refused(`${kindOf(value)} can not be converted to ${name ?? ''}`);
}

function kindOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  return typeof value === 'number' ? 'NUMBER_VALUE' : 'STRING_VALUE';
}

function refused(message: string): AwsError {
  return new AwsError('SerializationException', message);
}
