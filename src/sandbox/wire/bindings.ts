import { FromStringShapeDeserializer, ToStringShapeSerializer } from '@smithy/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import { own, put } from '../../own.ts';
import type { AwsError } from '../kernel/aws-error.ts';

/** Header timestamps are HTTP dates, query ones ISO 8601 (smithy.io, HTTP binding traits); traits override. */
const SETTINGS = { httpBindings: true, timestampFormat: { useTrait: true, default: 5 } } as never;

/** The part of an HTTP message that each member of a structure is bound to (smithy.io, HTTP binding traits). */
export interface HttpTraits {
  readonly httpLabel?: unknown;
  readonly httpQuery?: string;
  readonly httpHeader?: string;
  readonly httpPrefixHeaders?: string;
  readonly httpPayload?: unknown;
  readonly httpResponseCode?: unknown;
}

/** Refuses a text in the place of a number or a time. `name` is that of the header or of the query's parameter. */
export type Refuse = (name: string, kind: 'integer' | 'timestamp') => AwsError;

export function httpTraits(schema: NormalizedSchema): HttpTraits {
  return schema.getMergedTraits();
}

/** The members in the body of a request or response. */
export function bodyMembers(schema: NormalizedSchema): [string, NormalizedSchema][] {
  return [...schema.structIterator()].filter(([, member]) => {
    const traits = httpTraits(member);
    return (
      !traits.httpLabel &&
      !traits.httpQuery &&
      !traits.httpHeader &&
      traits.httpPrefixHeaders === undefined &&
      !traits.httpPayload &&
      !traits.httpResponseCode
    );
  });
}

/** Reads the members of a structure from headers. Header names are in lower case. */
export function readHeaders(
  schema: NormalizedSchema,
  headers: Readonly<Record<string, string>>,
  refuse: Refuse,
): object {
  const result: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const { httpHeader, httpPrefixHeaders } = httpTraits(member);
    const value = httpHeader && own(headers, httpHeader.toLowerCase());
    if (httpHeader && value) put(result, name, fromText(member, value, httpHeader, refuse));
    if (httpPrefixHeaders !== undefined) put(result, name, withPrefix(headers, httpPrefixHeaders.toLowerCase()));
  }
  return result;
}

/** Reads the members of a structure from the query. */
export function readQuery(
  schema: NormalizedSchema,
  query: Readonly<Record<string, string | readonly string[] | null>>,
  refuse: Refuse,
): object {
  const result: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const { httpQuery } = httpTraits(member);
    if (httpQuery === undefined) continue;
    const value = own(query, httpQuery);
    if (value === undefined || value === null) continue;
    const texts = typeof value === 'string' ? [value] : value;
    const read = (each: NormalizedSchema, text: string) => fromText(each, text, httpQuery, refuse);
    put(
      result,
      name,
      member.isListSchema() ? texts.map((item) => read(member.getValueSchema(), item)) : read(member, texts[0] ?? ''),
    );
  }
  return result;
}

export function writeHeaders(schema: NormalizedSchema, output: Readonly<Record<string, unknown>>) {
  const headers: Record<string, string> = {};
  for (const [name, member] of schema.structIterator()) {
    const { httpHeader, httpPrefixHeaders } = httpTraits(member);
    const value = own(output, name);
    if (value === undefined || value === null) continue;
    if (httpHeader) put(headers, httpHeader.toLowerCase(), toText(member, value));
    if (httpPrefixHeaders !== undefined) Object.assign(headers, prefixed(httpPrefixHeaders.toLowerCase(), value));
  }
  return headers;
}

function withPrefix(headers: Readonly<Record<string, string>>, prefix: string): Record<string, string> {
  const matching = Object.entries(headers).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(matching.map(([name, value]) => [name.slice(prefix.length), value]));
}

function prefixed(prefix: string, values: object): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [prefix + key, String(value)]));
}

/** Reads what has a name in the request. No operation has a fraction outside of its body. */
export function fromText(schema: NormalizedSchema, value: string, name: string, refuse: Refuse): unknown {
  const isInteger = /^[+-]?\d+$/.test(value) && Number.isSafeInteger(Number(value));
  if (schema.isNumericSchema() && !isInteger) throw refuse(name, 'integer');
  try {
    return new FromStringShapeDeserializer(SETTINGS).read(schema, value);
  } catch {
    throw refuse(name, 'timestamp');
  }
}

function toText(schema: NormalizedSchema, value: unknown): string {
  const serializer = new ToStringShapeSerializer(SETTINGS);
  serializer.write(schema, value);
  return serializer.flush();
}
