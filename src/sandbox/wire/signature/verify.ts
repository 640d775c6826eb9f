import { createHmac, timingSafeEqual } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error.ts';
import { readChunks } from '../aws-chunked.ts';
import type { WireRequest } from '../../kernel/http.ts';
import { canonicalRequest, sha256 } from './canonical.ts';
import { claimOf, type Claim } from './claim.ts';
import { hasSignedChunks, payloadHash } from './payload.ts';
import { checkValidity } from './validity.ts';

/** Throws unless the holder of `secret` signed exactly this request, at about `now` (Signature Version 4). */
export function verify(request: WireRequest, secret: string, now: number): void {
  const claim = claimOf(request);
  checkValidity(claim, now);
  checkCoverage(request, claim);
  const hash = payloadHash(request, claim);
  const key = signingKey(secret, claim);
  const wanted = signed(key, 'AWS4-HMAC-SHA256', claim, sha256(canonicalRequest(request, claim, hash)));
  if (!isSame(wanted, claim.signature)) throw mismatch(claim);
  if (hasSignedChunks(hash)) verifyChunks(request, claim, key);
}

/** Each chunk is signed together with the signature of the one before it (S3 API reference, sigv4-streaming). */
function verifyChunks({ body }: WireRequest, claim: Claim, key: Uint8Array): void {
  const { chunks, trailer } = readChunks(body);
  let previous = claim.signature;
  const check = (signature: string | undefined, algorithm: string, ...covered: string[]) => {
    const wanted = signed(key, algorithm, claim, previous, ...covered);
    if (!isSame(wanted, signature ?? '')) throw mismatch(claim);
    previous = wanted;
  };
  for (const { data, signature } of chunks) {
    check(signature, 'AWS4-HMAC-SHA256-PAYLOAD', sha256(''), sha256(data));
  }
  if (trailer.length === 0) return;
  const covered = trailer.filter(([name]) => name !== 'x-amz-trailer-signature');
  const signature = trailer.find(([name]) => name === 'x-amz-trailer-signature')?.[1];
  check(signature, 'AWS4-HMAC-SHA256-TRAILER', sha256(covered.map(([name, value]) => `${name}:${value}\n`).join('')));
}

function signed(key: Uint8Array, algorithm: string, claim: Claim, ...covered: readonly string[]): string {
  const scope = [claim.date, claim.region, claim.service, claim.terminator].join('/');
  return hmac(key, [algorithm, claim.timestamp, scope, ...covered].join('\n')).toString('hex');
}

function signingKey(secret: string, { date, region, service, terminator }: Claim): Uint8Array {
  return [date, region, service, terminator].reduce<Uint8Array>(hmac, Buffer.from(`AWS4${secret}`));
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function isSame(wanted: string, given: string): boolean {
  return /^[0-9a-f]{64}$/.test(given) && timingSafeEqual(Buffer.from(given), Buffer.from(wanted));
}

/** Everything that decides a request's destination and effect has to be signed: the host and every `x-amz-` header. */
function checkCoverage({ headers }: WireRequest, { signedHeaders, service }: Claim): void {
  const needed = Object.keys(headers).filter((name) => name === 'host' || name.startsWith('x-amz-'));
  const open = ['host', ...needed].filter((name) => !signedHeaders.includes(name));
  const [first] = open;
  if (first === undefined) return;
  throw service === 's3'
    ? new AwsError('AccessDenied', 'There were headers present in the request which were not signed', 403)
    : new AwsError('SignatureDoesNotMatch', `'${first}' must be a 'SignedHeader' in the AWS Authorization.`, 403);
}

/** S3 and all other services have different messages (API references, "Common Errors" and "Error responses"). */
function mismatch({ service }: Claim): AwsError {
  const what = 'The request signature we calculated does not match the signature you provided.';
  const check =
    service === 's3'
      ? 'Check your key and signing method.'
      : 'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';
  return new AwsError('SignatureDoesNotMatch', `${what} ${check}`, 403);
}
