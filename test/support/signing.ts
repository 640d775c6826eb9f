import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { HttpRequest } from '@smithy/core/protocols';

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface Signing {
  readonly keys: Keys;
  readonly service: string;
  readonly region?: string;
  /** When it is signed: now, unless told. */
  readonly at?: Date;
  /** Seconds for which a presigned URL works. */
  readonly expiresIn?: number;
}

export interface Unsigned {
  readonly method?: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** What is left to hand to `fetch`, or to change on the way. */
export interface Signed {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body?: string | Uint8Array;
}

interface Signer {
  sign(request: HttpRequest, options: object): Promise<HttpRequest>;
  presign(request: HttpRequest, options: object): Promise<HttpRequest>;
}

/** Signs a request as the SDK's clients do, with headers. */
export async function sign(request: Unsigned, signing: Signing): Promise<Signed> {
  const signer = await signerFor(signing);
  const { headers } = await signer.sign(plain(request), { signingDate: signing.at });
  const { method = 'GET', url, body } = request;
  return { method, url, headers, ...(body !== undefined && { body }) };
}

/** Signs a request in its URL. */
export async function presign(request: Unsigned, signing: Signing): Promise<string> {
  const signer = await signerFor(signing);
  const { at, expiresIn = 900 } = signing;
  const { query } = await signer.presign(plain(request), { signingDate: at, expiresIn });
  const url = new URL(request.url);
  url.search = new URLSearchParams(query as Record<string, string>).toString();
  return url.toString();
}

export function send({ url, body, ...rest }: Signed): Promise<Response> {
  return fetch(url, { ...rest, ...(body !== undefined && { body: body as NonNullable<RequestInit['body']> }) });
}

function signerFor({ keys, service, region = 'us-east-1' }: Signing): Promise<Signer> {
  const client = new (service === 's3' ? S3Client : STSClient)({ region, credentials: keys });
  const scheme = { name: 'sigv4', signingName: service, signingRegion: region, properties: {} };
  return client.config.signer(scheme) as unknown as Promise<Signer>;
}

function plain({ method = 'GET', url, headers = {}, body }: Unsigned): HttpRequest {
  const { protocol, host, hostname, port, pathname, searchParams } = new URL(url);
  return new HttpRequest({
    method,
    protocol,
    hostname,
    ...(port && { port: Number(port) }),
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers: { host, ...headers },
    ...(body !== undefined && { body }),
  });
}
