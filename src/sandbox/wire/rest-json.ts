import type { NormalizedSchema } from '@smithy/core/schema';
import { own, put } from '../../own.ts';
import { AwsError } from '../kernel/aws-error.ts';
import { bodyMembers, fromText, httpTraits, readHeaders, readQuery, writeHeaders } from './bindings.ts';
import type { Codec } from './codec.ts';
import { contentType, EMPTY, utf8, type WireRequest } from '../kernel/http.ts';
import { decodeJson, encodeJson, jsonError } from './json.ts';
import type { OperationSchema, ServiceSchema } from './schemas.ts';

/** restJson1: members in path, query, headers and a JSON body (smithy.io, aws.protocols#restJson1). */
export const restJsonCodec: Codec = {
  decode(request, schema) {
    const route = routeOf(request, schema);
    if (!route) {
      throw new AwsError('UnknownOperationException', `no operation at ${request.method} ${request.path}`, 404);
    }
    const { operation, labels } = route;
    const { name, input } = operation;
    if (input.isUnitSchema()) return { operation: name, input: {} };
    return {
      operation: name,
      input: {
        ...readBody(input, request),
        ...readHeaders(input, request.headers, notReadable),
        ...readQuery(input, request.query, notReadable),
        ...readLabels(input, labels),
      },
    };
  },
  encode(output, operation, _schema, requestId) {
    const values = output as Readonly<Record<string, unknown>>;
    const isUnit = operation.output.isUnitSchema();
    const headers = { 'x-amzn-requestid': requestId, 'content-type': 'application/json' };
    return {
      status: statusOf(operation, values),
      headers: isUnit ? headers : { ...headers, ...writeHeaders(operation.output, values) },
      body: isUnit ? EMPTY : writeBody(operation.output, values),
    };
  },
  encodeError: (error, _schema, requestId) => jsonError(error, requestId),
};

interface Route {
  readonly operation: OperationSchema;
  readonly labels: Readonly<Record<string, string>>;
  /** How specific an operation's URI is: constants in the query, fixed parts of the path. */
  readonly said: number;
}

/** The most specific of several matching operations. */
function routeOf(request: WireRequest, { operations }: ServiceSchema): Route | undefined {
  const segments = request.path.split('/');
  let best: Route | undefined;
  for (const operation of operations.values()) {
    if (operation.http?.method !== request.method) continue;
    const [template = '', query] = operation.http.path.split('?');
    const labels = labelsOf(template, segments);
    const constants = [...new URLSearchParams(query)];
    if (!labels || !constants.every(([name, value]) => (own(request.query, name) ?? '') === value)) continue;
    const route = { operation, labels, said: constants.length - Object.keys(labels).length };
    if (!best || route.said > best.said) best = route;
  }
  return best;
}

/** The values of the template's labels in the path, as sent. */
function labelsOf(template: string, segments: readonly string[]): Record<string, string> | undefined {
  const parts = template.split('/');
  if (parts.length !== segments.length) return undefined;
  const labels: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    const label = /^\{(\w+)\}$/.exec(part)?.[1];
    if (label && segment !== '') put(labels, label, segment);
    else if (part !== segment) return undefined;
  }
  return labels;
}

function readLabels(schema: NormalizedSchema, labels: Readonly<Record<string, string>>): object {
  const members = [...schema.structIterator()].filter(([name]) => Object.hasOwn(labels, name));
  return Object.fromEntries(
    members.map(([name, member]) => [name, fromText(member, decoded(own(labels, name) ?? ''), name, notReadable)]),
  );
}

function notReadable(name: string): AwsError {
  return new AwsError('SerializationException', `the value of ${name} can not be converted`);
}

function decoded(label: string): string {
  try {
    return decodeURIComponent(label);
  } catch {
    throw new AwsError('SerializationException', `the path holds ${label}, which is not percent-encoded text`);
  }
}

function readBody(schema: NormalizedSchema, request: WireRequest): object {
  const { body } = request;
  const payload = payloadOf(schema);
  if (body.length === 0) return {};
  if (payload && (payload[1].isStreaming() || payload[1].isBlobSchema())) return { [payload[0]]: body };
  if (contentType(request) !== 'application/json') throw unsupportedMediaType();
  return payload ? { [payload[0]]: decodeJson(payload[1], body, true) } : decodeJson(schema, body, true);
}

/** Source: smithy.io, aws.protocols#restJson1, "Content-Type". */
function unsupportedMediaType(): AwsError {
  return new AwsError('UnsupportedMediaTypeException', 'The body of the request has to be application/json', 415);
}

function writeBody(schema: NormalizedSchema, output: Readonly<Record<string, unknown>>): Uint8Array {
  const [name, member] = payloadOf(schema) ?? [];
  if (name === undefined) {
    const members = Object.fromEntries(bodyMembers(schema).map(([each]) => [each, own(output, each)]));
    return utf8(encodeJson(schema, members, true));
  }
  const value = own(output, name);
  if (value === undefined || value === null) return EMPTY;
  if (value instanceof Uint8Array) return value;
  return utf8(typeof value === 'string' ? value : encodeJson(member, value, true));
}

function payloadOf(schema: NormalizedSchema): [string, NormalizedSchema] | undefined {
  return [...schema.structIterator()].find(([, member]) => httpTraits(member).httpPayload);
}

function statusOf({ output, http }: OperationSchema, values: Readonly<Record<string, unknown>>): number {
  const members = output.isUnitSchema() ? [] : [...output.structIterator()];
  const bound = members.find(([, member]) => httpTraits(member).httpResponseCode);
  const value = bound && own(values, bound[0]);
  return typeof value === 'number' ? value : (http?.status ?? 200);
}
