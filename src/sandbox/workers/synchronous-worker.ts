import type { Worker } from 'node:worker_threads';
import { silentWorker } from './silent-worker.ts';
import { SynchronousLine, WorkerLost } from './synchronous-line.ts';

/** A thread with one line to it. */
export class SynchronousWorker {
  readonly #worker: Worker;
  readonly #line = new SynchronousLine();

  /** `module` is the path of a built file that calls `serveLines`. */
  constructor(module: string) {
    this.#worker = silentWorker(module);
    this.#line.open(this.#worker);
  }

  call(task: unknown, answer: (request: unknown) => unknown, patience: number): unknown {
    try {
      return this.#line.call(task, answer, patience);
    } catch (error) {
      if (error instanceof WorkerLost) this.end();
      throw error;
    }
  }

  end(): void {
    this.#line.close();
    void this.#worker.terminate();
  }
}
