import { workerData } from 'node:worker_threads';
import type { FromWorker, ToWorker, WorkerStart } from './synchronous-worker.ts';

/** Asks the caller something while a task is done. */
export type Ask = (request: unknown) => Promise<unknown>;

/** The other end of `SynchronousWorker`: does tasks one after the other. `data` is what the worker was started with. */
export function serveTasks(perform: (task: unknown, ask: Ask, data: unknown) => unknown): void {
  const { port, sent, data } = workerData as WorkerStart;
  const waiting = new Map<number, (answer: unknown) => void>();
  let asked = 0;

  const send = (message: FromWorker) => {
    port.postMessage(message);
    Atomics.add(sent, 0, 1);
    Atomics.notify(sent, 0);
  };
  const ask: Ask = (request) =>
    new Promise((resolve) => {
      asked += 1;
      waiting.set(asked, resolve);
      send({ kind: 'request', id: asked, request });
    });
  const carryOut = async (task: unknown) => {
    try {
      send({ kind: 'result', result: await perform(task, ask, data) });
    } catch (error) {
      send({ kind: 'error', message: error instanceof Error ? error.message : String(error) });
    }
  };
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'task') return void carryOut(message.task);
    waiting.get(message.id)?.(message.answer);
    waiting.delete(message.id);
  });
}
