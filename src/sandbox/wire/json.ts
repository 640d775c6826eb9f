import { JsonShapeDeserializer2, JsonShapeSerializer2 } from '@aws-sdk/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from '../kernel/aws-error.ts';
import type { Codec } from './codec.ts';
import { contentType, text, utf8, type WireResponse } from '../kernel/http.ts';
import { expectTypes } from './json-types.ts';

/**
 * Settings of JSON bodies: timestamps as seconds since the epoch (smithy.io, aws.protocols#awsJson1_1 and #restJson1).
 * Only restJson renames members.
 */
const settings = (jsonName: boolean) => ({ jsonName, timestampFormat: { useTrait: true, default: 7 } }) as never;

/** awsJson1_1: the operation in the X-Amz-Target header, JSON both ways. */
export const jsonCodec: Codec = {
  decode(request, schema) {
    const operation = request.headers['x-amz-target']?.split('.').at(-1) ?? '';
    const known = schema.operations.get(operation);
    if (!known || !/^application\/x-amz-json-1\.[01]$/.test(contentType(request)))
      throw new AwsError('UnknownOperationException', `no operation ${operation} in ${schema.service}`);
    if (known.input.isUnitSchema() || request.body.length === 0) return { operation, input: {} };
    return { operation, input: decodeJson(known.input, request.body, false) };
  },
  encode(output, operation, _schema, requestId) {
    if (operation.output.isUnitSchema()) return jsonResponse(200, '{}', requestId);
    return jsonResponse(200, encodeJson(operation.output, output, false), requestId);
  },
  encodeError: (error, _schema, requestId) => jsonError(error, requestId),
};

export function jsonError(error: AwsError, requestId: string): WireResponse {
  const body = JSON.stringify({ __type: error.code, message: error.message, Message: error.message });
  const response = jsonResponse(error.status, body, requestId);
  return { ...response, headers: { ...response.headers, 'x-amzn-errortype': error.code } };
}

export function encodeJson(schema: unknown, value: object, jsonName: boolean): string {
  const serializer = new JsonShapeSerializer2(settings(jsonName));
  serializer.write(schema as never, value);
  const written: string | Uint8Array = serializer.flush();
  return typeof written === 'string' ? written : text(written);
}

export function decodeJson(schema: NormalizedSchema, body: Uint8Array, jsonName: boolean): object {
  const value = parsed(body);
  expectTypes(schema, value, jsonName);
  try {
    return new JsonShapeDeserializer2(settings(jsonName)).readObject(schema, value as never) as object;
  } catch (error) {
    throw new AwsError('SerializationException', `the request body cannot be read: ${String(error)}`);
  }
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(text(body));
  } catch {
    throw new AwsError('SerializationException', 'the request body is not valid JSON');
  }
}

function jsonResponse(status: number, body: string, requestId: string): WireResponse {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId };
  return { status, headers, body: utf8(body) };
}
