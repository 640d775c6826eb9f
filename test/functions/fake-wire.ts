import { Readable } from 'node:stream';
import { HttpResponse, type HttpRequest } from '@smithy/core/protocols';

/** A request as a service of the fake sees it. */
export interface WireCall {
  /** `s3:GetObject`, `sagemaker:CreateModel` */
  readonly operation: string;
  /** Whose keys signed it. */
  readonly accessKeyId: string;
  readonly hostname: string;
  readonly path: string;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes as Latin-1, so that none is lost. */
  readonly body: string;
  /** What a service that speaks JSON is asked for. */
  readonly input: Record<string, unknown>;
  /** An answer to HEAD has no body. */
  readonly isBodiless: boolean;
}

/** What AWS refuses with. */
export class Refused extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export async function decode(request: HttpRequest): Promise<WireCall> {
  const headers = lowerCased(request.headers);
  const [, accessKeyId = '', service = ''] =
    /Credential=(\w+)\/\d+\/[\w-]+\/([\w-]+)\/aws4_request/.exec(headers.authorization ?? '') ?? [];
  const body = await textOf(request.body);
  const { hostname, path, method } = request;
  const call = { accessKeyId, hostname, path, headers, body, isBodiless: method === 'HEAD' };
  const target = headers['x-amz-target']?.split('.')[1];
  if (target !== undefined) {
    return { ...call, operation: `${service}:${target}`, input: JSON.parse(utf8(body)) as Record<string, unknown> };
  }
  return { ...call, operation: `${service}:${operationOf(service, headers, request)}`, input: queryOf(body) };
}

function operationOf(service: string, headers: Record<string, string>, { method }: HttpRequest): string {
  if (service === 'sts') return 'AssumeRole';
  if (service === 'sagemaker') return 'InvokeEndpoint';
  if (method === 'PUT') return 'x-amz-copy-source' in headers ? 'CopyObject' : 'PutObject';
  if (method === 'DELETE') return 'DeleteObject';
  return method === 'HEAD' ? 'HeadObject' : 'GetObject';
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

async function textOf(body: unknown): Promise<string> {
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
  if (!(body instanceof Readable)) return '';
  return Buffer.concat((await body.toArray()) as Buffer[]).toString('latin1');
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString();
}

function queryOf(body: string): Record<string, unknown> {
  return Object.fromEntries(new URLSearchParams(body));
}

export function json(value: object): HttpResponse {
  return response(
    200,
    JSON.stringify(value, (_, each: unknown) => each),
    'application/x-amz-json-1.1',
  );
}

export function response(
  statusCode: number,
  body: string | Uint8Array | Readable,
  type: string,
  headers: Record<string, string> = {},
): HttpResponse {
  const stream = body instanceof Readable ? body : Readable.from(body.length > 0 ? [Buffer.from(body)] : []);
  return new HttpResponse({ statusCode, headers: { 'content-type': type, ...headers }, body: stream });
}

export function refusal({ operation, isBodiless }: WireCall, { code, message, status }: Refused): HttpResponse {
  if (isBodiless) return response(status, '', 'application/xml');
  const [service] = operation.split(':');
  if (service === 's3') {
    return response(status, `<Error><Code>${code}</Code><Message>${message}</Message></Error>`, 'application/xml');
  }
  if (service === 'sts') {
    const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
    return response(status, `<ErrorResponse>${error}<RequestId>1</RequestId></ErrorResponse>`, 'text/xml');
  }
  const headers = { 'x-amzn-errortype': code };
  return response(status, JSON.stringify({ __type: code, message }), 'application/x-amz-json-1.1', headers);
}
