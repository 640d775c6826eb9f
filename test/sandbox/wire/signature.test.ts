import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AwsError } from '../../../src/sandbox/kernel/aws-error.ts';
import type { WireRequest } from '../../../src/sandbox/kernel/http.ts';
import { verify } from '../../../src/sandbox/wire/signature/verify.ts';
import { presign, sign, type Unsigned } from '../../support/signing.ts';

const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: SECRET };
const AT = new Date(Date.UTC(2026, 0, 5, 12));
const NOW = AT.getTime();
const MINUTE = 60_000;

/** What arrives of a request that was signed. */
function arriving(url: string, { method = 'GET', headers = {}, body = '' }: Omit<Unsigned, 'url'>): WireRequest {
  const { hostname, pathname, searchParams } = new URL(url);
  const query = Object.fromEntries(searchParams);
  return { method, hostname, path: pathname, query, headers, body: Buffer.from(body) };
}

const codeOf = (act: () => void) => {
  try {
    act();
  } catch (error) {
    return error instanceof AwsError ? error.code : String(error);
  }
  return 'accepted';
};
const verdict = (request: WireRequest, now = NOW) => codeOf(() => verify(request, SECRET, now));

async function inHeader(request: Unsigned, service: string) {
  const { url, ...rest } = await sign(request, { keys, service, at: AT });
  return arriving(url, rest);
}

async function inQuery(request: Unsigned, service: string, expiresIn?: number) {
  const url = await presign(request, { keys, service, at: AT, ...(expiresIn && { expiresIn }) });
  return arriving(url, { ...request, headers: { host: new URL(url).host } });
}

/** Text that a URL can hold: no half of a surrogate pair. */
const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((text) => !/\p{Surrogate}/u.test(text));
/** As the SDK's clients encode paths. */
const escaped = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
/** The SDK's own signer loses a query parameter that is called `__proto__`. */
const anyRequest = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
    segments: fc.array(
      name.filter((part) => part !== '.' && part !== '..'),
      { maxLength: 4 },
    ),
    query: fc.dictionary(
      name.filter((key) => !/^x-amz-|^__proto__$/i.test(key)),
      name,
      { maxKeys: 4 },
    ),
    meta: fc.stringMatching(/^[ -~]{0,20}$/),
    body: fc.uint8Array({ minLength: 1, maxLength: 60 }),
  })
  .map(({ method, segments, query, meta, body }) => {
    const url = new URL(`http://127.0.0.1:4566/${segments.map(escaped).join('/')}`);
    url.search = Object.entries(query)
      .map((pair) => pair.map(escaped).join('='))
      .join('&');
    const hash = createHash('sha256').update(body).digest('hex');
    const headers = { 'x-amz-meta-note': meta, 'x-amz-content-sha256': hash };
    return { method, url: url.toString(), headers, body };
  });

describe('a signature of the SDK’s', () => {
  it.each(['s3', 'lambda'])(
    'is right for whatever was signed for %s, and for nothing that was changed since',
    async (service) => {
      const property = async (unsigned: Unsigned, { seed, bit }: { seed: number; bit: number }) => {
        const request = await inHeader(unsigned, service);
        expect(verdict(request)).toBe('accepted');
        for (const changed of alterations(request, seed, bit)) expect(verdict(changed)).not.toBe('accepted');
      };
      const change = fc.record({ seed: fc.nat(), bit: fc.nat({ max: 7 }) });
      await fc.assert(fc.asyncProperty(anyRequest, change, property), { numRuns: 150 });
    },
  );

  it('is right in a URL too, where the body of S3 is left out of it', async () => {
    const property = async (unsigned: Unsigned) => {
      const { body: _, headers: __, ...rest } = unsigned;
      const request = await inQuery({ ...rest, headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } }, 's3');
      expect(verdict(request)).toBe('accepted');
      expect(verdict({ ...request, query: { ...request.query, versionId: 'other' } })).toBe('SignatureDoesNotMatch');
      expect(verdict({ ...request, path: `${request.path}x` })).toBe('SignatureDoesNotMatch');
    };
    await fc.assert(fc.asyncProperty(anyRequest, property), { numRuns: 50 });
  });
});

/** The same request with one thing changed, each that the signature covers. */
function alterations(request: WireRequest, seed: number, bit: number): WireRequest[] {
  const { headers, path, query, body } = request;
  const flipped = Uint8Array.from(body);
  const at = seed % body.length;
  flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
  return [
    { ...request, body: flipped },
    { ...request, body: Buffer.concat([body, Buffer.from('x')]) },
    { ...request, path: `${path}x` },
    { ...request, method: `${request.method}X` },
    { ...request, query: { ...query, more: '1' } },
    ...Object.keys(query).map((key) => ({ ...request, query: { ...query, [key]: `${String(query[key])}x` } })),
    ...['host', 'x-amz-date', 'x-amz-meta-note'].map((key) => ({
      ...request,
      headers: { ...headers, [key]: `${headers[key] ?? ''}x` },
    })),
    { ...request, headers: { ...headers, 'x-amz-acl': 'public-read' } },
    { ...request, headers: { ...headers, authorization: changedAt(headers.authorization ?? '', seed) } },
  ];
}

/** Within the signature at the end. */
function changedAt(authorization: string, seed: number): string {
  const index = authorization.length - 1 - (seed % 64);
  const digit = authorization.charAt(index) === '0' ? '1' : '0';
  return authorization.slice(0, index) + digit + authorization.slice(index + 1);
}

describe('the moment of a signature', () => {
  const whoAmI = { method: 'POST', url: 'http://127.0.0.1/', body: 'Action=GetCallerIdentity' };
  const object = { url: 'http://127.0.0.1/b/k', headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } };

  it.each([
    [-16, 'RequestTimeTooSkewed'],
    [-14, 'accepted'],
    [14, 'accepted'],
    [16, 'RequestTimeTooSkewed'],
  ])('may be off by a quarter of an hour: %d minutes', async (minutes, expected) => {
    for (const [request, service] of [[whoAmI, 'sts'] as const, [object, 's3'] as const]) {
      expect(verdict(await inHeader(request, service), NOW - minutes * MINUTE)).toBe(expected);
    }
  });

  it('is told by the clock that it is held against', async () => {
    const request = await inHeader(whoAmI, 'sts');
    expect(() => verify(request, SECRET, NOW + 20 * MINUTE)).toThrow(
      'Signature expired: 20260105T120000Z is now earlier than 20260105T120500Z (20260105T122000Z - 15 min.)',
    );
    expect(() => verify(request, SECRET, NOW - 20 * MINUTE)).toThrow(
      'Signature not yet current: 20260105T120000Z is still later than 20260105T115500Z (20260105T114000Z + 15 min.)',
    );
  });

  it('counts for as long as a URL says, up to a week', async () => {
    const request = await inQuery(object, 's3', 3600);
    expect(verdict(request, NOW + 59 * MINUTE)).toBe('accepted');
    expect(() => verify(request, SECRET, NOW + 61 * MINUTE)).toThrow('Request has expired');
    expect(verdict(request, NOW - 16 * MINUTE)).toBe('AccessDenied');
    const long = { ...request, query: { ...request.query, 'X-Amz-Expires': '604801' } };
    expect(verdict(long)).toBe('AuthorizationQueryParametersError');
    expect(verdict({ ...request, query: { ...request.query, 'X-Amz-Expires': '-1' } })).toBe(
      'AuthorizationQueryParametersError',
    );
  });

  it('is the day of the credential’s scope', async () => {
    const request = await inHeader(whoAmI, 'sts');
    const authorization = request.headers.authorization?.replace('/20260105/', '/20260104/') ?? '';
    expect(verdict({ ...request, headers: { ...request.headers, authorization } })).toBe('SignatureDoesNotMatch');
  });
});

describe('a signature that says too little', () => {
  const request = { method: 'POST', url: 'http://127.0.0.1/', body: 'Action=GetCallerIdentity' };

  it.each([
    [/, SignedHeaders=[^,]+/, 'IncompleteSignature'],
    [/, Signature=\w+/, 'IncompleteSignature'],
    [/AWS4-HMAC-SHA256 /, 'IncompleteSignature'],
    [/host;/, 'SignatureDoesNotMatch'],
    [/;x-amz-date/, 'SignatureDoesNotMatch'],
  ])('without %s is refused with %s', async (part, expected) => {
    const signed = await inHeader(request, 'sts');
    const authorization = signed.headers.authorization?.replace(part, '') ?? '';
    expect(verdict({ ...signed, headers: { ...signed.headers, authorization } })).toBe(expected);
  });

  it('of S3 leaves no header of AWS open, and says what becomes of the body', async () => {
    const signed = await inHeader(
      { url: 'http://127.0.0.1/b/k', headers: { 'x-amz-content-sha256': 'nonsense' } },
      's3',
    );
    expect(verdict(signed)).toBe('InvalidArgument');
    expect(verdict({ ...signed, headers: { ...signed.headers, 'x-amz-acl': 'public-read' } })).toBe('AccessDenied');
    const { 'x-amz-content-sha256': _, ...headers } = signed.headers;
    expect(verdict({ ...signed, headers })).toBe('InvalidRequest');
  });

  it('is not made up for by a second one', async () => {
    const signed = await inHeader(request, 'sts');
    expect(verdict({ ...signed, query: { 'X-Amz-Signature': 'x' } })).toBe('InvalidArgument');
  });
});

describe('a body in signed chunks', () => {
  it.each([[[]], [['x-amz-checksum-crc32:AAAAAA==']]])(
    'is right only as it was signed, with the trailer %j',
    async (trailer) => {
      const signed = await chunked(['first', 'second'], trailer);
      expect(verdict(signed)).toBe('accepted');
      const text = Buffer.from(signed.body).toString();
      for (const changed of [
        text.replace('first', 'fIrst'),
        text.replace('second', 'secOnd'),
        text.replace(/5;chunk-signature=\w+\r\nfirst\r\n/, ''),
        text.replace(/chunk-signature=(\w)/, (_, digit) => `chunk-signature=${digit === '0' ? '1' : '0'}`),
        ...trailer.map((line) => text.replace(line, line.replace('AAAAAA', 'BAAAAA'))),
        ...(trailer.length > 0 ? [text.replace(/x-amz-trailer-signature:\w+\r\n/, '')] : []),
      ]) {
        expect(changed).not.toBe(text);
        expect(verdict({ ...signed, body: Buffer.from(changed) })).toBe('SignatureDoesNotMatch');
      }
    },
  );
});

/** By hand after the S3 API reference, "Signature Calculations … Transferring Payload in Multiple Chunks". */
async function chunked(parts: readonly string[], trailer: readonly string[]): Promise<WireRequest> {
  const kind = `STREAMING-AWS4-HMAC-SHA256-PAYLOAD${trailer.length > 0 ? '-TRAILER' : ''}`;
  const request = { method: 'PUT', url: 'http://127.0.0.1/b/k', headers: { 'x-amz-content-sha256': kind } };
  const signed = await inHeader(request, 's3');
  const scope = ['20260105', 'us-east-1', 's3', 'aws4_request'];
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${SECRET}`);
  let previous = /Signature=(\w+)/.exec(signed.headers.authorization ?? '')?.[1] ?? '';
  const next = (what: string, ...covered: string[]) => {
    const text = [`AWS4-HMAC-SHA256-${what}`, '20260105T120000Z', scope.join('/'), previous, ...covered].join('\n');
    previous = hmac(key, text).toString('hex');
    return previous;
  };
  const chunks = [...parts, ''].map((part) => {
    const line = `${part.length.toString(16)};chunk-signature=${next('PAYLOAD', sha256(''), sha256(part))}\r\n`;
    return part ? `${line}${part}\r\n` : line;
  });
  const lines = trailer.map((line) => `${line}\r\n`).join('');
  const end =
    trailer.length > 0 ? `x-amz-trailer-signature:${next('TRAILER', sha256(`${trailer.join('\n')}\n`))}\r\n` : '';
  return { ...signed, body: Buffer.from(`${chunks.join('')}${lines}${end}\r\n`) };
}
