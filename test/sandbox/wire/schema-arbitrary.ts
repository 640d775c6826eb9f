import type { NormalizedSchema } from '@smithy/core/schema';
import fc from 'fast-check';

/** How deep structures go into one another; some schemas contain themselves. */
const DEPTH = 3;

/** Traits of members that the SDK fills in itself, or does not do without. */
const ALWAYS_THERE = ['idempotencyToken', 'httpLabel', 'httpResponseCode', 'httpPayload'];

/** Any value that the SDK accepts for a schema: what it can express, not what the service would allow. */
export function valueOf(schema: NormalizedSchema, depth = DEPTH): fc.Arbitrary<unknown> {
  if (schema.isListSchema()) return listOf(schema, depth);
  if (schema.isMapSchema()) return mapOf(schema, depth);
  if (schema.isStructSchema()) return structureOf(schema, depth);
  if (schema.isBooleanSchema()) return fc.boolean();
  if ('httpResponseCode' in schema.getMergedTraits()) return fc.constantFrom(200, 202);
  if (schema.isNumericSchema()) return fc.integer();
  if (schema.isTimestampSchema())
    return fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => new Date(seconds * 1000));
  if (schema.isBlobSchema()) return fc.uint8Array({ minLength: 1, maxLength: 20 });
  return fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });
}

/** Protocols of forms cannot tell an empty list from none. */
function listOf(schema: NormalizedSchema, depth: number): fc.Arbitrary<unknown> {
  return fc.array(valueOf(schema.getValueSchema(), depth - 1), { minLength: 1, maxLength: 3 });
}

function mapOf(schema: NormalizedSchema, depth: number): fc.Arbitrary<unknown> {
  const key = fc.string({ minLength: 1, maxLength: 10 }).filter((text) => text !== '__proto__');
  return fc.dictionary(key, valueOf(schema.getValueSchema(), depth - 1), {
    minKeys: 1,
    maxKeys: 3,
    noNullPrototype: true,
  });
}

function structureOf(schema: NormalizedSchema, depth: number): fc.Arbitrary<unknown> {
  const members = [...schema.structIterator()].filter(([, member]) => depth > 0 || isSimple(member));
  const values = Object.fromEntries(members.map(([name, member]) => [name, valueOf(member, depth - 1)]));
  const requiredKeys = members
    .filter(([, member]) => ALWAYS_THERE.some((trait) => trait in member.getMergedTraits()))
    .map(([name]) => name);
  return fc
    .record(values, { requiredKeys, noNullPrototype: true })
    .filter((value) => depth === DEPTH || Object.keys(value).length > 0 || members.length === 0);
}

function isSimple(schema: NormalizedSchema): boolean {
  return !schema.isListSchema() && !schema.isMapSchema() && !schema.isStructSchema();
}
