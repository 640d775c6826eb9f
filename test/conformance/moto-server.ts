import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { ACCOUNT } from './aws.ts';

export interface MotoServer {
  readonly url: string;
  /** Forgets everything that was created. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** Importing all of moto takes seconds on a slow machine. */
const DEADLINE_MS = 60_000;

export async function startMoto(): Promise<MotoServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const child = spawn('moto_server', ['--host', '127.0.0.1', '--port', String(port)], {
    stdio: 'ignore',
    env: { ...process.env, MOTO_ACCOUNT_ID: ACCOUNT },
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  try {
    await answers(`${url}/moto-api/data.json`);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    stop,
    async reset() {
      await fetch(`${url}/moto-api/reset`, { method: 'POST' });
    },
  };
}

async function answers(url: string): Promise<void> {
  const deadline = performance.now() + DEADLINE_MS;
  while (performance.now() < deadline) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await setTimeout(100);
  }
  throw new Error(`moto's server does not answer within ${String(DEADLINE_MS / 1000)} seconds`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
