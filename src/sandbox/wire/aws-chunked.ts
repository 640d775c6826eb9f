import { AwsError } from '../kernel/aws-error.ts';
import { text, type WireRequest } from './http.ts';

/**
 * The body without the aws-chunked encoding in which SDKs and the CLI wrap uploads (S3 API reference,
 * sigv4-streaming): each chunk is `size-in-hex[;chunk-signature=…]\r\n data \r\n`, the last one has size 0 and may be
 * followed by trailing headers.
 */
export function plainBody(request: WireRequest): Uint8Array {
  const streaming = request.headers['x-amz-content-sha256']?.startsWith('STREAMING-');
  const encoded = request.headers['content-encoding']?.includes('aws-chunked');
  return streaming || encoded ? joined(request.body) : request.body;
}

function joined(body: Uint8Array): Uint8Array {
  const chunks: Uint8Array[] = [];
  let position = 0;
  for (;;) {
    const lineEnd = indexOfLineEnd(body, position);
    const size = Number.parseInt(text(body.subarray(position, lineEnd)).split(';')[0] ?? '', 16);
    if (Number.isNaN(size)) throw new AwsError('InvalidRequest', 'The aws-chunked body is malformed');
    if (size === 0) return Buffer.concat(chunks);
    chunks.push(body.subarray(lineEnd + 2, lineEnd + 2 + size));
    position = lineEnd + 2 + size + 2;
  }
}

function indexOfLineEnd(body: Uint8Array, from: number): number {
  const index = Buffer.from(body.buffer, body.byteOffset, body.byteLength).indexOf('\r\n', from);
  if (index < 0) throw new AwsError('IncompleteBody', 'The aws-chunked body ends before its last chunk');
  return index;
}
