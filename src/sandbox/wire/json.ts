import { JsonShapeDeserializer2, JsonShapeSerializer2 } from '@aws-sdk/core/protocols';
import { AwsError } from '../kernel/aws-error.ts';
import type { Codec } from './codec.ts';
import { text, utf8, type WireResponse } from './http.ts';

/** Timestamps in awsJson bodies are seconds since the epoch (smithy.io, aws.protocols#awsJson1_1). */
const SETTINGS = { jsonName: false, timestampFormat: { useTrait: true, default: 7 } } as never;

/** awsJson1_1: the operation in the X-Amz-Target header, JSON both ways. */
export const jsonCodec: Codec = {
  decode(request, schema) {
    const operation = request.headers['x-amz-target']?.split('.').at(-1) ?? '';
    const known = schema.operations.get(operation);
    if (!known) throw new AwsError('UnknownOperationException', `no operation ${operation} in ${schema.service}`);
    if (known.input.isUnitSchema() || request.body.length === 0) return { operation, input: {} };
    return { operation, input: decodeBody(known.input, request.body) };
  },
  encode(output, operation, _schema, requestId) {
    if (operation.output.isUnitSchema()) return jsonResponse(200, '{}', requestId);
    const serializer = new JsonShapeSerializer2(SETTINGS);
    serializer.write(operation.output, output);
    const written: string | Uint8Array = serializer.flush();
    return jsonResponse(200, typeof written === 'string' ? written : text(written), requestId);
  },
  encodeError(error, _schema, requestId) {
    const body = JSON.stringify({ __type: error.code, message: error.message, Message: error.message });
    const response = jsonResponse(error.status, body, requestId);
    return { ...response, headers: { ...response.headers, 'x-amzn-errortype': error.code } };
  },
};

function decodeBody(schema: unknown, body: Uint8Array): object {
  try {
    return new JsonShapeDeserializer2(SETTINGS).readObject(schema as never, JSON.parse(text(body)) as never) as object;
  } catch {
    throw new AwsError('SerializationException', 'the request body is not valid JSON');
  }
}

function jsonResponse(status: number, body: string, requestId: string): WireResponse {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId };
  return { status, headers, body: utf8(body) };
}
