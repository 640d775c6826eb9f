import { createHash } from 'node:crypto';
import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Query, WireRequest } from '../../kernel/http.ts';
import type { Claim } from './claim.ts';

/** The canonical request that a signature covers. Source: IAM user guide, "Create a signed AWS API request". */
export function canonicalRequest(request: WireRequest, claim: Claim, payloadHash: string): string {
  const headers = claim.signedHeaders.map((name) => `${name}:${collapsed(own(request.headers, name) ?? '')}\n`);
  return [
    request.method,
    claim.service === 's3' ? objectPath(request.path) : servicePath(request.path),
    canonicalQuery(request.query),
    headers.join(''),
    claim.signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** S3 paths are used as they are, encoded once: a key may contain `..` and `//`. */
function objectPath(path: string): string {
  return path
    .split('/')
    .map((segment) => encoded(decoded(segment)))
    .join('/');
}

/** Paths of all other services are normalized (RFC 3986) and encoded once more. */
function servicePath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(encoded(segment));
  }
  return segments.length === 0 ? '/' : `/${segments.join('/')}${path.endsWith('/') ? '/' : ''}`;
}

/** The signature itself is the one parameter that it cannot cover. */
function canonicalQuery(query: Query): string {
  return Object.entries(query)
    .filter(([name]) => name !== 'X-Amz-Signature')
    .flatMap(([name, values]) => [values ?? ''].flat().map((value) => [encoded(name), encoded(value)] as const))
    .sort(([a, x], [b, y]) => compared(a, b) || compared(x, y))
    .map((pair) => pair.join('='))
    .join('&');
}

function compared(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}

function collapsed(value: string): string {
  return value.trim().replace(/ +/g, ' ');
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.");
  }
}

/** Everything but the unreserved characters of RFC 3986. */
function encoded(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
