import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { keepPace, type Pace } from './pace.ts';
import type { Sandbox } from './sandbox.ts';
import { ConnectionLost, type Pause } from './wire/gateway.ts';
import { readRequest, writeResponse } from './wire/node-http.ts';

export interface ServerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly pace: Pace;
}

export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Only this machine can reach a sandbox: it believes any signature. */
const LOOPBACK = '127.0.0.1';

/** Offers a sandbox to other programs: the AWS CLI, boto3, any deployer that takes an endpoint URL. */
export async function serveSandbox(sandbox: Sandbox, { port, pace }: ServerOptions): Promise<RunningServer> {
  const server = createServer((request, response) => void answer(sandbox, pace, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, resolve);
  });
  const url = `http://${LOOPBACK}:${String((server.address() as AddressInfo).port)}`;
  sandbox.cloud.endpoint = url;
  const stopTime = keepPace(sandbox.cloud, pace, () => sandbox.save());
  return {
    url,
    async close() {
      stopTime();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  sandbox: Sandbox,
  pace: Pace,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  try {
    if (incoming.headers.expect === '100-continue') outgoing.writeContinue();
    const request = await readRequest(incoming);
    const endpoint = sandbox.federation.serves(request) ? sandbox.federation : sandbox.gateway;
    writeResponse(outgoing, await endpoint.handle(request, pauseAt(pace)));
  } catch (error) {
    if (error instanceof ConnectionLost) incoming.socket.destroy();
    else outgoing.writeHead(500).end(String(error));
  }
}

function pauseAt(pace: Pace): Pause {
  return (milliseconds) => setTimeout(pace === 'jump' ? 0 : milliseconds / pace);
}
