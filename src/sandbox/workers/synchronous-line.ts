import { MessageChannel, receiveMessageOnPort, type MessagePort, type Worker } from 'node:worker_threads';

/** Messages from the other end: requests during a task, and finally its outcome. */
export type FromServer =
  | { readonly kind: 'request'; readonly id: number; readonly request: unknown }
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'error'; readonly message: string };

/** Messages to the other end: the task, and the responses to its requests. */
export type ToServer =
  | { readonly kind: 'task'; readonly task: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown };

/** What the other end needs to serve the line. */
export interface LineEnd {
  readonly port: MessagePort;
  /** What the line is for. */
  readonly data: unknown;
  /** Counts messages from the other end, so that the caller can sleep until there are more. */
  readonly sent: Int32Array;
}

/** The other end did not respond in time, or ended without a response; it is unusable. */
export class WorkerLost extends Error {}

/**
 * A line to another thread whose work counts as one step of this one: `call` blocks until it is done, so that services
 * stay synchronous even if what they run is not. It does not keep the process alive.
 */
export class SynchronousLine {
  readonly #channel = new MessageChannel();
  readonly #sent = new Int32Array(new SharedArrayBuffer(4));
  #received = 0;

  /** Hands the other end to a thread that calls `serveLines`. */
  open(worker: Worker, data?: unknown): void {
    const { port1, port2: port } = this.#channel;
    port1.unref();
    const end: LineEnd = { port, data, sent: this.#sent };
    worker.postMessage(end, [port]);
  }

  /** Runs a task. Throws `WorkerLost` if the other end is silent for `patience` milliseconds of real time. */
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
    this.#channel.port1.close();
  }

  #send(message: ToServer): void {
    this.#channel.port1.postMessage(message);
  }

  #next(patience: number): FromServer {
    if (Atomics.wait(this.#sent, 0, this.#received, patience) === 'timed-out') {
      throw new WorkerLost(`no answer for ${patience} ms`);
    }
    this.#received += 1;
    const received = receiveMessageOnPort(this.#channel.port1);
    if (!received) throw new WorkerLost('a message went missing');
    return received.message as FromServer;
  }
}
