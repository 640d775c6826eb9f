import { fileURLToPath } from 'node:url';
import {
  MessageChannel,
  receiveMessageOnPort,
  Worker,
  type MessagePort,
  type ResourceLimits,
} from 'node:worker_threads';

/** What a worker sends: requests while it works, and at last how the task ended. */
export type FromWorker =
  | { readonly kind: 'request'; readonly id: number; readonly request: unknown }
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'error'; readonly message: string };

/** What a worker is sent: its task, and the answers to its requests. */
export type ToWorker =
  | { readonly kind: 'task'; readonly task: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown };

/** What a worker finds as `workerData`. */
export interface WorkerStart {
  readonly port: MessagePort;
  /** Counts what the worker sent, so that the caller can sleep until there is more. */
  readonly sent: Int32Array;
  readonly data: unknown;
}

export interface WorkerOptions {
  readonly data?: unknown;
  /** The worker's `process.env`; empty unless given. */
  readonly env?: Readonly<Record<string, string>>;
  readonly resourceLimits?: ResourceLimits;
}

/** The worker did not answer in time, or ended without an answer; it is of no use any more. */
export class WorkerLost extends Error {}

/**
 * Another thread whose work counts as one step of this one: `call` blocks until it is done, so that services stay
 * synchronous although what they run is not. The thread does not keep the process alive.
 */
export class SynchronousWorker {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #sent = new Int32Array(new SharedArrayBuffer(4));
  #received = 0;

  /** `module` is the URL of a source file that calls `serveTasks`. */
  constructor(module: URL, { data, env = {}, resourceLimits }: WorkerOptions = {}) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    const start: WorkerStart = { port: port2, sent: this.#sent, data };
    this.#worker = new Worker(builtFile(module), {
      workerData: start,
      transferList: [port2],
      env: { ...env },
      stdout: true,
      stderr: true,
      ...(resourceLimits && { resourceLimits }),
    });
    // How a worker ended is seen by its silence; without a listener its error would end the process.
    this.#worker.on('error', () => undefined);
    this.#worker.unref();
    // What the thread prints goes nowhere; unread, it would keep the process alive.
    this.#worker.stdout.destroy();
    this.#worker.stderr.destroy();
    port1.unref();
  }

  /** Has a task done. Throws `WorkerLost` when the worker is silent for `patience` milliseconds of real time. */
  call(task: unknown, answer: (request: unknown) => unknown, patience: number): unknown {
    this.#send({ kind: 'task', task });
    for (;;) {
      const message = this.#next(patience);
      if (message.kind === 'result') return message.result;
      if (message.kind === 'error') throw new Error(message.message);
      this.#send({ kind: 'answer', id: message.id, answer: answer(message.request) });
    }
  }

  end(): void {
    this.#port.close();
    void this.#worker.terminate();
  }

  #send(message: ToWorker): void {
    this.#port.postMessage(message);
  }

  #next(patience: number): FromWorker {
    if (Atomics.wait(this.#sent, 0, this.#received, patience) === 'timed-out') {
      this.end();
      throw new WorkerLost(`no answer for ${patience} ms`);
    }
    this.#received += 1;
    const received = receiveMessageOnPort(this.#port);
    if (!received) throw new WorkerLost('a message went missing');
    return received.message as FromWorker;
  }
}

/** Workers run what was built, also where their caller is run from its source, as in tests. */
function builtFile(module: URL): string {
  const file = fileURLToPath(module).replace(/\.ts$/, '.js');
  return file.replace(/([\\/])src([\\/]sandbox[\\/])/, '$1dist$2');
}
