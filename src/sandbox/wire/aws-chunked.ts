import { AwsError } from '../kernel/aws-error.ts';
import { text, type WireRequest } from '../kernel/http.ts';

/** A chunk of a body, with its signature if it has one. The last one is empty. */
export interface Chunk {
  readonly data: Uint8Array;
  readonly signature?: string;
}

export interface ChunkedBody {
  readonly chunks: readonly Chunk[];
  /** Headers after the body, names in lower case. */
  readonly trailer: readonly (readonly [string, string])[];
}

/** The request without the aws-chunked encoding that SDKs and the CLI use for uploads, with its trailers as headers. */
export function plainRequest(request: WireRequest): Pick<WireRequest, 'headers' | 'body'> {
  const { headers, body } = request;
  const isStreaming = headers['x-amz-content-sha256']?.startsWith('STREAMING-');
  if (!isStreaming && !headers['content-encoding']?.includes('aws-chunked')) return request;
  const { chunks, trailer } = readChunks(body);
  const whole = Buffer.concat(chunks.map(({ data }) => data));
  const said = headers['x-amz-decoded-content-length'];
  if (said !== undefined && Number(said) !== whole.length) throw incomplete('is not as long as it was said to be');
  return { headers: { ...headers, ...Object.fromEntries(trailer.filter(isChecksum)) }, body: whole };
}

function isChecksum([name]: readonly [string, string]): boolean {
  return name.startsWith('x-amz-checksum-');
}

/**
 * S3 API reference, sigv4-streaming: each chunk is `size-in-hex[;chunk-signature=…]\r\n data \r\n`, the last one has
 * size 0 and may be followed by trailing headers.
 */
export function readChunks(body: Uint8Array): ChunkedBody {
  const chunks: Chunk[] = [];
  let position = 0;
  for (;;) {
    const lineEnd = indexOfLineEnd(body, position);
    const [size, data, next] = chunkAt(body, position, lineEnd);
    const signature = /;chunk-signature=(\w+)$/.exec(text(body.subarray(position, lineEnd)))?.[1];
    chunks.push({ data, ...(signature !== undefined && { signature }) });
    if (size === 0) return { chunks, trailer: readTrailer(text(body.subarray(lineEnd + 2))) };
    position = next;
  }
}

function chunkAt(body: Uint8Array, position: number, lineEnd: number): [number, Uint8Array, number] {
  const size = Number.parseInt(/^[0-9a-f]+/i.exec(text(body.subarray(position, lineEnd)))?.[0] ?? '', 16);
  if (Number.isNaN(size)) throw new AwsError('InvalidRequest', 'The aws-chunked body is malformed');
  const data = body.subarray(lineEnd + 2, lineEnd + 2 + size);
  return [size, data, lineEnd + 2 + size + 2];
}

function readTrailer(lines: string): [string, string][] {
  return lines
    .split(/\r?\n/)
    .filter((line) => line.includes(':'))
    .map((line) => [line.slice(0, line.indexOf(':')).trim().toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]);
}

function indexOfLineEnd(body: Uint8Array, from: number): number {
  const index = Buffer.from(body.buffer, body.byteOffset, body.byteLength).indexOf('\r\n', from);
  if (index < 0) throw incomplete('ends before its last chunk');
  return index;
}

function incomplete(how: string): AwsError {
  return new AwsError('IncompleteBody', `The aws-chunked body ${how}`);
}
