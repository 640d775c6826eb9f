import { KeptWorker } from './kept-worker.ts';
import { SynchronousLine } from './synchronous-line.ts';

/** A thread with one line to it. */
export class SynchronousWorker {
  readonly #worker: KeptWorker;
  readonly #line: SynchronousLine;

  /** `module` is the path of a built file that calls `serveLines`. */
  constructor(module: string) {
    this.#worker = new KeptWorker(module);
    this.#line = new SynchronousLine(this.#worker);
  }

  call(task: unknown, answer: (request: unknown) => unknown, patience: number): unknown {
    return this.#line.call(task, answer, patience);
  }

  end(): void {
    this.#line.close();
    this.#worker.end();
  }
}
