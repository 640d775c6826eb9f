import { XmlShapeDeserializer } from '@aws-sdk/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import { own } from '../../own.ts';
import { AwsError } from '../kernel/aws-error.ts';
import { plainRequest } from './aws-chunked.ts';
import { bodyMembers, httpTraits, readHeaders, readQuery, writeHeaders } from './bindings.ts';
import type { Codec } from './codec.ts';
import { EMPTY, utf8, type WireResponse } from '../kernel/http.ts';
import { s3Route } from './s3-route.ts';
import type { OperationSchema } from './schemas.ts';
import { element, encodeXml, escaped } from './xml.ts';

/** restXml as S3 speaks it: members in path, query, headers and body. */
export const restXmlCodec: Codec = {
  decode(request, schema) {
    const route = s3Route(request, schema);
    if (!route)
      throw new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405);
    const { input } = route.operation;
    const { headers, body } = plainRequest(request);
    const members = input.isUnitSchema()
      ? {}
      : {
          ...readHeaders(input, headers, notReadable),
          ...readQuery(input, request.query, notReadable),
          ...readBody(input, body),
        };
    const address = { ...(route.bucket && { Bucket: route.bucket }), ...(route.key && { Key: route.key }) };
    return { operation: route.operation.name, input: { ...members, ...address } };
  },
  encode(output, operation, schema, requestId) {
    const values = output as Readonly<Record<string, unknown>>;
    const headers = { ...writeHeadersOf(operation, values), 'x-amz-request-id': requestId };
    return {
      status: statusOf(operation, values),
      headers,
      ...encodeBody(operation, values, schema.xmlNamespace, headers),
    };
  },
  encodeError(error, _schema, requestId) {
    const { fields = {}, headers = {} } = error.details;
    const elements = { Code: error.code, Message: error.message, ...fields, RequestId: requestId };
    const body = Object.entries(elements).map(([name, value]) => element(name, escaped(value)));
    const answered = withHeaders(xmlBody(element('Error', body.join(''))), headers);
    return { ...withHeaders(answered, { 'x-amz-request-id': requestId }), status: error.status };
  },
};

/** S3 calls each number by its name in the request. Source: backlot #192, which measured it. */
function notReadable(name: string, kind: 'integer' | 'timestamp'): AwsError {
  const range = kind === 'integer' ? ' or within integer range' : '';
  return new AwsError('InvalidArgument', `Provided ${name} not ${kind === 'integer' ? 'an' : 'a'} ${kind}${range}`);
}

function readBody(schema: NormalizedSchema, body: Uint8Array): object {
  const payload = [...schema.structIterator()].find(([, member]) => httpTraits(member).httpPayload);
  if (!payload) return body.length && bodyMembers(schema).length ? readXml(schema, body) : {};
  const [name, member] = payload;
  if (member.isStreaming() || member.isBlobSchema()) return { [name]: body };
  if (body.length === 0) return {};
  return { [name]: member.isStringSchema() ? new TextDecoder().decode(body) : readXml(member, body) };
}

function readXml(schema: NormalizedSchema, body: Uint8Array): object {
  const settings = { timestampFormat: { useTrait: true, default: 5 }, xmlNamespace: '', serviceNamespace: '' };
  try {
    const read = new XmlShapeDeserializer(settings as never).read(schema, body) as object;
    if (hasIntegers(read)) return read;
  } catch {
    // It is no XML, or a time in it is none.
  }
  throw new AwsError(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );
}

/** Whether all numbers are integers: S3's bodies have no others, and what is none was read as `NaN`. */
function hasIntegers(value: unknown): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return true;
  return Object.values(value).every(hasIntegers);
}

function writeHeadersOf(operation: OperationSchema, output: Readonly<Record<string, unknown>>): Record<string, string> {
  return operation.output.isUnitSchema() ? {} : writeHeaders(operation.output, output);
}

/** An output may set the status, as GetObject does for a range; `$status` is the sandbox's way of doing so. */
function statusOf(operation: OperationSchema, output: Readonly<Record<string, unknown>>): number {
  return typeof output.$status === 'number' ? output.$status : (operation.http?.status ?? 200);
}

function encodeBody(
  operation: OperationSchema,
  output: Readonly<Record<string, unknown>>,
  namespace: string,
  headers: Readonly<Record<string, string>>,
): Partial<WireResponse> & { body: Uint8Array } {
  if (operation.output.isUnitSchema()) return { body: EMPTY };
  const payload = [...operation.output.structIterator()].find(([, member]) => httpTraits(member).httpPayload);
  if (payload) return encodePayload(payload, output, headers);
  if (operation.name === 'GetBucketLocation') return withHeaders(xmlBody(location(output, namespace)), headers);
  if (bodyMembers(operation.output).length === 0) return { body: EMPTY };
  return withHeaders(xmlBody(encodeXml(operation.output, bodyOnly(operation.output, output))), headers);
}

function encodePayload(
  [name, member]: [string, NormalizedSchema],
  output: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>>,
): Partial<WireResponse> & { body: Uint8Array } {
  const value = own(output, name);
  if (value === undefined || value === null) return { body: EMPTY };
  if (value instanceof Uint8Array) return { body: value };
  if (typeof value === 'string') return { body: utf8(value) };
  return withHeaders(xmlBody(encodeXml(member, value)), headers);
}

/** The only S3 response whose value is the root element itself (trait s3UnwrappedXmlOutput). */
function location(output: Readonly<Record<string, unknown>>, namespace: string): string {
  return element('LocationConstraint', escaped((output.LocationConstraint as string | undefined) ?? ''), namespace);
}

function bodyOnly(schema: NormalizedSchema, output: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(bodyMembers(schema).map(([name]) => [name, own(output, name)]));
}

function withHeaders<T extends { headers: Readonly<Record<string, string>> }>(response: T, headers: object): T {
  return { ...response, headers: { ...response.headers, ...headers } };
}

function xmlBody(xml: string): { headers: Record<string, string>; body: Uint8Array } {
  return {
    headers: { 'content-type': 'application/xml' },
    body: utf8(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`),
  };
}
