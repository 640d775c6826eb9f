import { AwsError } from '../../kernel/aws-error.ts';
import { valueIn, type WireRequest } from '../../kernel/http.ts';
import { sha256 } from './canonical.ts';
import type { Claim } from './claim.ts';

/** The values that S3 accepts instead of a hash (S3 API reference, "Signature Calculations": x-amz-content-sha256). */
const UNSIGNED = 'UNSIGNED-PAYLOAD';
const UNSIGNED_CHUNKS = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
const SIGNED_CHUNKS = ['STREAMING-AWS4-HMAC-SHA256-PAYLOAD', 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER'];

/** The hash of the body as signed. Only S3 lets a client leave the body unsigned. */
export function payloadHash(request: WireRequest, { service, expires }: Claim): string {
  if (service !== 's3') return sha256(request.body);
  const said = request.headers['x-amz-content-sha256'] ?? valueIn(request.query, 'X-Amz-Content-Sha256');
  if (said === undefined && expires !== undefined) return UNSIGNED;
  if (said === undefined) {
    throw new AwsError('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  }
  if ([UNSIGNED, UNSIGNED_CHUNKS, ...SIGNED_CHUNKS].includes(said)) return said;
  if (!/^[0-9a-f]{64}$/.test(said)) throw invalid();
  if (said !== sha256(request.body)) throw altered();
  return said;
}

export function hasSignedChunks(hash: string): boolean {
  return SIGNED_CHUNKS.includes(hash);
}

function invalid(): AwsError {
  return new AwsError(
    'InvalidArgument',
    'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, ' +
      'STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.',
  );
}

function altered(): AwsError {
  return new AwsError(
    'XAmzContentSHA256Mismatch',
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
  );
}
