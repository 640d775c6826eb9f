import { AwsError } from '../kernel/aws-error.ts';
import type { Codec, DecodedCall } from './codec.ts';
import { decodeForm } from './form.ts';
import { contentType, text, utf8, type WireRequest, type WireResponse } from '../kernel/http.ts';
import { elementsOf } from './lasting.ts';
import type { ServiceSchema } from './schemas.ts';
import { element, encodeXml, escaped, innerXml } from './xml.ts';

/** awsQuery: reads forms, writes XML with a result element and the request id. */
export const queryCodec: Codec = {
  decode: (request, schema) => decodeQuery(request, schema, 'query'),
  encode(output, operation, schema, requestId) {
    const result = operation.output.isUnitSchema()
      ? ''
      : element(`${operation.name}Result`, elementsOf(operation.output, output));
    const metadata = element('ResponseMetadata', element('RequestId', requestId));
    return xmlResponse(200, element(`${operation.name}Response`, result + metadata, schema.xmlNamespace), requestId);
  },
  encodeError(error, schema, requestId) {
    const type = error.status >= 500 ? 'Receiver' : 'Sender';
    const detail = element('Type', type) + codeAndMessage(error);
    const body = element('Error', detail) + element('RequestId', requestId);
    return xmlResponse(error.status, element('ErrorResponse', body, schema.xmlNamespace), requestId);
  },
};

/** ec2Query: like awsQuery, but with flat lists, other names, and no result element. */
export const ec2Codec: Codec = {
  decode: (request, schema) => decodeQuery(request, schema, 'ec2'),
  encode(output, operation, schema, requestId) {
    const result = operation.output.isUnitSchema() ? '' : innerXml(encodeXml(operation.output, output));
    const body = element('requestId', requestId) + result;
    return xmlResponse(200, element(`${operation.name}Response`, body, schema.xmlNamespace), requestId);
  },
  encodeError(error, _schema, requestId) {
    const errors = element('Errors', element('Error', codeAndMessage(error)));
    return xmlResponse(error.status, element('Response', errors + element('RequestID', requestId)), requestId);
  },
};

function decodeQuery(request: WireRequest, schema: ServiceSchema, flavour: 'query' | 'ec2'): DecodedCall {
  const form = new URLSearchParams(isForm(request) ? text(request.body) : '');
  for (const [key, value] of Object.entries(request.query)) {
    if (typeof value === 'string') form.append(key, value);
  }
  const operation = form.get('Action');
  if (operation === null) throw missingAction();
  const known = schema.operations.get(operation);
  if (!known) throw new AwsError('InvalidAction', `Could not find operation ${operation} for ${schema.service}`);
  return { operation, input: decodeForm(known.input, form, flavour) };
}

/** Query protocols accept no other body type (smithy.io, aws.protocols#awsQuery). */
function isForm(request: WireRequest): boolean {
  return contentType(request) === 'application/x-www-form-urlencoded';
}

/** Source: "Common Errors" of the query services' API references. */
function missingAction(): AwsError {
  return new AwsError('MissingAction', 'The request is missing an action or a required parameter.');
}

function codeAndMessage(error: AwsError): string {
  return element('Code', escaped(error.code)) + element('Message', escaped(error.message));
}

function xmlResponse(status: number, xml: string, requestId: string): WireResponse {
  return {
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body: utf8(`<?xml version="1.0" encoding="UTF-8"?>${xml}`),
  };
}
