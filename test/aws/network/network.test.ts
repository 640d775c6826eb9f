import type { Variables } from '../../../src/ports/variables.ts';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clientOf } from '../../../src/aws/clients.ts';
import { translated } from '../../../src/aws/errors.ts';
import { networkOf } from '../../../src/aws/network/network.ts';
import { systemClock } from '../../../src/system/clock.ts';
import { loggingProxy, type LoggingProxy } from '../../support/logging-proxy.ts';
import { EXPIRED, VALID, type TestCertificate } from './certificates.ts';
import { saying } from '../../support/steps.ts';

const IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws:iam::111111111111:user/ada</Arn><UserId>AIDA</UserId><Account>111111111111</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`;

const open: Server[] = [];
const proxies: LoggingProxy[] = [];

beforeEach(() => {
  vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(open.splice(0).map((server) => new Promise((done) => server.close(done))));
  await Promise.all(proxies.splice(0).map((proxy) => proxy.close()));
});

const asAws: RequestListener = (_, answer) => {
  answer.writeHead(200, { 'content-type': 'text/xml', 'x-amzn-requestid': 'a' }).end(IDENTITY);
};

function answering(status: number, headers: Record<string, string>, body = ''): RequestListener {
  return (_, answer) => void answer.writeHead(status, { 'content-length': String(body.length), ...headers }).end(body);
}

async function listening(server: Server, protocol: string): Promise<string> {
  open.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `${protocol}://localhost:${String((server.address() as AddressInfo).port)}`;
}

const plain = (listener: RequestListener) => listening(createServer({ keepAliveTimeout: 1 }, listener), 'http');
const tls = (certificate: TestCertificate) =>
  listening(createTlsServer({ ...certificate, keepAliveTimeout: 1 }, asAws), 'https');

async function proxy(options?: Parameters<typeof loggingProxy>[0]): Promise<LoggingProxy> {
  const running = await loggingProxy(options);
  proxies.push(running);
  return running;
}

/** Whose account it is that answers at an address, or what is told instead. */
function identity(endpoint: string, env: Variables = {}): Promise<string | undefined> {
  const credentials = { accessKeyId: 'AKIA', secretAccessKey: 'x' };
  const provide = Object.assign(() => Promise.resolve(credentials), { memoized: true as const });
  const { requestHandler } = networkOf(env);
  const setup = { region: 'us-east-1', credentials: provide, requestHandler, clock: systemClock };
  vi.stubEnv('AWS_ENDPOINT_URL', endpoint);
  const client = clientOf(STSClient, setup);
  return translated({ accountId: '111111111111', region: 'us-east-1' }, async () => {
    const { Account } = await client.send(new GetCallerIdentityCommand({}));
    return Account;
  });
}

function bundle(content: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'mlops-lab-test-')), 'ca.pem');
  writeFileSync(path, content);
  return path;
}

describe('an answer that is not from AWS is told with its status and host, and blames no permission', () => {
  it.each<[string, RequestListener, RegExp]>([
    ['a page', answering(200, { 'content-type': 'text/html' }, '<html>sign in</html>'), /localhost.*200.*HTML/],
    ['a forbidding page', answering(403, { 'content-type': 'text/html' }, '<html>no</html>'), /localhost.*403.*HTML/],
    ['an error page', answering(503, { 'content-type': 'text/html' }, '<html>down</html>'), /localhost.*503.*HTML/],
    ['a redirection', answering(302, { location: 'https://wifi.example/in?a=b' }), /302.*to https:\/\/wifi\.example$/],
    ['nothing', answering(200, {}), /localhost.*200 and nothing/],
    ['that there is no content', answering(204, {}), /localhost.*204 and nothing/],
    ['a refusal with nothing in it', answering(403, {}), /localhost.*403 and nothing/],
    ['half an answer', answering(200, { 'content-type': 'text/xml' }, IDENTITY.slice(0, 150)), /localhost.*200.*read/],
    ['words', answering(403, { 'content-type': 'text/plain' }, 'no'), /localhost.*403/],
    ['words of a gateway', answering(503, { 'content-type': 'text/plain' }, 'upstream'), /localhost.*503/],
    [
      'what is no HTTP',
      (_, { socket }) => void socket?.end('SSH-2.0-OpenSSH_9.2\r\n'),
      /localhost does not answer in HTTP/,
    ],
    ['foreign JSON', answering(403, { 'content-type': 'application/json' }, '{"error":"no"}'), /localhost.*403/],
  ])('%s', async (_, listener, message) => {
    const told = { code: 'not-aws', exitCode: 1, message: expect.stringMatching(message) as string };
    await expect(identity(await plain(listener))).rejects.toMatchObject(told);
  });

  it('while a proxy that nobody named is told as a proxy', async () => {
    const told = { code: 'proxy', message: expect.stringContaining('407') as string };
    await expect(identity(await plain(answering(407, {})))).rejects.toMatchObject(told);
  });
});

describe('certificates', () => {
  it('that nobody vouches for are not trusted, and the remedy is named', async () => {
    await expect(identity(await tls(VALID))).rejects.toMatchObject({
      code: 'untrusted',
      message: expect.stringMatching(/localhost.*self-signed/) as string,
      hints: saying('AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS'),
    });
  });

  it('in AWS_CA_BUNDLE are', async () => {
    expect(await identity(await tls(VALID), { AWS_CA_BUNDLE: bundle(VALID.cert) })).toBe('111111111111');
  });

  it('in NODE_EXTRA_CA_CERTS are too, beside those of AWS_CA_BUNDLE', async () => {
    const env = { AWS_CA_BUNDLE: bundle(EXPIRED.cert), NODE_EXTRA_CA_CERTS: bundle(VALID.cert) };
    expect(await identity(await tls(VALID), env)).toBe('111111111111');
  });

  it('that have expired, or are another host’s, are told so', async () => {
    const env = { AWS_CA_BUNDLE: bundle(`${VALID.cert}\n${EXPIRED.cert}`) };
    const expired = { code: 'untrusted', hints: saying('clock') };
    await expect(identity(await tls(EXPIRED), env)).rejects.toMatchObject(expired);
    const elsewhere = (await tls(VALID)).replace('localhost', '127.0.0.1');
    const other = { code: 'untrusted', message: expect.stringContaining('another host') as string };
    await expect(identity(elsewhere, env)).rejects.toMatchObject(other);
  });

  it('cannot be asked for where no TLS is spoken', async () => {
    const told = { code: 'untrusted', message: expect.stringContaining('no TLS') as string };
    await expect(identity((await plain(asAws)).replace('http:', 'https:'))).rejects.toMatchObject(told);
  });

  it.each([
    ['AWS_CA_BUNDLE', '/nowhere/ca.pem', 'ENOENT'],
    ['AWS_CA_BUNDLE', bundle('no certificate'), 'no certificates'],
  ])('%s=%s is refused with exit code 2', (name, path, reason) => {
    const told = { exitCode: 2, message: expect.stringMatching(new RegExp(`${name}.*${path}.*${reason}`)) as string };
    expect(() => networkOf({ [name]: path })).toThrow(expect.objectContaining(told) as Error);
  });

  it('of an unreadable ca_bundle of a profile are refused as well', () => {
    expect(() => networkOf({}, ['/nowhere/ca.pem'])).toThrow('ca_bundle of the AWS profile: the file /nowhere/ca.pem');
  });
});

describe('a proxy', () => {
  it('tunnels what is encrypted, with user name, password and own certificates', async () => {
    const [{ url, log }, endpoint] = [await proxy(), await tls(VALID)];
    expect(await identity(endpoint, { HTTPS_PROXY: url, AWS_CA_BUNDLE: bundle(VALID.cert) })).toBe('111111111111');
    expect(log).toEqual([`CONNECT ${new URL(endpoint).host}`]);
  });

  it('does not make a host trusted', async () => {
    const { url } = await proxy();
    await expect(identity(await tls(VALID), { HTTPS_PROXY: url })).rejects.toMatchObject({ code: 'untrusted' });
  });

  it('is left out for what NO_PROXY exempts', async () => {
    const [{ url, log }, endpoint] = [await proxy(), await tls(VALID)];
    const env = { HTTPS_PROXY: url, NO_PROXY: 'localhost', AWS_CA_BUNDLE: bundle(VALID.cert) };
    expect(await identity(endpoint, env)).toBe('111111111111');
    expect(log).toEqual([]);
  });

  it.each(['http', 'https'])('that wants another password is told with its address and 407 (%s)', async (scheme) => {
    const { host } = await proxy();
    const endpoint = scheme === 'http' ? await plain(asAws) : await tls(VALID);
    const env = { [`${scheme.toUpperCase()}_PROXY`]: `http://ada:wrong@${host}` };
    await expect(identity(endpoint, env)).rejects.toMatchObject({
      code: 'proxy',
      exitCode: 1,
      message: expect.stringMatching(new RegExp(`^the proxy http://${host} answered 407`)) as string,
      hints: saying('user name and password'),
    });
  });

  it('that lets nobody through is told with its address and status', async () => {
    const { url, host } = await proxy({ answersConnect: '403 Forbidden by policy' });
    const told = { code: 'proxy', message: `the proxy http://${host} answered 403 Forbidden by policy` };
    await expect(identity(await tls(VALID), { HTTPS_PROXY: url })).rejects.toMatchObject(told);
  });

  it.each([
    ['HTTP_PROXY', 'http'],
    ['HTTPS_PROXY', 'https'],
  ])('that is not there is told as such, not as AWS (%s)', async (name, scheme) => {
    const endpoint = scheme === 'http' ? await plain(asAws) : await tls(VALID);
    const told = {
      code: 'proxy',
      message: expect.stringMatching(/^the proxy http:\/\/127\.0\.0\.1:9 cannot be/) as string,
    };
    await expect(identity(endpoint, { [name]: 'http://ada:secret@127.0.0.1:9' })).rejects.toMatchObject(told);
  });
});

describe('a form of the sign-in endpoint', () => {
  it('goes through the proxy too, and its answer is taken as it is', async () => {
    const { url, log } = await proxy();
    const endpoint = await plain(answering(400, { 'content-type': 'text/html' }, '<html>no</html>'));
    const { postForm } = networkOf({ HTTP_PROXY: url });
    const answer = await postForm(`${endpoint}/federation`, { Action: 'getSigninToken' });
    expect(answer).toEqual({ status: 400, contentType: 'text/html', body: '<html>no</html>' });
    expect(log).toEqual([`POST ${endpoint}/federation`]);
  });
});
