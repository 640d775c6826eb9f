import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { serveSandbox, type RunningServer } from '../../src/sandbox/server.ts';
import { call } from '../pipeline/releases.ts';
import { workFolder } from '../support/binary.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { mlopsLab } from '../support/program.ts';
import { loggingProxy, type LoggingProxy } from '../support/logging-proxy.ts';
import type { Rehearsal } from '../support/rehearsal.ts';
import { environmentOf, PLACES } from '../support/served.ts';

/** Reads, and uploads what is missing. Nothing is waited for, which would be in real time. */
const TOOLS = ['tools', '--yes', ...PLACES];

let sandbox: Sandbox;
let server: RunningServer;
const proxies: LoggingProxy[] = [];
let received = 0;

beforeAll(async () => {
  const lab = await continued(await deployedLab());
  sandbox = lab.sandbox;
  deleteAsset(lab);
  const handle = sandbox.gateway.handle.bind(sandbox.gateway);
  sandbox.gateway.handle = (...request) => ((received += 1), handle(...request));
  server = await serveSandbox(sandbox, { port: 0, pace: 'jump' });
});

afterAll(() => Promise.all([server.close(), ...proxies.map((proxy) => proxy.close())]));

function deleteAsset(lab: Rehearsal): void {
  const Key = lab.context.bundle.assets[0]?.key;
  const Bucket = 'mlops-lab--assets-111111111111-us-east-1';
  call(lab, 'tools', 's3:DeleteObject', { Bucket, Key });
}

async function anyProxy(): Promise<LoggingProxy> {
  const proxy = await loggingProxy();
  proxies.push(proxy);
  return proxy;
}

const environment = () => environmentOf(sandbox, server.url);

describe('behind a proxy that demands a user name', () => {
  it('every call goes through it', async () => {
    const [proxy, before] = [await anyProxy(), received];
    const ended = await mlopsLab(TOOLS, { cwd: workFolder(), env: { ...environment(), HTTP_PROXY: proxy.url } });
    expect(ended.code, ended.stderr).toBe(0);
    expect(proxy.log.length).toBeGreaterThan(40);
    expect(proxy.log.filter((line) => line.startsWith('PUT '))).toHaveLength(1);
    expect(proxy.log).toHaveLength(received - before);
    expect(proxy.log.every((line) => line.includes(` ${server.url}/`))).toBe(true);
    expect(proxy.refused()).toBe(0);
    expect(ended.stdout + ended.stderr).not.toContain(new URL(proxy.url).password);
  });

  it('none does with NO_PROXY=127.0.0.1', async () => {
    const [proxy, before] = [await anyProxy(), received];
    const env = { ...environment(), HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1' };
    const ended = await mlopsLab([...TOOLS, '--dry-run'], { cwd: workFolder(), env });
    expect(ended.code, ended.stderr).toBe(0);
    expect(received).toBeGreaterThan(before);
    expect(proxy.log).toEqual([]);
    expect(proxy.refused()).toBe(0);
  });

  it('a wrong password is told as the proxy’s refusal, without the password', async () => {
    const proxy = await anyProxy();
    const env = { ...environment(), http_proxy: `http://ada:wrong-password@${proxy.host}` };
    const { code, stderr } = await mlopsLab(['status', ...PLACES], { cwd: workFolder(), env });
    expect(stderr).toContain(`the proxy http://${proxy.host} answered 407`);
    expect(stderr).not.toContain('wrong-password');
    expect(code).toBe(1);
  });
});
