import { AwsError } from '../kernel/aws-error.ts';
import type { WireRequest } from './http.ts';

/** Who signed a request, and for which service and region, as the credential scope says. */
export interface Signature {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
  readonly sessionToken: string | undefined;
}

/** Reads a Signature Version 4 header or presigned query. The signature itself is not verified (docs/sandbox.md). */
export function signatureOf(request: WireRequest): Signature {
  const scope = scopeInHeader(request) ?? scopeInQuery(request);
  const [accessKeyId, , region, service] = scope?.split('/') ?? [];
  if (!accessKeyId || !region || !service) {
    throw new AwsError('MissingAuthenticationToken', 'Missing Authentication Token', 403);
  }
  const inQuery = request.query['X-Amz-Security-Token'];
  const sessionToken = request.headers['x-amz-security-token'] ?? (typeof inQuery === 'string' ? inQuery : undefined);
  return { accessKeyId, region, service, sessionToken };
}

function scopeInHeader(request: WireRequest): string | undefined {
  return /Credential=([^,\s]+)/.exec(request.headers.authorization ?? '')?.[1];
}

function scopeInQuery(request: WireRequest): string | undefined {
  const credential = request.query['X-Amz-Credential'];
  return typeof credential === 'string' ? decodeURIComponent(credential) : undefined;
}
