import { MessageChannel, receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { KeptWorker } from './kept-worker.ts';
import type { FromServer, ToServer } from './messages.ts';
import { happened, waitForMore } from './signal.ts';

/** Milliseconds after which a wait begins anew, so that of a time in which the machine stood still no more is counted. */
const SLICE = 1000;

/** The other end did not respond in time; it is unusable. */
export class WorkerSilent extends Error {}

/** The other end ended without a response. */
export class WorkerEnded extends Error {}

/**
 * A line to another thread whose work counts as one step of this one: `call` blocks until it is done, so that services
 * stay synchronous even if what they run is not. It does not keep the process alive.
 */
export class SynchronousLine {
  readonly #port: MessagePort;
  readonly #worker: KeptWorker;

  /** Hands the other end to a thread that calls `serveLines`. */
  constructor(worker: KeptWorker, data?: unknown) {
    const { port1, port2: port } = new MessageChannel();
    port1.unref();
    this.#port = port1;
    this.#worker = worker;
    worker.give({ port, data, signal: worker.signal });
  }

  /** Whether nobody is at the other end any more. */
  get hasEnded(): boolean {
    return this.#worker.hasEnded;
  }

  /** Runs a task. Throws `WorkerSilent` if the other end is silent for `patience` milliseconds of real time. */
  call(task: unknown, answer: (request: unknown) => unknown, patience: number): unknown {
    this.#send({ kind: 'task', task });
    for (;;) {
      const message = this.#next(patience);
      if (message.kind === 'result') return message.result;
      if (message.kind === 'error') throw new Error(message.message);
      this.#send({ kind: 'answer', id: message.id, answer: answer(message.request) });
    }
  }

  close(): void {
    this.#port.close();
  }

  #send(message: ToServer): void {
    this.#port.postMessage(message);
  }

  #next(patience: number): FromServer {
    for (let waited = 0; waited < patience;) {
      const before = happened(this.#worker.signal);
      // What it sent before its end is there by then.
      const { hasEnded } = this;
      const received = receiveMessageOnPort(this.#port);
      if (received) return received.message as FromServer;
      if (hasEnded) throw new WorkerEnded('the thread ended without an answer');
      if (!waitForMore(this.#worker.signal, before, SLICE)) waited += SLICE;
    }
    throw new WorkerSilent(`no answer for ${patience} ms`);
  }
}
