import { request as httpRequest } from 'node:http';
import { PutBucketVersioningCommand, S3Client, CreateBucketCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSandbox } from '../../../src/sandbox/sandbox.ts';
import { serveSandbox, type RunningServer } from '../../../src/sandbox/server.ts';
import { memoryStorage } from '../../../src/sandbox/storage/index.ts';
import { presign, sign, type Signed } from '../../support/signing.ts';

const ACCOUNT = '111111111111';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const CREATE_USER = 'Action=CreateUser&Version=2010-05-08&UserName=stranger';

/** What somebody wants done who got hold of nothing but the sandbox's address, and of those who did, of its keys. */
describe('requests that no program sends that was told of the sandbox', () => {
  const sandbox = openSandbox({ storage: memoryStorage(), accounts: [{ id: ACCOUNT }], begin: Date.now() });
  const keys = sandbox.credentialsFor({ id: ACCOUNT });
  let server: RunningServer;
  let good: Signed;
  beforeAll(async () => {
    server = await serveSandbox(sandbox, { port: 0, pace: 'jump' });
    const unsigned = { method: 'POST', url: `${server.url}/`, headers: FORM, body: CREATE_USER };
    good = await sign(unsigned, { keys, service: 'iam' });
  });
  afterAll(() => server.close());

  const changes = () => sandbox.cloud.trail.entries().filter(({ mutating }) => mutating);
  const port = () => new URL(server.url).port;
  const expectRefused = async (request: Signed, why: RegExp | string) => {
    const before = changes();
    const { status, text } = await exchange(request);
    expect({ status, text }).toEqual({ status: 403, text: expect.stringMatching(why) as string });
    expect(changes()).toEqual(before);
  };
  const withHeaders = (more: Record<string, string>): Signed => ({ ...good, headers: { ...good.headers, ...more } });
  /** With keys and with the right name: what is wrong is the one thing alone. */
  const hostSigned = async (host: string) =>
    sign(
      { method: 'POST', url: `${server.url}/`, headers: { ...FORM, host }, body: CREATE_USER },
      { keys, service: 'iam' },
    );

  it.each([
    'evil.example',
    'evil.example:4566',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '192.168.1.2',
    '[::2]',
  ])('are refused for the Host %s, to which anybody can have a name lead here', async (host) =>
    expectRefused(await hostSigned(host), 'is not this sandbox'),
  );

  it.each([
    ['origin', 'http://evil.example'],
    ['origin', 'null'],
    ['origin', 'http://127.0.0.1:4566'],
    ['sec-fetch-site', 'cross-site'],
    ['sec-fetch-site', 'same-site'],
  ])('are refused with %s: %s, well signed or not', async (name, value) => {
    await expectRefused(withHeaders({ [name]: value }), 'web pages are not answered');
    const { authorization: _, ...unsigned } = good.headers;
    await expectRefused({ ...good, headers: { ...unsigned, [name]: value } }, 'web pages are not answered');
  });

  it('are refused when a browser asks whether it may send them', async () => {
    const preflight = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' };
    await expectRefused({ method: 'OPTIONS', url: `${server.url}/`, headers: preflight }, 'web pages');
  });

  it('are refused before they have sent more than anybody may', async () => {
    const before = changes();
    const headers = { ...good.headers, 'content-length': String(600 * 1024 * 1024) };
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = httpRequest(good.url, { method: 'POST', headers }, (response) => {
        resolve(response.statusCode);
        request.destroy();
      });
      request.on('error', reject);
      request.flushHeaders();
    });
    expect(status).toBe(413);
    expect(changes()).toEqual(before);
  });

  it('are refused when they want to become a WebSocket', async () => {
    const upgrade = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    };
    await expectRefused({ method: 'GET', url: `${server.url}/`, headers: upgrade }, 'WebSockets');
  });

  it('are refused as a plain GET and as a form, which every page can send without asking', async () => {
    const scope = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${keys.accessKeyId}%2F20260105%2Fus-east-1%2Fiam%2Faws4_request`;
    const url = `${server.url}/?${scope}&X-Amz-Signature=x`;
    await expectNothingDone({ method: 'GET', url: `${url}&${CREATE_USER}`, headers: {} });
    await expectNothingDone({ method: 'POST', url, headers: FORM, body: CREATE_USER });
    await expectNothingDone({ method: 'POST', url: `${server.url}/`, headers: FORM, body: CREATE_USER });
  });
  const expectNothingDone = async (request: Signed) => {
    const before = changes();
    expect((await exchange(request)).status).toBeGreaterThanOrEqual(400);
    expect(changes()).toEqual(before);
  };

  it('are refused with another secret, another body, another query, another path, or an old date', async () => {
    const mismatch = '<Code>SignatureDoesNotMatch</Code>';
    const unsigned = { method: 'POST', url: `${server.url}/`, headers: FORM, body: CREATE_USER };
    const guess = { ...keys, secretAccessKey: 'a'.repeat(40) };
    await expectRefused(await sign(unsigned, { keys: guess, service: 'iam' }), mismatch);
    await expectRefused({ ...good, body: `${CREATE_USER}2` }, mismatch);
    await expectRefused({ ...good, url: `${server.url}/?UserName=other` }, mismatch);
    await expectRefused({ ...good, url: `${server.url}/other` }, mismatch);
    const at = new Date(Date.now() - 16 * 60_000);
    await expectRefused(await sign(unsigned, { keys, service: 'iam', at }), 'Signature expired: ');
    const presigned = await presign({ url: `${server.url}/?${CREATE_USER}` }, { keys, service: 'iam' });
    await expectRefused({ method: 'GET', url: presigned.replace('stranger', 'intruder'), headers: {} }, mismatch);
  });

  it('are answered once nothing is wrong with them, under each of the loopback names', async () => {
    for (const [index, host] of ['127.0.0.1', `127.0.0.1:${port()}`, `localhost:${port()}`].entries()) {
      const body = CREATE_USER.replace('stranger', `friend${index}`);
      const headers = { ...FORM, host, 'sec-fetch-site': 'none' };
      const request = await sign({ method: 'POST', url: `${server.url}/`, headers, body }, { keys, service: 'iam' });
      expect(await exchange(request)).toMatchObject({ status: 200 });
    }
  });

  it('are answered for a bucket that is part of the host', async () => {
    const s3 = new S3Client({ endpoint: server.url, region: 'us-east-1', credentials: keys, forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: 'under.the.host' }));
    const enabled = { Bucket: 'under.the.host', VersioningConfiguration: { Status: 'Enabled' } } as const;
    await s3.send(new PutBucketVersioningCommand(enabled));
    for (const host of ['under.the.host.localhost', 'under.the.host.s3.localhost']) {
      const headers = { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
      const request = await sign({ url: `${server.url}/?versioning=`, headers }, { keys, service: 's3' });
      expect((await exchange(request)).text).toContain('<Status>Enabled</Status>');
    }
  });
});

/** As a program that sends whatever headers it likes: `fetch` would not. */
function exchange({ method, url, headers, body }: Signed): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    request.on('upgrade', () => reject(new Error('the connection was upgraded')));
    request.on('error', reject);
    request.end(body);
  });
}
