import type { NormalizedSchema } from '@smithy/core/schema';
import { own } from '../../own.ts';
import { AwsError } from '../kernel/aws-error.ts';
import { bucketInHost } from '../kernel/s3-url.ts';
import { httpTraits } from './bindings.ts';
import type { WireRequest } from '../kernel/http.ts';
import type { OperationSchema, ServiceSchema } from './schemas.ts';

/** What an S3 request names: the bucket from the host or the first part of the path, the key from the rest. */
export interface S3Address {
  readonly bucket?: string;
  readonly key?: string;
}

export interface S3Route extends S3Address {
  readonly operation: OperationSchema;
}

/** Virtual-hosted (`bucket.s3.region.amazonaws.com`, `bucket.localhost`) and path style; S3 user guide, VirtualHosting. */
function s3Address(request: WireRequest): S3Address {
  const virtualHost = bucketInHost(request.hostname);
  const path = decoded(request.path).replace(/^\//, '');
  if (virtualHost) return { bucket: virtualHost, ...(path && { key: path }) };
  const [bucket = '', ...rest] = path.split('/');
  const key = rest.join('/');
  return { ...(bucket && { bucket }), ...(key && { key }) };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.");
  }
}

/** The operation whose method, path and required query and header members fit best. */
export function s3Route(request: WireRequest, schema: ServiceSchema): S3Route | undefined {
  const address = s3Address(request);
  const named = request.query['x-id'];
  let best: { readonly operation: OperationSchema; readonly score: number } | undefined;
  for (const operation of schema.operations.values()) {
    const score = named === operation.name ? Infinity : fit(request, operation, address);
    if (score >= 0 && (!best || score > best.score)) best = { operation, score };
  }
  return best && { ...address, operation: best.operation };
}

/** How many of the operation's distinguishing features the request has; -1 if one is missing. */
function fit(request: WireRequest, operation: OperationSchema, address: S3Address): number {
  const { http } = operation;
  if (http?.method !== request.method) return -1;
  const [path = '', query = ''] = http.path.split('?');
  const wantsBucket = hasMember(operation.input, 'Bucket');
  if (path.includes('{Key+}') !== (address.key !== undefined)) return -1;
  if (wantsBucket !== (address.bucket !== undefined)) return -1;
  const marks = [...new URLSearchParams(query)].filter(([name]) => name !== 'x-id');
  if (
    !marks.every(
      ([name, value]) => Object.hasOwn(request.query, name) && (!value || own(request.query, name) === value),
    )
  )
    return -1;
  const required = requiredBindings(operation.input);
  if (
    !required.every(({ query: name, header }) =>
      name ? Object.hasOwn(request.query, name) : Object.hasOwn(request.headers, header),
    )
  )
    return -1;
  return 2 * marks.length + required.length;
}

function hasMember(schema: NormalizedSchema, name: string): boolean {
  return schema.isStructSchema() && [...schema.structIterator()].some(([member]) => member === name);
}

/** In the SDK's static schemas required members come first, and the sixth value is their number. */
function requiredBindings(schema: NormalizedSchema): { query: string; header: string }[] {
  if (!schema.isStructSchema()) return [];
  const count = (schema.getSchema() as unknown as readonly unknown[])[6];
  const required = [...schema.structIterator()].slice(0, typeof count === 'number' ? count : 0);
  return required
    .map(([, member]) => httpTraits(member))
    .map(({ httpQuery = '', httpHeader = '' }) => ({ query: httpQuery, header: httpHeader.toLowerCase() }))
    .filter(({ query, header }) => query !== '' || header !== '');
}
