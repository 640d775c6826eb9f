import { workerData } from 'node:worker_threads';
import type { Keep } from './keeper.ts';
import type { FromServer, LineEnd, ToServer } from './messages.ts';
import { give } from './signal.ts';

/** Sends the caller a request during a task. */
export type Ask = (request: unknown) => Promise<unknown>;

/** The handlers of a line. */
export interface Service {
  /** Does one task at a time. */
  perform(task: unknown, ask: Ask): unknown;
  /** The caller closed the line. */
  closed?(): void;
}

/** The other end of `SynchronousLine`: calls `serve` for each line, with its purpose. */
export function serveLines(serve: (data: unknown) => Service): void {
  const { lines } = workerData as Pick<Keep, 'lines'>;
  lines.on('message', (end: LineEnd) => serveLine(end, serve(end.data)));
}

function serveLine({ port, signal }: LineEnd, service: Service): void {
  const waiting = new Map<number, (answer: unknown) => void>();
  let asked = 0;

  const send = (message: FromServer) => {
    port.postMessage(message);
    give(signal);
  };
  const ask: Ask = (request) =>
    new Promise((resolve) => {
      asked += 1;
      waiting.set(asked, resolve);
      send({ kind: 'request', id: asked, request });
    });
  const carryOut = async (task: unknown) => {
    try {
      send({ kind: 'result', result: await service.perform(task, ask) });
    } catch (error) {
      send({ kind: 'error', message: error instanceof Error ? error.message : String(error) });
    }
  };
  port.on('message', (message: ToServer) => {
    if (message.kind === 'task') return void carryOut(message.task);
    waiting.get(message.id)?.(message.answer);
    waiting.delete(message.id);
  });
  port.on('close', () => service.closed?.());
}
