import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { serveSandbox, type RunningServer } from '../../src/sandbox/server.ts';
import { memoryStorage } from '../../src/sandbox/storage/index.ts';
import type { WireRequest } from '../../src/sandbox/kernel/http.ts';
import { workFolder } from '../support/binary.ts';
import { mlopsLab } from '../support/program.ts';
import { ACCOUNTS, environmentOf, PLACES } from '../support/served.ts';

const PLAN = ['init', '--dry-run', ...PLACES];
const HOUR = 3_600_000;

const servers: RunningServer[] = [];

afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

/** Which requests reach an AWS whose clock is ahead of this machine's, while a lab is planned there. */
async function planned(ahead: number) {
  const sandbox = openSandbox({ storage: memoryStorage(), accounts: ACCOUNTS, begin: Date.now() + ahead });
  const signed = keepingTime(sandbox, () => Date.now() + ahead);
  const server = await serveSandbox(sandbox, { port: 0, pace: 1 });
  servers.push(server);
  const env = environmentOf(sandbox, server.url);
  return { ended: await mlopsLab(PLAN, { cwd: workFolder(), env }), signed };
}

/** Has the sandbox judge signatures by that clock, and tell it as AWS does; gives when the requests were signed. */
function keepingTime(sandbox: Sandbox, now: () => number): string[] {
  const signed: string[] = [];
  const handle = sandbox.gateway.handle.bind(sandbox.gateway);
  sandbox.gateway.handle = async (request: WireRequest, pause) => {
    signed.push(request.headers['x-amz-date'] ?? 'never');
    const response = await handle(request, pause, now);
    return { ...response, headers: { ...response.headers, date: new Date(now()).toUTCString() } };
  };
  return signed;
}

describe('on a machine whose clock is off', () => {
  let right: Awaited<ReturnType<typeof planned>>;
  beforeAll(async () => {
    right = await planned(0);
    expect(right.ended.stdout + right.ended.stderr).not.toContain('the clock of this machine');
  });

  it.each([
    [2 * HOUR, /the clock of this machine is (2h 00m|1h 59m) behind AWS's/],
    [-2 * HOUR, /the clock of this machine is 2h 00m ahead of AWS's/],
    [26 * HOUR, /behind AWS's/],
  ])('by %i ms a run sends each request once, after the first, and says so', async (ahead, notice) => {
    const off = await planned(ahead);
    expect(off.ended.code, off.ended.stderr).toBe(0);
    expect(off.ended.stdout + off.ended.stderr).toMatch(notice);
    expect(off.signed.length - right.signed.length).toBeLessThanOrEqual(ACCOUNTS.length);
  });
});
