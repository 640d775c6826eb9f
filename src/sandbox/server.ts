import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { AwsError } from './kernel/aws-error.ts';
import { keepPace, type Pace } from './pace.ts';
import type { Sandbox } from './sandbox.ts';
import { checkVisitor } from './loopback/door.ts';
import { ConnectionLost, type Pause } from './kernel/network.ts';
import { readHead, readRequest, turnAway, writeResponse } from './loopback/node-http.ts';

export interface ServerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly pace: Pace;
}

export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

/** No other machine can reach a sandbox. */
const LOOPBACK = '127.0.0.1';

/** Serves a sandbox to other programs: the AWS CLI, boto3, any deployer that takes an endpoint URL. */
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
    checkVisitor(incoming.headers);
    const request = await readRequest(incoming);
    const pause = pauseAt(pace);
    const { federation, gateway } = sandbox;
    const answering = federation.serves(request)
      ? federation.handle(request, pause)
      : gateway.handle(request, pause, Date.now);
    writeResponse(outgoing, await answering);
  } catch (error) {
    if (error instanceof ConnectionLost) incoming.socket.destroy();
    else if (error instanceof AwsError) turnAway(incoming, outgoing, sandbox.gateway.refuse(readHead(incoming), error));
    else writeResponse(outgoing, sandbox.gateway.refuse(readHead(incoming), failed(error)));
  }
}

/** An error of the sandbox itself, in the client's protocol: AWS is not involved. */
function failed(error: unknown): AwsError {
  return new AwsError('InternalFailure', `the sandbox has a bug: ${String(error)}`, 500);
}

function pauseAt(pace: Pace): Pause {
  return (milliseconds) => setTimeout(pace === 'jump' ? 0 : milliseconds / pace);
}
