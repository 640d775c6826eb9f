import { AwsError } from '../../kernel/aws-error.ts';
import { text, valueIn, type WireRequest } from '../../kernel/http.ts';

/** The claimed signer of a request, with the service and region of the credential scope. */
export interface Signer {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
  readonly sessionToken: string | undefined;
}

/** Reads the claimed signer from a Signature Version 4 header or presigned query; `verify` checks it. */
export function signerOf(request: WireRequest): Signer {
  const [accessKeyId, , region, service] = credentialOf(request)?.split('/') ?? [];
  if (!accessKeyId || !region || !service) throw unsigned(request);
  const sessionToken = request.headers['x-amz-security-token'] ?? valueIn(request.query, 'X-Amz-Security-Token');
  return { accessKeyId, region, service, sessionToken };
}

export function credentialOf({ headers, query }: WireRequest): string | undefined {
  const inHeader = /Credential=([^,\s]+)/.exec(headers.authorization ?? '')?.[1];
  return inHeader ?? valueIn(query, 'X-Amz-Credential');
}

function unsigned(request: WireRequest): AwsError {
  if (isOfVersion2(request)) return oldSignature();
  if (request.headers.authorization === undefined) {
    return new AwsError('MissingAuthenticationToken', 'Missing Authentication Token', 403);
  }
  return new AwsError('IncompleteSignature', "Authorization header requires 'Credential' parameter.");
}

/** S3 API reference, "Error responses": InvalidRequest. Buckets made since June 2020 take no Signature Version 2. */
function oldSignature(): AwsError {
  const message = 'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.';
  return new AwsError('InvalidRequest', message);
}

/** In S3's header, in a presigned URL, or in the form of a query protocol. */
function isOfVersion2({ headers, query, body }: WireRequest): boolean {
  if (/^AWS /.test(headers.authorization ?? '') || valueIn(query, 'AWSAccessKeyId') !== undefined) return true;
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  return isForm && new URLSearchParams(text(body)).has('AWSAccessKeyId');
}
